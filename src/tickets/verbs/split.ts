import { Injectable } from '@nestjs/common';
import type { Hold } from '../../access/index.js';
import type { SplitReply, SplitRequest } from '../../contracts/api/index.js';
import { isoDate } from '../../platform/civil/index.js';
import { listOf, type Transaction } from '../../platform/database/index.js';
import { word } from '../../platform/i18n/index.js';
import { Followers } from '../clerks/followers.service.js';
import { followersOf, splitProblem } from '../domain/split.js';
import type { TicketEventEntity } from '../entities/ticket-event.entity.js';
import { TicketFollowerEntity } from '../entities/ticket-follower.entity.js';
import type { TicketEntity } from '../entities/ticket.entity.js';
import { splitOfDuplicate, splitRefused } from '../many/many.refusals.js';
import { SlaClocks } from '../sla-clock.service.js';
import { TicketRepository } from '../ticket.repository.js';
import { typedAtDesk } from '../wording/as-typed.js';
import { Desk, type Person } from './desk.js';
import { copyEntries, showInPart } from './moved-entries.js';

/** Where the part is, and whom it names as who reported it. */
type Origin = Pick<TicketEntity, 'centerId' | 'deviceId' | 'place' | 'reporterName' | 'reporterPhone'>;

/**
 * Entries of a ticket become one of their own: a clerk's second trouble, or another clerk's. Its time counts from the first of them.
 * Merging it back shows them where they were.
 */
@Injectable()
export class SplitVerb {
  constructor(
    private readonly desk: Desk,
    private readonly tickets: TicketRepository,
    private readonly followers: Followers,
    private readonly sla: SlaClocks,
  ) {}

  /** @throws Refusal SPLIT_NOTHING, SPLIT_EVERYTHING, SPLIT_NOT_MOVABLE, SPLIT_OF_DUPLICATE, and those of `Desk.act` */
  async split(id: number, request: SplitRequest, person: Person & Hold): Promise<SplitReply> {
    let part: SplitReply | undefined;
    await this.desk.act(id, request.version, person, async (ticket, now, tx) => {
      if (ticket.status === 'duplicate') throw splitOfDuplicate();
      const entries = await this.tickets.eventsOf(tx, id);
      const chosen = new Set(request.entries);
      const problem = splitProblem(entries, chosen, ticket.incidentId !== null);
      if (problem) throw splitRefused(problem);
      part = await this.open(tx, ticket, entries, request, person, now);
      const text = word(
        {
          vi: '{by} tách {count} mục thành phiếu {number}.',
          en: '{by} split {count} entries off as {number}.',
        },
        { by: person.name, count: chosen.size, number: part.number },
      );
      return { values: {}, event: { kind: 'split', text }, tell: false, idle: true };
    });
    return part!;
  }

  private async open(
    tx: Transaction,
    whole: TicketEntity,
    entries: readonly TicketEventEntity[],
    { entries: ids, title: typed, category, priority, followBoth }: SplitRequest,
    person: Person & Hold,
    now: number,
  ): Promise<SplitReply> {
    const chosen = new Set(ids);
    const moving = entries.filter(({ id }) => chosen.has(id)).sort((one, other) => one.at - other.at);
    const began = moving[0]!.at;
    const number = await this.tickets.nextNumber(tx, Number(isoDate(now).slice(0, 4)));
    const title = typedAtDesk(typed);
    const id = await this.tickets.create(tx, {
      ...{ number, origin: 'clerk', status: 'new', priority, category, splitFrom: whole.id },
      ...{ titleVi: title.vi, titleEn: title.en, beganAt: began, openedAt: began },
      ...(await this.originOf(tx, whole, moving, person)),
    });
    const who = await this.takeAlong(tx, whole.id, id, followersOf(entries, chosen), followBoth, now);
    await copyEntries(tx, id, moving, who);
    await showInPart(tx, id, whole.id);
    const text = word(
      { vi: '{by} tách từ phiếu {number} ({place}).', en: '{by} split it off {number} ({place}).' },
      { by: person.name, number: whole.number, place: whole.place },
    );
    await this.tickets.record(tx, id, { kind: 'split', text, actor: person }, now, false);
    await this.sla.keep(tx, id, now);
    return { id, number };
  }

  /** Where the clerk is who wrote the first of it; else where the whole ticket is, and at the least where its person is held to. */
  private async originOf(
    tx: Transaction,
    whole: TicketEntity,
    moving: readonly TicketEventEntity[],
    person: Hold,
  ): Promise<Origin> {
    const said = moving.find(({ followerId }) => followerId !== null);
    const clerk = said && (await tx.findOne(TicketFollowerEntity, { where: { id: said.followerId! } }));
    const reporter = {
      reporterName: clerk?.name ?? moving.find(({ kind }) => kind === 'clerk')?.actorName ?? null,
      reporterPhone: clerk?.phone ?? null,
    };
    const at = clerk?.deviceId ?? null;
    if (at !== null) {
      const found = await tx.row<{ centerId: number; center: string; device: string }>(
        `SELECT device.center_id AS "centerId", center.name AS "center", device.name AS "device"
         FROM device JOIN center ON center.id = device.center_id WHERE device.id = ?`,
        [at],
      );
      if (found)
        return {
          ...reporter,
          centerId: found.centerId,
          deviceId: at,
          place: `${found.center} · ${found.device}`,
        };
    }
    const { centerId, deviceId, place } = whole;
    if (centerId !== null || person.center === null) return { ...reporter, centerId, deviceId, place };
    const own = await tx.row<{ name: string }>('SELECT name FROM center WHERE id = ?', [person.center]);
    return { ...reporter, centerId: person.center, deviceId: null, place: own?.name ?? place };
  }

  /** Answers who each clerk is in the new ticket. Somebody who has words in both may follow both. */
  private async takeAlong(
    tx: Transaction,
    whole: number,
    part: number,
    { going, between }: { going: number[]; between: number[] },
    followBoth: boolean,
    now: number,
  ): Promise<ReadonlyMap<number, number>> {
    const twins = new Map<number, number>();
    const ids = [...going, ...between];
    if (ids.length === 0) return twins;
    const here = await tx.rows<{ id: number; originId: number }>(
      `SELECT id, origin_id AS "originId" FROM ticket_follower WHERE ticket_id = ? AND id IN ${listOf(ids)}`,
      [whole, ...ids],
    );
    for (const { id, originId } of here) {
      // Whose own ticket was merged into this one has words there, too.
      const inBoth = between.includes(id) || originId !== whole;
      if (inBoth && followBoth) twins.set(id, await this.followers.addTwin(tx, id, part, now));
      else await tx.update(TicketFollowerEntity, { id }, { ticketId: part, originId: part });
    }
    return twins;
  }
}
