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
  // Joined, not JSON: none of the texts may hold a separator, and every beat pays for this.
  let content = `${digests.inventory},${digests.certificates},${hardware},${agent.version},${agent.boot},${spool.dropped}`;
  // A goodbye ended what its report said; after it, the same words tell that all of it holds again.
  content += `,${goodbye},${Math.round(skewMs / SKEW_STEP_MS)}`;
  for (const { id, source, state, since } of programs) content += `;${id},${source},${state},${since}`;
  content += '|';
  for (const { id, state, since, phase, code, httpStatus } of probes)
    content += `;${id},${state},${since},${phase},${code},${httpStatus}`;
  content += '|';
  for (const { mount, totalBytes, freeBytes } of load.disks)
    content += `;${mount},${totalBytes},${Math.floor((freeBytes / totalBytes) * 100)}`;
  return content;
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
