import {
  type DeskViews,
  type DutyPage,
  type HolidayYearView,
  LINK_HEADER,
  type MaintenancePage,
  type PolicyPage,
} from '../../../src/contracts/api/index.js';
import { Centers } from '../../../src/inventory/index.js';
import type { Caller, TestApp, TestDevice, TestPerson } from '../../factories/app.js';
import { TestPc } from '../../factories/pc.js';
import { sampleOf } from './bodies.js';
import { keepTeam, shift, teamOf } from './duty.js';
import { guideOf } from './guides.js';
import { type Route, routesOf } from './routes.js';

const GUIDE = 'usb-token-khong-nhan';
const PROGRAM = 'hotich';
/** One center may send thirty reports in ten minutes, and a PC ask for twenty links. */
const BETWEEN_REPORTS_MS = 45_000;

/** What a request for a route needs beside what a test puts into it. */
export interface Given {
  address: string;
  body: Record<string, unknown>;
  caller: Caller;
}

/** An application in which every route has one thing to work on, and the right body for it. */
export class EveryRoute {
  readonly routes: Route[];
  private count = 0;

  private constructor(
    readonly app: TestApp,
    readonly device: TestDevice,
    readonly link: string,
    private readonly person: TestPerson,
  ) {
    this.routes = routesOf(app);
  }

  static async open(app: TestApp): Promise<EveryRoute> {
    const admin = await app.signIn('administrator');
    const person = await app.signIn('technician');
    const device = await app.enrol(undefined, { name: 'Quầy 3' });
    const center = await app.app.get(Centers).byId(device.centerId);
    await new TestPc(app, device).beat();
    const head = { ...person, name: 'technician-1' };
    const team = teamOf(head, [head], [shift('07:00-17:00', head)], { acceptGaps: true });
    await keepTeam(app, team, admin);
    const every = new EveryRoute(app, device, center!.publicLink, person);
    for (const path of [
      '/api/v1/maintenance',
      '/api/v1/policies',
      '/api/v1/ticket-views',
      '/api/v1/webhooks',
    ]) {
      const made = await every.send(
        every.routes.find((route) => route.method === 'POST' && route.path === path)!,
      );
      if (made.status >= 300) throw new Error(`${path}: ${made.status} ${made.text}`);
    }
    return every;
  }

