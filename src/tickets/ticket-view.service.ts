import { Injectable } from '@nestjs/common';
import { type Hold, holds, mayDo, type SignedInUser, Users } from '../access/index.js';
import type { SlaClock, TicketEvent, TicketList, TicketView } from '../contracts/api/index.js';
import { type IncidentView, IncidentViews, wordDecision } from '../incidents/index.js';
import { Centers, Devices, PolicyService } from '../inventory/index.js';
import { MINUTE_MS } from '../platform/civil/index.js';
import { Clock } from '../platform/clock/index.js';
import { Reader } from '../platform/database/index.js';
import { notFound } from '../platform/http/index.js';
import { Attachments } from './attachments.js';
import { movesFrom } from './domain/moves.js';
import { mayMove } from './domain/split.js';
import { type SlaClock as ClockInMs } from './domain/sla.js';
import { ticketTone } from './domain/tone.js';
import { FOR_THE_DESK } from './domain/written-entries.js';
import type { TicketEntity } from './entities/ticket.entity.js';
import { isPictureType } from './files/domain/file-kind.js';
import { IncidentWording } from './incident-wording.js';
import { SlaClocks } from './sla-clock.service.js';
import { RotaAssignments } from './duty/rota-assignments.service.js';
import { RemoteHelps } from './remote/remote-helps.service.js';
import { TicketFacts } from './ticket-facts.service.js';
import { TicketReads } from './ticket-reads.js';
import { TicketRepository } from './ticket.repository.js';
import { Vendors } from './vendor/vendors.service.js';
import { Watchers } from './watchers.service.js';
import { CATEGORIES } from './wording/categories.js';
import { reasonsOf } from './wording/why.js';

/** A page that lists more PCs helps nobody. */
const MOST_MEMBERS = 500;

/** Everything the ticket page shows. */
@Injectable()
export class TicketViews {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly reads: TicketReads,
    private readonly facts: TicketFacts,
    private readonly sla: SlaClocks,
    private readonly assignments: RotaAssignments,
    private readonly incidents: IncidentViews,
    private readonly attachments: Attachments,
    private readonly wording: IncidentWording,
    private readonly vendors: Vendors,
    private readonly watchers: Watchers,
    private readonly remoteHelps: RemoteHelps,
    private readonly centers: Centers,
    private readonly devices: Devices,
    private readonly policies: PolicyService,
    private readonly users: Users,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** As `user` may see it. */
  async of(id: number, user: SignedInUser): Promise<TicketView> {
    const ticket = await this.tickets.byId(this.reader, id);
    if (!ticket) throw notFound({ vi: 'phiếu này', en: 'ticket' });
    const incident =
      ticket.incidentId === null ? null : await this.incidents.byId(this.reader, ticket.incidentId);
    const { policy } = await this.policies.current();
    const assignable = await this.users.assignable(await this.centers.placeOf(ticket.centerId));
    return {
      ...rowOf(ticket),
      assignee: await this.users.nameOf(ticket.assigneeId),
      version: ticket.version,
      facts: await this.facts.of(ticket, incident),
      reasons: incident ? reasonsOf(incident, policy) : [],
      decisions: incident ? await this.decisions(incident) : [],
      clocks: await this.clocks(ticket),
      vendor: await this.vendors.of(ticket, incident),
      impact: ticket.impact,
      urgency: ticket.urgency,
      category: ticket.category,
      categories: CATEGORIES,
      ...(await this.merged(ticket, user)),
      followers: await this.tickets.followersOf(this.reader, ticket.id),
      moves: [...movesFrom(ticket.status)],
      members: incident ? await this.members(incident, user) : [],
      events: await this.events(id, mayDo(user, 'notes.read')),
      assigneeId: ticket.assigneeId,
      assignable: assignable.map(({ id: userId, name }) => ({ id: userId, name })),
      proposed: await this.assignments.proposalFor(this.reader, ticket, this.clock.now()),
      ...(await this.reads.neighbours(ticket, user)),
      ...(await this.ofTheDesk(ticket, user)),
    };
  }

  private async ofTheDesk(
    ticket: TicketEntity,
    user: SignedInUser,
  ): Promise<Pick<TicketView, 'watchers' | 'remoteHelp'>> {
    if (!mayDo(user, 'tickets.work')) return { watchers: null, remoteHelp: null };
    const watchers = await this.watchers.of(ticket.id);
    return { watchers, remoteHelp: await this.remoteHelps.view(ticket, user.id) };
  }

