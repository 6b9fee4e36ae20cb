import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import type { Role } from '../../../src/contracts/api/index.js';
import { startApp, type StartOptions, type TestApp } from '../../factories/app.js';
import type { ManualClock } from '../../fakes/manual-clock.js';
import { smallPng } from './small-png.js';
import { openStaffBrowser, type StaffBrowser } from './staff-browser.js';

const WEB = fileURLToPath(new URL('../../../dist/web', import.meta.url));
const PICTURES = fileURLToPath(new URL('../../../test-results/pages', import.meta.url));
const KEPT = fileURLToPath(new URL('../../../docs/pictures/stories', import.meta.url));

/** The real server and a Chromium whose pages live by the server's clock, which stands still until the test moves it. */
export class Desk {
  private constructor(
    readonly app: TestApp,
    readonly staff: StaffBrowser,
  ) {}

  static async open(options: StartOptions = {}): Promise<Desk> {
    const app = await startApp({ webFolder: WEB, ...options });
    tellTime(app);
    mkdirSync(PICTURES, { recursive: true });
    const staff = await openStaffBrowser();
    staff.page.setDefaultTimeout(15_000);
    return new Desk(app, staff);
  }

  get page(): Page {
    return this.staff.page;
  }

  get clock(): ManualClock {
    return this.app.clock;
  }

  /** A person of this role sits down at the browser. */
  async sitsDown(role: Role): Promise<Page> {
    const { headers } = await this.app.signIn(role);
    const [name = '', value = ''] = (headers['cookie'] ?? '').split('=');
    await this.page.context().addCookies([{ name, value, url: this.app.url }]);
    return this.page;
  }

  async goes(path: string): Promise<void> {
    await this.page.goto(this.app.url + path);
  }

  /** Time passes at the server, which does all that is due; in steps, so that it does not take itself for slow. */
  async pass(seconds: number): Promise<void> {
    for (let passed = 0; passed < seconds; passed += 10) await this.app.advance(10_000);
  }

  /** For people to look at, in `test-results/pages`. */
  async shoot(name: string, page = this.page): Promise<void> {
    await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  }

  /** The same, and where somebody asks for them by TRUCBAN_KEEP_PICTURES=1, for docs/stories.md. */
  async keep(name: string, page = this.page): Promise<void> {
    const picture = await page.screenshot({ path: join(PICTURES, `${name}.png`) });
    if (process.env['TRUCBAN_KEEP_PICTURES'] !== '1') return;
    mkdirSync(KEPT, { recursive: true });
    writeFileSync(join(KEPT, `${name}.png`), smallPng(picture));
  }

  /** The same from the top of the page to its end. */
  async shootWhole(name: string): Promise<void> {
    await this.page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  }

  async close(): Promise<void> {
    await this.staff.close();
    // A stop would wait for a browser's idle connection.
    this.app.app.getHttpServer().closeAllConnections();
    await this.app.close();
  }
}

/** Pages set their clock by the `Date` header of the answers, which Node takes from the machine. */
function tellTime({ app, clock }: TestApp): void {
  app
    .getHttpServer()
    .prependListener('request', (_, response: { setHeader(name: string, value: string): void }) =>
      response.setHeader('date', new Date(clock.now()).toUTCString()),
    );
}
