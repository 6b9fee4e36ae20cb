import type { Report } from '../../contracts/agent/index.js';

/** Skew below this is the network's doing; above it, each further step is news. */
const SKEW_STEP_MS = 60_000;

/**
 * The part of a report that can change what is believed about the device, as one text. Two reports with the same text
 * differ only in load and timings, and the second needs no more than a line in the journal.
 * Disk space counts in whole percent, so that a disk filling up is told but not every temporary file.
 */
export function contentOf(report: Report, skewMs: number): string {
  const { programs, probes, digests, hardware, agent, load, spool, goodbye } = report;
  return JSON.stringify([
    programs.map(({ id, source, state, since }) => [id, source, state, since]),
    probes.map(({ id, state, since, phase, code, httpStatus }) => [
      id,
      state,
      since,
      phase,
      code,
      httpStatus,
    ]),
    load.disks.map(({ mount, totalBytes, freeBytes }) => [mount, Math.floor((freeBytes / totalBytes) * 100)]),
    digests,
    hardware,
    agent.version,
    agent.boot,
    spool.dropped,
    // A goodbye ended what its report said; after it, the same words tell that all of it holds again.
    goodbye ?? null,
    Math.round(skewMs / SKEW_STEP_MS),
  ]);
}

/** Parts that are news by being there at all. */
export function bringsNews(report: Report): boolean {
  return (
    report.history.length > 0 ||
    report.goodbye !== undefined ||
    report.inventory !== undefined ||
    report.certificates !== undefined
  );
}
