import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { Report } from '../../contracts/agent/index.js';
import { contentHash } from './content-hash.js';

const file = new URL('../../contracts/samples/valid/report.beat.json', import.meta.url);
const beat = Report.parse(JSON.parse(readFileSync(file, 'utf8')));
const changed = (change: (report: Report) => void): Report => {
  const copy = structuredClone(beat);
  change(copy);
  return copy;
};
const of = (report: Report, skewMs = 0): number => contentHash(report, skewMs);

describe('what a report says', () => {
  it.each<[string, (report: Report) => void]>([
    ['the time it was sent', (report) => (report.sentAt += 30_000)],
    ['its number', (report) => (report.agent.sequence += 1)],
    ['the load', (report) => (report.load.cpuPercent = 99)],
    ['a file of a few kilobytes', (report) => (report.load.disks[0]!.freeBytes -= 4096)],
    ['how long a probe took', (report) => (report.probes[0]!.timesMs.tcp = 17)],
  ])('is the same with another value for %s', (_, change) => {
    expect(of(changed(change))).toBe(of(beat));
  });

  it.each<[string, (report: Report) => void]>([
    ['a program is in another state', (report) => (report.programs[0]!.state = 'missing')],
    ['a program is so since another time', (report) => (report.programs[0]!.since += 1)],
    ['a program is seen by another source', (report) => (report.programs[0]!.source = 'listener')],
    ['two programs change places', (report) => report.programs.reverse()],
    ['a program is watched no more', (report) => report.programs.pop()],
    ['a probe fails', (report) => (report.probes[0]!.state = 'failed')],
    ['a probe gets another answer', (report) => (report.probes[0]!.httpStatus = 503)],
    ['a disk fills up', (report) => (report.load.disks[0]!.freeBytes = 0)],
    ['a disk is another', (report) => (report.load.disks[0]!.mount = 'E:')],
    ['the list of certificates changed', (report) => (report.digests.certificates = '0'.repeat(64))],
    ['there is no inventory any more', (report) => (report.digests.inventory = null)],
    ['the PC started anew', (report) => (report.agent.boot = 'another-boot')],
    ['the agent is of another version', (report) => (report.agent.version = '9.9.9')],
    ['it says goodbye', (report) => (report.goodbye = 'shutdown')],
    ['the spool dropped reports', (report) => (report.spool.dropped += 1)],
  ])('is something else when %s', (_, change) => {
    expect(of(changed(change))).not.toBe(of(beat));
  });

  it('is something else when the clock is a minute off, either way', () => {
    expect(new Set([of(beat), of(beat, 60_000), of(beat, -60_000), of(beat, 2 ** 40)]).size).toBe(4);
  });

  it('is told apart ten thousand times without a mistake', () => {
    const seen = new Set<number>();
    const report = structuredClone(beat);
    for (let n = 0; n < 10_000; n++) {
      report.programs[0]!.since += 1;
      seen.add(of(report));
    }
    expect(seen.size).toBe(10_000);
  });
});
