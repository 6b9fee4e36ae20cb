import { Injectable } from '@nestjs/common';
import { BeatJournal, type JournalLine } from '../ingest/index.js';
import { nextTurn } from '../platform/clock/index.js';
import { type Transaction, UnitOfWork } from '../platform/database/index.js';
import { Outbox } from '../platform/outbox/index.js';
import { DeviceStateEntity } from './entities/index.js';
import { type HeardDevice, PresenceRepository } from './presence.repository.js';
import { SpanRepository } from './span.repository.js';

/** Of the journal, a line of which costs 2 us: some ms, which nothing interrupts. */
const LINES_PER_READ = 4_000;
/** Twice what the nation says between two folds; more are folded afterwards. */
const MOST_READS = 40;
/** Some ms of work on SQLite, which nothing interrupts. */
const AGENTS_PER_UNIT = 500;
/** A line whose agent stays unknown this long belongs to a report that can no longer be folded. */
const LONGEST_WAIT_MS = 3_600_000;

/**
 * Folds the journal of beats into presence rows (decision 2): a beat costs a line, and every 30 s a share of one update.
 *
 *     journal ──read──> the youngest line of each agent, by device ──a unit of 500──> rows ──afterwards──> lines removed
 *
 * In the order of devices, because their rows lie in that order: 500 agents as they came would each have a page of the
 * database to themselves. What is folded twice changes nothing, so the steps need not share a transaction.
 */
@Injectable()
export class BeatFolder {
  constructor(
    private readonly journal: BeatJournal,
    private readonly presences: PresenceRepository,
    private readonly spans: SpanRepository,
    private readonly outbox: Outbox,
    private readonly work: UnitOfWork,
  ) {}

  /** Folds everything that is in the journal now. */
  async fold(now: number): Promise<void> {
    for (let last = 0; ;) {
      const parts = await this.read(last);
      const known = await this.foldAgents(await youngestByDevice(parts));
      await this.remove(parts, known, now);
      if (parts.length < MOST_READS) return;
      last = parts.at(-1)!.at(-1)!.id;
    }
  }

  private async read(after: number): Promise<JournalLine[][]> {
    const parts: JournalLine[][] = [];
    for (let last = after; parts.length < MOST_READS; await nextTurn()) {
      const part = await this.journal.read(last, LINES_PER_READ);
      if (part.length > 0) parts.push(part);
      if (part.length < LINES_PER_READ) break;
      last = part.at(-1)!.id;
    }
    return parts;
  }

  /** Answers the agents that are known; of another the first report is not folded yet, or is being folded just now. */
  private async foldAgents(youngest: Iterable<JournalLine[]>): Promise<Set<string>> {
    const known = new Set<string>();
    for (const unit of youngest) {
      const agents = await this.work.runDerived(async (tx) => {
        const heard = await this.presences.heard(tx, unit);
        for (const device of heard.devices) await this.bringBack(tx, device);
        return heard.agents;
      });
      for (const agent of agents) known.add(agentKey(agent));
      await nextTurn();
    }
    return known;
  }

  private async remove(
    parts: readonly JournalLine[][],
    known: ReadonlySet<string>,
    now: number,
  ): Promise<void> {
    for (const part of parts) {
      const done = part.filter(
        (line) => known.has(agentKey(line)) || now - line.receivedAt >= LONGEST_WAIT_MS,
      );
      await this.work.runDerived((tx) => this.journal.remove(tx, done));
      await nextTurn();
    }
  }

  /**
   * A PC that was given up and then beats is back, also when its beats say nothing new. The beat of a goodbye itself is no
   * younger than the absence that it began.
   */
  private async bringBack(
    tx: Transaction,
    { deviceId, presence, since, lastReceivedAt }: HeardDevice,
  ): Promise<void> {
    if (presence === 'online' || lastReceivedAt <= since) return;
    // Due at once: the sweeper counts the next deadline.
    const online = { presence: 'online' as const, since: lastReceivedAt, checkAt: lastReceivedAt };
    await tx.update(DeviceStateEntity, { deviceId }, online);
    await this.spans.retellSilence(tx, deviceId, lastReceivedAt);
    await this.spans.turnPresence(tx, deviceId, 'online', lastReceivedAt, lastReceivedAt);
    await this.outbox.emit(tx, 'device.changed', String(deviceId), lastReceivedAt);
  }
}

/** The youngest line of each agent, in the order of their devices and in units. */
async function youngestByDevice(parts: readonly JournalLine[][]): Promise<Iterable<JournalLine[]>> {
  const ofDevice = new Map<number, JournalLine[]>();
  for (const part of parts) {
    for (const line of part) {
      const agents = ofDevice.get(line.deviceId);
      const place = agents?.findIndex(({ instance }) => instance === line.instance) ?? -1;
      if (!agents) ofDevice.set(line.deviceId, [line]);
      else if (place < 0) agents.push(line);
      else if (line.sequence > agents[place]!.sequence) agents[place] = line;
    }
    await nextTurn();
  }
  return units(ofDevice);
}

function* units(ofDevice: ReadonlyMap<number, JournalLine[]>): Generator<JournalLine[]> {
  let unit: JournalLine[] = [];
  // Numbers in an array of their own are sorted in a tenth of the time of lines.
  for (const device of Float64Array.from(ofDevice.keys()).sort()) {
    unit.push(...ofDevice.get(device)!);
    if (unit.length < AGENTS_PER_UNIT) continue;
    yield unit;
    unit = [];
  }
  if (unit.length > 0) yield unit;
}

function agentKey({ deviceId, instance }: { deviceId: number; instance: string }): string {
  return `${deviceId}/${instance}`;
}
