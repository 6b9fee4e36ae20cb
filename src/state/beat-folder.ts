import { Injectable } from '@nestjs/common';
import { BeatJournal, type JournalLine } from '../ingest/index.js';
import { nextTurn } from '../platform/clock/index.js';
import { type Transaction, UnitOfWork } from '../platform/database/index.js';
import { Outbox } from '../platform/outbox/index.js';
import { DeviceStateEntity } from './entities/index.js';
import { type HeardDevice, PresenceRepository } from './presence.repository.js';
import { SpanRepository } from './span.repository.js';

/** Of the journal, a place costs half a microsecond: some ms, which nothing interrupts. */
const PLACES_PER_READ = 4_000;
/** Twice what the nation says between two folds; more are folded afterwards. */
const MOST_READS = 40;
/** Some ms of work on SQLite, which nothing interrupts: to write, and, where each has many lines, to read. */
const DEVICES_PER_UNIT = 500;
const LINES_PER_UNIT = 2_000;
const LINES_PER_REMOVAL = 4_000;
/** A line whose agent stays unknown this long belongs to a report that can no longer be folded. */
const LONGEST_WAIT_MS = 3_600_000;

/**
 * Folds the journal of beats into presence rows (decision 2): a beat costs a line, and every 30 s a share of one update.
 *
 *     journal ──places──> by device ──the youngest line of each agent, 500 devices a unit──> rows ──afterwards──> lines removed
 *
 * In the order of devices, because their rows lie in that order: 500 lines as they came would each have a page of the
 * database to themselves. Only places wait for their turn, as numbers: a nation's lines, held until the last of them was folded,
 * were half of what the collector of garbage had to look through. What is folded twice changes nothing, so the steps need not
 * share a transaction.
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
      const { ids, devices, more } = await this.places(last);
      const folded = new Float64Array(ids.length);
      let count = 0;
      for (const unit of units(ids, devices)) {
        for (const id of await this.foldUnit(unit, now)) folded[count++] = id;
        await nextTurn();
      }
      await this.remove(folded.subarray(0, count).sort());
      if (!more) return;
      last = ids.at(-1)!;
    }
  }

  private async places(after: number): Promise<{ ids: Float64Array; devices: Float64Array; more: boolean }> {
    const ids = new Float64Array(MOST_READS * PLACES_PER_READ);
    const devices = new Float64Array(ids.length);
    let count = 0;
    for (let read = PLACES_PER_READ; read === PLACES_PER_READ && count < ids.length; await nextTurn()) {
      const places = await this.journal.places(count === 0 ? after : ids[count - 1]!, PLACES_PER_READ);
      for (const { id, deviceId } of places) {
        ids[count] = id;
        devices[count++] = deviceId;
      }
      read = places.length;
    }
    return { ids: ids.subarray(0, count), devices: devices.subarray(0, count), more: count === ids.length };
  }

  /** Answers the lines that are done with; of an unknown agent the first report is not folded yet, or is being folded just now. */
  private async foldUnit(ids: readonly number[], now: number): Promise<number[]> {
    const lines = await this.journal.lines(ids);
    const agents = await this.work.runDerived(async (tx) => {
      const heard = await this.presences.heard(tx, youngestOf(lines));
      for (const device of heard.devices) await this.bringBack(tx, device);
      return heard.agents;
    });
    const known = new Set(agents.map(agentKey));
    const done = lines.filter(
      (line) => known.has(agentKey(line)) || now - line.receivedAt >= LONGEST_WAIT_MS,
    );
    return done.map(({ id }) => id);
  }

  private async remove(ids: Float64Array): Promise<void> {
    for (let from = 0; from < ids.length; from += LINES_PER_REMOVAL) {
      const part = ids.subarray(from, from + LINES_PER_REMOVAL);
      await this.work.runDerived((tx) => this.journal.remove(tx, part));
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

/** One line of each agent. */
function youngestOf(lines: readonly JournalLine[]): JournalLine[] {
  const youngest = new Map<string, JournalLine>();
  for (const line of lines) {
    const other = youngest.get(agentKey(line));
    if (!other || line.sequence > other.sequence) youngest.set(agentKey(line), line);
  }
  return [...youngest.values()];
}

/** More places than a fold reads; a device and a place in one number that is exact. */
const PLACES = 2 ** 18;

/** Lines in the order of their devices, all lines of a device in one unit. */
function* units(ids: Float64Array, devices: Float64Array): Generator<number[]> {
  // Numbers in an array of their own are sorted in a tenth of the time of lines.
  const order = devices.map((deviceId, place) => deviceId * PLACES + place).sort();
  let unit: number[] = [];
  let [device, inUnit] = [0, 0];
  for (const placed of order) {
    const place = placed % PLACES;
    if (devices[place] !== device) {
      if (inUnit >= DEVICES_PER_UNIT || unit.length >= LINES_PER_UNIT) {
        yield unit;
        [unit, inUnit] = [[], 0];
      }
      device = devices[place]!;
      inUnit += 1;
    }
    unit.push(ids[place]!);
  }
  if (unit.length > 0) yield unit;
}

function agentKey({ deviceId, instance }: { deviceId: number; instance: string }): string {
  return `${deviceId}/${instance}`;
}
