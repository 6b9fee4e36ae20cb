import { closeSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { PastSpan, ProbeObservation, ProgramObservation } from '../../src/contracts/agent/index.js';
import { readCached, replaceFile } from '../runtime/state-files.js';
import { SpanQueue } from './span-queue.js';
import { SPOOL_LIMITS, type Batch, type OpenStates, type Spool, type SpoolLimits } from './spool.js';

/** One line of the journal: a span that waits, a mark up to which all were answered for, or what was dropped. */
const Line = z.union([
  z.object({ n: z.int(), span: PastSpan }),
  z.object({ gone: z.int(), dropped: z.int() }),
]);
type Line = z.infer<typeof Line>;

const StoredStates = z.object({
  boot: z.string(),
  at: z.int(),
  programs: z.array(ProgramObservation.extend({ lastAt: z.int() })),
  probes: z.array(ProbeObservation),
  answered: z.array(z.string()),
});

/**
 * A journal of JSON lines beside a file of the open states.
 *
 * 1. Appending writes all lines in one write and one fsync; only then is a change taken as kept.
 * 2. Leaving is a line of its own (`gone`), so a crash between the answer and that line repeats spans, never loses them.
 * 3. A torn last line is what a power cut leaves: it is cut off at the next start, or the next append would glue to it.
 * 4. The journal is rewritten as a whole when marks and answered spans outweigh what waits.
 * 5. On a full disk the spans wait in memory and the journal is rewritten as soon as it can be: a full disk is one of the
 *    things to report, so it must not stop the reports.
 */
export class DiskSpool implements Spool {
  private readonly queue: SpanQueue;
  private readonly journalPath: string;
  private readonly openPath: string;
  private journal: number | null = null;
  private journalBytes = 0;
  private isBehind = false;

  constructor(
    directory: string,
    private readonly limits: SpoolLimits = SPOOL_LIMITS,
    private readonly onTrouble: (error: unknown) => void = () => undefined,
  ) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    this.journalPath = join(directory, 'history.jsonl');
    this.openPath = join(directory, 'open.json');
    this.queue = new SpanQueue(limits);
    this.replay(this.openJournal());
  }

  get waiting(): number {
    return this.queue.waiting;
  }

  get dropped(): number {
    return this.queue.dropped;
  }

  append(spans: readonly PastSpan[]): void {
    if (spans.length === 0) return;
    const lines: Line[] = [];
    let droppedUpTo: number | null = null;
    for (const span of spans) {
      const outcome = this.queue.add(span);
      lines.push({ n: outcome.added.number, span });
      droppedUpTo = outcome.droppedUpTo ?? droppedUpTo;
    }
    if (droppedUpTo !== null) lines.push({ gone: droppedUpTo, dropped: this.queue.dropped });
    this.write(lines);
  }

  begin(limit: number): Batch {
    return this.queue.lend(limit, (upTo) => {
      this.write([{ gone: upTo, dropped: this.queue.dropped }]);
    });
  }

  shift(milliseconds: number): void {
    this.queue.shift(milliseconds);
    this.keepGoing(() => this.rewrite());
  }

  saveOpen(states: OpenStates, options: { durable: boolean }): void {
    try {
      replaceFile(this.openPath, JSON.stringify(states), options);
    } catch (error) {
      this.onTrouble(error);
    }
  }

  loadOpen(): OpenStates | null {
    return readCached(this.openPath, StoredStates);
  }

  close(): void {
    if (this.journal !== null) closeSync(this.journal);
    this.journal = null;
  }

  private openJournal(): number {
    this.journal = openSync(this.journalPath, 'a+', 0o600);
    return this.journal;
  }

  private write(lines: readonly Line[]): void {
    this.keepGoing(() => (this.isBehind ? this.rewrite() : this.appendLines(lines)));
  }

  private keepGoing(work: () => void): void {
    try {
      work();
      this.isBehind = false;
    } catch (error) {
      if (!this.isBehind) this.onTrouble(error);
      this.isBehind = true;
    }
  }

  private appendLines(lines: readonly Line[]): void {
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    if (this.journal === null) throw new Error('the journal is closed');
    writeSync(this.journal, text);
    fsyncSync(this.journal);
    this.journalBytes += Buffer.byteLength(text);
    const useless = this.queue.waiting === 0 && this.journalBytes > 4096;
    if (useless || this.journalBytes > 2 * this.limits.bytes) this.rewrite();
  }

  private replay(journal: number): void {
    const bytes = readFileSync(this.journalPath);
    const sound = bytes.lastIndexOf(0x0a) + 1;
    if (sound < bytes.length) {
      ftruncateSync(journal, sound);
      fsyncSync(journal);
    }
    this.journalBytes = sound;
    for (const text of bytes.subarray(0, sound).toString('utf8').split('\n')) {
      const line = parseLine(text);
      if (!line) continue;
      if ('span' in line) {
        this.queue.add(line.span, line.n);
      } else {
        this.queue.removeUpTo(line.gone);
        this.queue.dropped = line.dropped;
      }
    }
  }

  private rewrite(): void {
    const waiting = this.queue.all();
    const first: Line = { gone: (waiting[0]?.number ?? 1) - 1, dropped: this.queue.dropped };
    const lines = [first, ...waiting.map(({ number, span }): Line => ({ n: number, span }))];
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    // Windows cannot rename over a file that is open.
    this.close();
    try {
      replaceFile(this.journalPath, text, { durable: true });
      this.journalBytes = Buffer.byteLength(text);
    } finally {
      this.openJournal();
    }
  }
}

/** A line that a damaged disk made unreadable is skipped: the others are still worth sending. */
function parseLine(text: string): Line | null {
  try {
    return Line.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