  /** Whom the rota would give the tickets of a list to. */
  proposalsFor(rows: readonly { id: number }[]): Promise<TicketList['proposed']> {
    const ids = rows.map(({ id }) => id);
    return this.assignments.proposalsFor(this.reader, ids, this.clock.now());
  }

  private async clocks(ticket: TicketEntity): Promise<TicketView['clocks']> {
    const time = await this.sla.timeOf(this.reader, ticket, this.clock.now());
    if (!time) return null;
    const { sla, aroundTheClock } = time;
    return { answer: inMinutes(sla.answer), resolve: inMinutes(sla.resolve), aroundTheClock };
  }

  private async merged(
    ticket: TicketEntity,
    hold: Hold,
  ): Promise<Pick<TicketView, 'mergedInto' | 'duplicates'>> {
    const into = ticket.mergedInto === null ? null : await this.tickets.byId(this.reader, ticket.mergedInto);
    const duplicates = await this.reads.duplicatesOf(ticket.id, hold);
    return { mergedInto: into && { id: into.id, number: into.number }, duplicates };
  }

  private async events(ticketId: number, withNotes: boolean): Promise<TicketEvent[]> {
    const attachments = await this.attachments.ofTicket(ticketId);
    const all = await this.tickets.eventsOf(this.reader, ticketId);
    const events = all.filter(({ kind }) => withNotes || !FOR_THE_DESK.has(kind));
    return events.map((event) => ({
      id: event.id,
      at: event.at,
      actor: event.actorName,
      kind: event.kind,
      text: { vi: event.textVi, en: event.textEn },
      quoted: event.quoted,
      movable: mayMove(event),
      attachments: attachments
        .filter(({ eventId }) => eventId === event.id)
        .map(({ id, name, bytes, mediaType }) => ({
          id,
          name,
          bytes,
          picture: isPictureType(mediaType),
          url: `/api/v1/tickets/${ticketId}/attachments/${id}`,
        })),
    }));
  }

  private async decisions({ incident }: IncidentView): Promise<TicketView['decisions']> {
    const rows: TicketView['decisions'] = [];
    for (const decision of await this.incidents.decisionsOf(this.reader, incident.id)) {
      const names: string[] = [];
      for (const id of decision.facts.devices ?? []) names.push((await this.devices.byId(id))?.name ?? '?');
      rows.push({ at: decision.at, text: wordDecision(decision, names) });
    }
    return rows;
  }

  private async members({ incident }: IncidentView, hold: Hold): Promise<TicketView['members']> {
    const rows: TicketView['members'] = [];
    for (const { finding, leftAt } of await this.incidents.members(this.reader, incident.id, MOST_MEMBERS)) {
      const device = finding.deviceId === null ? null : await this.devices.byId(finding.deviceId);
      const isTheirs = holds(hold, await this.centers.placeOf(finding.centerId));
      if (!device || !isTheirs) continue;
      const name = await this.wording.place(finding.centerId, device.id);
      rows.push({ deviceId: device.id, name, since: finding.beganAt, ended: leftAt });
    }
    return rows;
  }
}

function rowOf(ticket: TicketEntity) {
  const { id, number, place, status, priority, origin, openedAt, beganAt, resolvedAt, titleVi, titleEn } =
    ticket;
  const title = { vi: titleVi, en: titleEn };
  return {
    id,
    number,
    title,
    place,
    status,
    priority,
    origin,
    openedAt,
    beganAt,
    resolvedAt,
    acknowledgedBy: ticket.acknowledgedBy,
    snoozedUntil: ticket.snoozedUntil,
    snoozedBy: ticket.snoozedBy,
    sla: { level: ticket.slaLevel, dueAt: ticket.dueAt },
    tone: ticketTone({
      ...ticket,
      quiet: ticket.acknowledgedAt !== null || ticket.snoozedUntil !== null,
    }),
  };
}

function inMinutes({ targetMs, usedMs, state, dueAt, overdue }: ClockInMs): SlaClock {
  const [targetMinutes, usedMinutes] = [Math.round(targetMs / MINUTE_MS), Math.floor(usedMs / MINUTE_MS)];
  return { targetMinutes, usedMinutes, state, dueAt, overdue };
}
