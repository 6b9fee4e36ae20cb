import { Injectable } from '@nestjs/common';
import type { TicketStatus } from '../contracts/api/index.js';
import { type IncidentView, IncidentViews } from '../incidents/index.js';
import type { Transaction } from '../platform/database/index.js';
import { isoDate } from '../platform/civil/index.js';
import { displayDuration, word } from '../platform/i18n/index.js';
import { hasEnded, statusAtDesk } from './domain/moves.js';
import type { TicketEntity } from './entities/ticket.entity.js';
import { IncidentSilences } from './incident-silences.js';
import { type IncidentWords, IncidentWording } from './incident-wording.js';
import { SlaClocks } from './sla-clock.service.js';
import { type NewEvent, TicketRepository } from './ticket.repository.js';
import { UntoldIncidents } from './untold-incidents.js';
import { AWAKE } from './verbs/snooze.js';

const IS_BACK = { vi: 'Sự cố trở lại. {detail}', en: 'It is back. {detail}' };
const STANDS_ALONE = {
  vi: 'Nguyên nhân chung đã hết nhưng lỗi này vẫn còn. {detail}',
  en: 'The common cause is gone and this fault is not. {detail}',
};

/**
 * Keeps one ticket per incident in step with it: opened, reworded, reopened, and resolved by itself while nobody has
 * touched it. Evidence closes an incident; a person closes a ticket. While planned work covers an incident, its ticket
 * neither opens nor reopens; what deserves none is remembered for the digest.
 */
@Injectable()
export class IncidentFollower {
  constructor(
    private readonly views: IncidentViews,
    private readonly wording: IncidentWording,
    private readonly tickets: TicketRepository,
    private readonly silences: IncidentSilences,
    private readonly untold: UntoldIncidents,
    private readonly sla: SlaClocks,
  ) {}

  async follow(tx: Transaction, incidentId: number, now: number): Promise<void> {
    const view = await this.views.byId(tx, incidentId);
    if (!view) return;
    const ticket = await this.tickets.ofIncidentToChange(tx, incidentId);
    const silence = opens(view, ticket) ? await this.silences.of(tx, incidentId, now) : null;
    if (silence) return this.silences.hold(tx, incidentId, silence, now);
    await this.silences.release(tx, incidentId, now);
    const words = await this.wording.of(view);
    if (!ticket) {
      if (view.incident.endedAt !== null || view.incident.absorbedBy !== null) return;
      if (await this.untold.waits(tx, view)) return this.untold.remember(tx, view, now);
      await this.untold.forget(tx, incidentId);
      return this.open(tx, view, words, now);
    }
    if (view.incident.absorbedBy !== null) await this.absorb(tx, ticket, view.incident.absorbedBy, now);
    else if (view.incident.endedAt !== null) await this.end(tx, ticket, view, words, now);
    else if (view.incident.timesReopened > ticket.incidentReopens)
      await this.reopen(tx, ticket, view, words, now);
    else await this.reword(tx, ticket, view, words, now);
  }

  private async open(tx: Transaction, view: IncidentView, words: IncidentWords, now: number): Promise<void> {
    const number = await this.tickets.nextNumber(tx, Number(isoDate(now).slice(0, 4)));
    const id = await this.tickets.create(tx, {
      number,
      origin: 'detection',
      status: 'new',
      openedAt: now,
      incidentReopens: view.incident.timesReopened,
      ...factsOf(view, words, { impact: null, priority: view.severity }),
    });
    const event = { kind: 'opened', text: words.detail, actor: null, status: 'new' } as const;
    await this.tickets.record(tx, id, event, now, true);
    await this.sla.keep(tx, id, now);
  }

  private async reword(
    tx: Transaction,
    ticket: TicketEntity,
    view: IncidentView,
    words: IncidentWords,
    now: number,
  ): Promise<void> {
    const facts = factsOf(view, words, ticket);
    const unchanged =
      facts.titleVi === ticket.titleVi &&
      facts.priority === ticket.priority &&
      facts.place === ticket.place &&
      facts.beganAt === ticket.beganAt;
    if (unchanged || hasEnded(ticket.status)) return;
    const worse = isWorse(facts.priority, ticket.priority);
    const status = worse && ticket.status === 'acknowledged' ? 'new' : ticket.status;
    await this.tickets.change(tx, ticket, worse ? { ...facts, ...HEARD_AGAIN, status } : facts);
    const text = word(
      { vi: 'Tình hình thay đổi: {title}. {detail}', en: 'The situation changed: {title}. {detail}' },
      { title: words.title, detail: words.detail },
    );
    await this.tell(tx, ticket, { kind: 'evidence', text, status }, now);
  }

