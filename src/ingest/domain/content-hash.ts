import type { Report } from '../../contracts/agent/index.js';

/** Skew below this is the network's doing; above it, each further step is news. */
const SKEW_STEP_MS = 60_000;

/**
 * Of the part of a report that can change what is believed about the device, 53 bits. Two reports with the same value differ
 * only in load and timings, and the second needs no more than a line in the journal; by chance two that differ have the same
 * one in 10^16 times. Disk space counts in whole percent, so that a disk filling up is told but not every temporary file.
 */
export function contentHash(report: Report, skewMs: number): number {
  const { programs, probes, digests, hardware, agent, load, spool, goodbye } = report;
  const hash = new Hash53();
  hash.text(digests.inventory).text(digests.certificates).text(hardware).text(agent.version).text(agent.boot);
  // A goodbye ended what its report said; after it, the same words tell that all of it holds again.
  hash
    .number(spool.dropped)
    .text(goodbye)
    .number(Math.round(skewMs / SKEW_STEP_MS));
  hash.number(programs.length);
  for (const { id, source, state, since } of programs) hash.text(id).text(source).text(state).number(since);
  hash.number(probes.length);
  for (const { id, state, since, phase, code, httpStatus } of probes) {
    hash.text(id).text(state).number(since).text(phase).text(code).number(httpStatus);
  }
  for (const { mount, totalBytes, freeBytes } of load.disks) {
    hash
      .text(mount)
      .number(totalBytes)
      .number(Math.floor((freeBytes / totalBytes) * 100));
  }
  return hash.value();
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

const ABSENT = 0x1f_0000;
const HALF = 2 ** 32;
const { floor, imul } = Math;

/**
 * Two multiplicative hashes side by side, over UTF-16 units and numbers, finished as MurmurHash3 finishes (fmix32, Austin
 * Appleby, public domain). No text is put together for it: every beat pays for this. Not for anything a stranger may choose.
 */
class Hash53 {
  private a = 0x2545_f491 | 0;
  private b = 0x9e37_79b9 | 0;

  text(text: string | null | undefined): this {
    if (text === null || text === undefined) return this.unit(text === null ? ABSENT : ABSENT + 1);
    this.unit(text.length);
    for (let i = 0; i < text.length; i++) this.unit(text.charCodeAt(i));
    return this;
  }

  number(number: number | null): this {
    if (number === null) return this.unit(ABSENT);
    return this.unit((number % HALF) | 0).unit(floor(number / HALF) | 0);
  }

  value(): number {
    return (finish(this.a) >>> 0) * 2 ** 21 + (finish(this.b) >>> 11);
  }

  private unit(unit: number): this {
    this.a = imul(this.a ^ unit, 0x0100_0193);
    this.b = imul(this.b ^ unit ^ (this.b >>> 15), 0x85eb_ca6b);
    return this;
  }
}

function finish(hash: number): number {
  const mixed = imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  const again = imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
  return again ^ (again >>> 16);
}