  /** Sends what is right, changed by `change`. */
  async send(route: Route, change: (body: object) => unknown = (body) => body) {
    const { address, body, caller } = await this.given(route);
    const sent = route.body === null ? undefined : JSON.stringify(change(body));
    const response = await fetch(this.app.url + address, {
      method: route.method,
      headers: { ...(sent === undefined ? {} : { 'content-type': 'application/json' }), ...caller.headers },
      ...(sent === undefined ? {} : { body: sent }),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  async given(route: Route): Promise<Given> {
    const admin = await this.app.signIn('administrator');
    const { path } = route;
    const about = await this.aboutTicket(path);
    const rest = { ...(await this.restOf(path)), ...about.body };
    const caller = { headers: { ...admin.headers, ...about.headers } };
    const address = this.addressOf(path, about.id);
    return { address, body: route.body ? sampleOf(route.body, rest) : {}, caller };
  }

  /** A new report of a clerk, and the secret of its page. */
  async report(): Promise<{ id: number; follow: string; number: string }> {
    this.app.clock.advance(BETWEEN_REPORTS_MS);
    const form = new FormData();
    const fields = { name: 'Hoa', phone: '0912345678', category: 'one_stop', what: 'Trắng màn hình' };
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    const address = `${this.app.url}/api/v1/public/centers/${this.link}/reports`;
    const answer = await fetch(address, { method: 'POST', body: form });
    const { number, follow } = (await answer.json()) as { number: string; follow: string };
    const list = await this.app.get<{ rows: { id: number }[] }>(
      `/api/v1/tickets?status=all&q=${number}`,
      await this.app.signIn('administrator'),
    );
    return { id: list.body.rows[0]!.id, follow, number };
  }

  private addressOf(path: string, ticketId: number): string {
    const ids: [string, string | number][] = [
      ['tickets/:id', `tickets/${ticketId}`],
      ['centers/:id', `centers/${this.device.centerId}`],
      [':link', this.link],
      ['devices/:id', `devices/${this.device.deviceId}`],
      ['programs/:id', `programs/${PROGRAM}`],
      [':slug', GUIDE],
      [':place', `center:${this.device.centerId}`],
      [':year', 2027],
      [':date', '2026-11-24'],
    ];
    const known = ids.reduce((address, [part, id]) => address.replace(part, String(id)), path);
    return known.replace(/:\w+/g, '1');
  }

  private async aboutTicket(
    path: string,
  ): Promise<{ id: number; body: object; headers: Record<string, string> }> {
    const ofClerk = path.includes('/followed') || path === '/api/v1/public/guides/:slug/votes';
    if (!path.includes('/tickets/:id') && !ofClerk) return { id: 1, body: {}, headers: {} };
    const { id, follow } = await this.report();
    if (/\/(reopen|close|verdict)$/.test(path)) await this.act(id, 'resolve', { note: '' });
    if (path.endsWith('/resume')) await this.act(id, 'hand-over', { note: 'x' });
    const headers: Record<string, string> = ofClerk ? { [LINK_HEADER]: follow } : {};
    const into = path.endsWith('/merge') ? { into: (await this.report()).number } : {};
    if (path.endsWith('/split')) await this.act(id, 'comments', { kind: 'note', body: 'x' });
    const entries = path.endsWith('/split') ? [await this.lastEntryOf(id)] : [];
    // Nobody is known behind the system, so no mail goes to them.
    const said = { assigneeId: this.person.id, slug: GUIDE, vendorMail: undefined, ...into };
    const rest = { files: [], entries, tool: 'zalo', clerkId: null };
    return { id, body: { version: await this.versionOf(id), ...said, ...rest }, headers };
  }

  private async act(id: number, verb: string, body: object): Promise<void> {
    const said = { version: await this.versionOf(id), ...body };
    const done = await this.app.post(
      `/api/v1/tickets/${id}/${verb}`,
      said,
      await this.app.signIn('administrator'),
    );
    if (done.status !== 200) throw new Error(`${verb}: ${done.status} ${JSON.stringify(done.body)}`);
  }

  private async lastEntryOf(id: number): Promise<number> {
    const admin = await this.app.signIn('administrator');
    const { events } = (await this.app.get<{ events: { id: number }[] }>(`/api/v1/tickets/${id}`, admin))
      .body;
    return events.at(-1)!.id;
  }

  private async versionOf(id: number): Promise<number> {
    const admin = await this.app.signIn('administrator');
    return (await this.app.get<{ version: number }>(`/api/v1/tickets/${id}`, admin)).body.version;
  }

  /** What no schema tells: ids that there are, versions that are the newest, names that nobody has. */
  private async restOf(path: string): Promise<object> {
    const admin = await this.app.signIn('administrator');
    const { id } = this.person;
    const read = async <T>(address: string): Promise<T> => (await this.app.get<T>(address, admin)).body;
    const family = path.replace(/^\/api\/v1\//, '').split('/')[0];
    switch (family) {
      case 'users':
        return { login: `nguoi.moi.${(this.count += 1)}`, role: 'viewer', center: null, province: null };
      case 'wall-links':
        return { province: null };
      case 'duty': {
        const version = (await read<DutyPage>('/api/v1/duty')).teams[0]?.version ?? 1;
        const shifts = [{ weekdays: [1], fromMinute: 420, toMinute: 1020, firstId: id, secondId: null }];
        const people = { headId: id, memberIds: [id], personId: id, takerId: id, centerIds: [], shifts };
        return { ...people, acceptGaps: true, version };
      }
      case 'maintenance': {
        const version = (await read<MaintenancePage>('/api/v1/maintenance')).rows[0]?.version ?? 1;
        return { scope: 'center', deviceId: null, centerId: this.device.centerId, programId: null, version };
      }
      case 'policies': {
        const { revision } = await read<PolicyPage>('/api/v1/policies');
        const seconds = String(61 + ((this.count += 1) % 200));
        return { revision, changes: { 'program.hungAfterSeconds': seconds } };
      }
      case 'programs':
        return {
          id: `chuong-trinh-${(this.count += 1)}`,
          fields: { nameVi: 'Phần mềm', nameEn: 'Software' },
        };
      case 'calendars':
        return {
          hours: [{ season: '', from: null, until: null, days: [{ weekday: 1, times: '07:30-11:30' }] }],
        };
      case 'holidays':
        return { days: (await read<HolidayYearView>('/api/v1/holidays/2027')).days };
      case 'ticket-views': {
        const { views } = await read<DeskViews>('/api/v1/ticket-views');
        return {
          query: 'status=open',
          shared: false,
          version: views.find(({ id }) => id === '1')?.version ?? 1,
        };
      }
      case 'webhooks':
        return { url: 'http://127.0.0.1:9/hook', province: null };
      case 'guides': {
        const { version } = await guideOf(this.app, GUIDE, admin);
        return { version, number: 1, program: null, ticketId: null, state: 'published' };
      }
      default:
        return {};
    }
  }
}