  private async reopen(
    tx: Transaction,
    ticket: TicketEntity,
    view: IncidentView,
    words: IncidentWords,
    now: number,
  ): Promise<void> {
    const facts = { ...factsOf(view, words, ticket), incidentReopens: view.incident.timesReopened };
    // A person said that there is nothing to do, or that another ticket has it: evidence does not overrule that.
    if (ticket.status === 'cancelled' || ticket.status === 'duplicate') {
      await this.tickets.change(tx, ticket, facts);
      const text = word(IS_BACK, { detail: words.detail });
      await this.tickets.record(tx, ticket.id, { kind: 'evidence', text, actor: null }, now, false);
      return;
    }
    const had = hasEnded(ticket.status);
    const again = had || isWorse(facts.priority, ticket.priority) ? HEARD_AGAIN : {};
    const heard = { ...ticket, ...again };
    const status = had || ticket.status === 'acknowledged' ? statusAtDesk(heard) : ticket.status;
    const back = { status, resolvedAt: null, resolvedBySystem: 0, absorbedInto: null };
    await this.tickets.change(tx, ticket, { ...facts, ...back, ...again });
    const text = word(ticket.absorbedInto === null ? IS_BACK : STANDS_ALONE, { detail: words.detail });
    await this.tell(tx, ticket, { kind: had ? 'reopened' : 'evidence', text, status }, now);
  }

  private async end(
    tx: Transaction,
    ticket: TicketEntity,
    view: IncidentView,
    words: IncidentWords,
    now: number,
  ): Promise<void> {
    if (hasEnded(ticket.status)) return;
    const lasted = displayDuration((view.incident.endedAt ?? 0) - view.incident.beganAt);
    const text = word(
      {
        vi: 'Tự xử lý: không còn thấy lỗi. Sự cố kéo dài {lasted}.',
        en: 'Resolved by itself: the fault is no longer seen. It lasted {lasted}.',
      },
      { lasted },
    );
    const byItself = ticket.touchedAt === null;
    // The last evidence may have told power from line.
    const facts = factsOf(view, words, ticket);
    await this.tickets.change(tx, ticket, byItself ? { ...facts, ...resolvedBySystem(now) } : facts);
    const status = byItself ? 'resolved' : ticket.status;
    await this.tell(tx, ticket, { kind: byItself ? 'resolved' : 'evidence', text, status }, now);
  }

  /**
   * Its cause turned out to be shared. The common ticket tells people, so this one only says where it went; one that a
   * person has taken stays theirs.
   */
  private async absorb(tx: Transaction, ticket: TicketEntity, into: number, now: number): Promise<void> {
    if (ticket.absorbedInto === into) return;
    if (!(await this.tickets.ofIncident(tx, into))) await this.follow(tx, into, now);
    const parent = await this.tickets.ofIncident(tx, into);
    const closes = ticket.touchedAt === null && !hasEnded(ticket.status);
    await this.tickets.change(tx, ticket, { absorbedInto: into, ...(closes ? resolvedBySystem(now) : {}) });
    const text = word(
      {
        vi: 'Gộp vào phiếu {number}: cùng nguyên nhân, không riêng máy này.',
        en: 'Joined to {number}: the cause is shared, it is not this PC alone.',
      },
      { number: parent?.number ?? '' },
    );
    const status = closes ? 'resolved' : ticket.status;
    await this.tell(tx, ticket, { kind: 'absorbed', text, status }, now, false);
  }

  /** The entry in the history, with the state it leaves; its time follows. */
  private async tell(
    tx: Transaction,
    ticket: TicketEntity,
    { status, ...event }: Pick<NewEvent, 'kind' | 'text'> & { status: TicketStatus },
    now: number,
    aloud = true,
  ): Promise<void> {
    const moved = status === ticket.status ? {} : { status };
    await this.tickets.record(tx, ticket.id, { ...event, ...moved, actor: null }, now, aloud);
    await this.sla.keep(tx, ticket.id, now);
  }
}

/** Only the rota can have given away what nobody touched; it comes back as nobody's. */
function resolvedBySystem(now: number): Partial<TicketEntity> {
  return { assigneeId: null, status: 'resolved', resolvedAt: now, resolvedBySystem: 1, ...HEARD_AGAIN };
}

/** What somebody put off or knew of was less than this. */
const HEARD_AGAIN = { ...AWAKE, acknowledgedAt: null, acknowledgedBy: null } as const;
const WORST_FIRST: readonly TicketEntity['priority'][] = ['critical', 'high', 'normal', 'low'];

function isWorse(now: TicketEntity['priority'], before: TicketEntity['priority']): boolean {
  return WORST_FIRST.indexOf(now) < WORST_FIRST.indexOf(before);
}

/** Would following the incident put a ticket before people that was not there? */
function opens({ incident }: IncidentView, ticket: TicketEntity | null): boolean {
  if (incident.endedAt !== null) return false;
  if (!ticket) return true;
  return hasEnded(ticket.status) && incident.timesReopened > ticket.incidentReopens;
}

/** What the incident says of its ticket; a priority that a person judged stays. */
function factsOf(
  { incident, severity }: IncidentView,
  { title, place }: IncidentWords,
  { impact, priority }: Pick<TicketEntity, 'impact' | 'priority'>,
) {
  return {
    incidentId: incident.id,
    centerId: incident.centerId,
    deviceId: incident.deviceId,
    priority: impact === null ? severity : priority,
    titleVi: title.vi,
    titleEn: title.en,
    place,
    beganAt: incident.beganAt,
  };
}
