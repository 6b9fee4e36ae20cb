import { afterEach, describe, expect, it } from '@jest/globals';
import { Reader } from '../../src/platform/database/index.js';
import { TestApp } from '../factories/app.js';
import { ManualClock } from '../fakes/manual-clock.js';

const SPEED = 60;
const MINUTE_MS = 60_000;

/** A demo's clock, moved by hand: a minute on it is a real second. */
class SqueezedClock extends ManualClock {
  override get speed(): number {
    return SPEED;
  }

  override ago(realMs: number): number {
    return this.now() - realMs * SPEED;
  }
}

describe('a server whose clock is that of a demo', () => {
  let app: TestApp;
  afterEach(() => app.close());

  const blindness = () => app.app.get(Reader).rows('SELECT from_at FROM server_blindness');

  it('takes a minute between two pulses for the second that it is, and a stall for a stall', async () => {
    app = await TestApp.start({ clock: new SqueezedClock() });
    await app.settle();
    const before = (await blindness()).length;
    for (let pulse = 0; pulse < 5; pulse++) await app.advance(5 * MINUTE_MS);
    expect(await blindness()).toHaveLength(before);
    await app.advance(16 * MINUTE_MS);
    expect(await blindness()).toHaveLength(before + 1);
  });

  it('signs nobody out who reads a page for a minute of real time, and does after half an hour', async () => {
    app = await TestApp.start({ clock: new SqueezedClock() });
    const technician = await app.signIn('technician');
    await app.advance(60 * MINUTE_MS);
    expect((await app.get('/api/v1/session', technician)).status).toBe(200);
    await app.advance(31 * SPEED * MINUTE_MS);
    expect((await app.get('/api/v1/session', technician)).status).toBe(401);
  });

  it('has no header of the demo on a server with the true time', async () => {
    app = await TestApp.start();
    const { headers } = await app.get('/api/health/live');
    expect(headers.get('trucban-clock')).toBeNull();
  });
});
