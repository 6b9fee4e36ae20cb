/** What one simulated PC says. Its report is written from a few shared pieces of text: 66,420 ready-made reports would be 170 MB. */
import { randomUUID } from 'node:crypto';
import { digestOf } from '../bench/report-body.mjs';

const TABS = ['motcua', 'hotich', 'dichvucong', 'motcua-tuphap', 'lienthong', 'qlvb'];
const OTHERS = [
  ...TABS.slice(1).map((id) => [id, 'tab']),
  ['vgca-sign', 'process'],
  ['coccoc', 'process'],
  ['coccoc', 'window'],
  ['chrome', 'process'],
  ['chrome', 'window'],
];
const LOAD =
  '"load":{"cpuPercent":12.5,"memoryPercent":61.2,"uptimeSeconds":14400,"disks":[{"mount":"C:","totalBytes":255403741184,"freeBytes":120403741184},{"mount":"D:","totalBytes":500107862016,"freeBytes":400107862016}]}';
const YEAR_MS = 365 * 86_400_000;
/** A fault that the agent has seen for so long already: whatever the policy waits for from its beginning has passed. */
const SEEN_FOR_MS = 120_000;

export class Pc {
  sequence = 0;
  documents = 0;
  /** Which long lists the server has asked for. */
  wants = [];
  away = false;
  goodbye = null;

  constructor({ deviceId, centerId, province, token, hardware }, now) {
    Object.assign(this, { deviceId, centerId, province, token, hardware });
    this.boots(now);
    this.since = now - 3_600_000;
    this.tab = { state: 'ok', since: this.since };
    this.listener = { state: 'ok', since: this.since };
  }

  /** A new boot of the PC: a new agent that counts anew. */
  boots(now) {
    this.boot = randomUUID();
    this.instance = randomUUID();
    this.sequence = 0;
    this.since = now;
    this.tab = { state: 'ok', since: now };
    this.listener = { state: 'ok', since: now };
    this.away = false;
    this.goodbye = null;
  }

  /** Other hardware and other certificates than the server knows: both lists will be asked for. */
  renewsDocuments() {
    this.documents += 1;
  }

  /** Something that detection must look at and that is no fault: a page begins or ends to wait for its clerk. */
  turns(now) {
    this.tab = { state: this.tab.state === 'ok' ? 'dialog' : 'ok', since: now };
  }

  breaks(now) {
    this.listener = { state: 'not_listening', since: now - SEEN_FOR_MS };
  }

  recovers(now) {
    this.listener = { state: 'ok', since: now };
  }

  report(now) {
    this.sequence += 1;
    const { boot, instance, sequence, hardware, since, tab, listener, deviceId, documents } = this;
    const goodbye = this.goodbye ? `,"goodbye":"${this.goodbye}"` : '';
    return (
      `{"v":1,"agent":{"boot":"${boot}","instance":"${instance}","session":1,"sequence":${sequence},"version":"0.1.0"},` +
      `"hardware":"${hardware}","sentAt":${now},"policyVersion":2,${LOAD},"programs":[` +
      `{"id":"motcua","source":"tab","state":"${tab.state}","since":${tab.since}},` +
      `{"id":"vgca-sign","source":"listener","state":"${listener.state}","since":${listener.since}},` +
      `${programs(since)}],"probes":[${probes(since)}],"history":[],` +
      `"digests":{"inventory":"${digestOf(`inventory ${deviceId} ${documents}`)}","certificates":"${digestOf(`list ${deviceId} ${documents}`)}"},` +
      `"spool":{"waiting":0,"dropped":0}${goodbye}${this.#lists(now)}}`
    );
  }

  #lists(now) {
    if (this.wants.length === 0) return '';
    const parts = this.wants.map((kind) =>
      kind === 'inventory' ? `"inventory":${inventory(this)}` : `"certificates":${certificates(this, now)}`,
    );
    return `,${parts.join(',')}`;
  }
}

const programs = (since) =>
  OTHERS.map(([id, source]) => `{"id":"${id}","source":"${source}","state":"ok","since":${since}}`).join(',');

const probes = (since) =>
  TABS.map(
    (id, index) =>
      `{"id":"${id}","state":"ok","since":${since},"at":${since},"phase":null,"code":null,"httpStatus":200,"timesMs":{"dns":3,"tcp":12,"tls":31,"http":${140 + index}}}`,
  ).join(',');

const inventory = ({ deviceId }) =>
  JSON.stringify({
    ...{
      platform: 'windows',
      osName: 'Microsoft Windows 10 Pro',
      osVersion: '10.0.19045',
      manufacturer: 'Dell Inc.',
    },
    ...{
      model: 'OptiPlex 3070',
      serialNumber: `SN${deviceId}`,
      cpu: 'Intel(R) Core(TM) i5-9500 CPU @ 3.00GHz',
    },
    ...{ cpuCores: 6, memoryBytes: 8_589_934_592, diskBytes: 256_060_514_304, diskKind: 'ssd' },
    ...{ biosDate: '2019-08-20', osInstalledOn: '2021-03-02' },
  });

/** Two people's certificates that stay good for years: they raise nothing. */
const certificates = ({ deviceId, documents }, now) =>
  JSON.stringify(
    [1, 2].map((person) => ({
      thumbprint: digestOf(`certificate ${deviceId} ${person} ${documents}`),
      serial: digestOf(`serial ${deviceId} ${person}`).slice(0, 32),
      holder: `Nguyễn Thị Mẫu ${deviceId} ${person}`,
      organisation: 'Ủy ban nhân dân xã',
      units: ['Trung tâm Phục vụ hành chính công'],
      email: `mau.${deviceId}.${person}@example.vn`,
      issuer: 'Cơ quan chứng thực số chuyên dùng Chính phủ (RootCA)',
      issuerOrganisation: 'Ban Cơ yếu Chính phủ',
      notBefore: now - YEAR_MS,
      notAfter: now + 2 * YEAR_MS,
      store: 'user',
    })),
  );
