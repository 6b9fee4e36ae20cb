import { Injectable } from '@nestjs/common';
import type { Report } from '../contracts/agent/index.js';
import { bringsNews, contentHash } from './domain/content-hash.js';

interface LedgerEntry {
  instance: string;
  sequence: number;
  /** `contentHash` of what it said. */
  content: number;
  receivedAt: number;
}

/**
 * Remembers, per agent, what its last durable report said, so that a report that says the same costs one journal line.
 * A memory only: when in doubt (after a restart, a gap in the sequence, another process in between, a pause after which the
 * PC may have been given up) a report counts as news, which is harmless because folding it again changes nothing.
 */
@Injectable()
export class Ledger {
  private readonly entries = new Map<number, LedgerEntry>();

  /**
   * Does this report say anything that the last durable one of its agent did not? After `quietMs` of silence, its being
   * there is something.
   */
  isNews(
    deviceId: number,
    report: Report,
    { receivedAt, skewMs, quietMs }: { receivedAt: number; skewMs: number; quietMs: number },
  ): { news: boolean; content: number } {
    const content = contentHash(report, skewMs);
    const last = this.entries.get(keyOf(deviceId, report.agent.session));
    const follows =
      last !== undefined &&
      last.instance === report.agent.instance &&
      report.agent.sequence === last.sequence + 1 &&
      receivedAt - last.receivedAt < quietMs;
    return { news: !follows || bringsNews(report) || last.content !== content, content };
  }

  /** Called after the commit. An older report that was answered late does not replace a younger one. */
  remember(deviceId: number, report: Report, content: number, receivedAt: number): void {
    const { session, instance, sequence } = report.agent;
    const key = keyOf(deviceId, session);
    const last = this.entries.get(key);
    if (last && last.instance === instance && last.sequence > sequence) return;
    // After a goodbye the next report is news whatever it says: the PC is back.
    if (report.goodbye !== undefined) this.entries.delete(key);
    else if (last) renew(last, { instance, sequence, content, receivedAt });
    else this.entries.set(key, { instance, sequence, content, receivedAt });
  }
}

/** In place, with the text that is there already where it says the same: a nation's entries made anew each beat were garbage. */
function renew(entry: LedgerEntry, said: LedgerEntry): void {
  if (entry.instance !== said.instance) entry.instance = said.instance;
  entry.content = said.content;
  entry.sequence = said.sequence;
  entry.receivedAt = said.receivedAt;
}

function keyOf(deviceId: number, session: number): number {
  return deviceId * 65_536 + session;
}
