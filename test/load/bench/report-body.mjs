/** The report of a counter PC that works: 12 programs from several sources, 6 probes, 2 disks, both digests. */
import { createHash, randomUUID } from 'node:crypto';

const TABS = ['motcua', 'hotich', 'dichvucong', 'motcua-tuphap', 'lienthong', 'qlvb'];
const PROGRAMS = [
  ...TABS.map((id) => [id, 'tab']),
  ['vgca-sign', 'process'],
  ['vgca-sign', 'listener'],
  ['coccoc', 'process'],
  ['coccoc', 'window'],
  ['chrome', 'process'],
  ['chrome', 'window'],
];

export const digestOf = (text) => createHash('sha256').update(text).digest('hex');

/**
 * What one PC says, ready to send: all but the sequence and the time is text already, because the bench must not spend
 * its core on making JSON.
 */
export class ReportBody {
  #sequence = 0;
  #before = '';
  #between = '';
  #after = '';

  constructor({ deviceId, hardware }) {
    this.deviceId = deviceId;
    this.instance = randomUUID();
    this.boot = randomUUID();
    this.hardware = hardware;
    this.since = Date.now() - 3_600_000;
    this.tabSince = this.since;
    this.tabState = 'ok';
    this.#prepare();
  }

  /** A change that detection must look at: a page begins or ends to wait for its clerk. */
  change(now) {
    this.tabState = this.tabState === 'ok' ? 'dialog' : 'ok';
    this.tabSince = now;
    this.#prepare();
  }

  next(now) {
    this.#sequence += 1;
    return `${this.#before}${this.#sequence}${this.#between}${now}${this.#after}`;
  }

  #prepare() {
    const text = JSON.stringify(this.#report());
    const [before, rest] = text.split('"SEQUENCE"');
    const [between, after] = rest.split('"SENT_AT"');
    this.#before = before;
    this.#between = between;
    this.#after = after;
  }

  #report() {
    const { since, hardware, boot, instance } = this;
    return {
      v: 1,
      agent: { boot, instance, session: 1, sequence: 'SEQUENCE', version: '0.1.0' },
      hardware,
      sentAt: 'SENT_AT',
      policyVersion: 1,
      load: {
        cpuPercent: 12.5,
        memoryPercent: 61.2,
        uptimeSeconds: 14_400,
        disks: [
          { mount: 'C:', totalBytes: 255_403_741_184, freeBytes: 120_403_741_184 },
          { mount: 'D:', totalBytes: 500_107_862_016, freeBytes: 400_107_862_016 },
        ],
      },
      programs: PROGRAMS.map(([id, source]) =>
        id === 'motcua'
          ? { id, source, state: this.tabState, since: this.tabSince }
          : { id, source, state: 'ok', since },
      ),
      probes: TABS.map((id, index) => ({
        ...{ id, state: 'ok', since, at: since + 3_500_000, phase: null, code: null, httpStatus: 200 },
        timesMs: { dns: 3 + index, tcp: 12 + index, tls: 31 + index, http: 140 + index },
      })),
      history: [],
      digests: {
        inventory: digestOf(`inventory ${this.deviceId}`),
        certificates: digestOf(`list ${this.deviceId}`),
      },
      spool: { waiting: 0, dropped: 0 },
    };
  }
}
