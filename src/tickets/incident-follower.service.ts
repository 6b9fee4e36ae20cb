import { Injectable } from '@nestjs/common';
import { type IncidentView, IncidentViews } from '../incidents/index.js';
import type { Transaction } from '../platform/database/index.js';
import { isoDate } from '../platform/civil/index.js';
import { displayDuration, fold, type Text, word } from '../platform/i18n/index.js';
import type { TicketEntity } from './entities/ticket.entity.js';
import { type IncidentWords, IncidentWording } from './incident-wording.js';
import { TicketRepository } from './ticket.repository.js';

/**
 * Keeps one ticket per incident in step with it: opened, reworded, reopened, and resolved by itself while nobody has
 * touched it. Evidence closes an incident; a person closes a ticket.
 */
@Injectable()
export class IncidentFollower {
  constructor(
    private readonly views: IncidentViews,
    private readonly wording: IncidentWording,
    private readonly tickets: TicketRepository,
  ) {}

  async follow(tx: Transaction, incidentId: number, now: number): Promise<void> {
    const view = await this.views.byId(tx, incidentId);
    if (!view) return;
    const words = await this.wording.of(view);
    const ticket = await this.tickets.ofIncident(tx, incidentId);
    if (!ticket) {
      if (view.incident.endedAt === null) await this.open(tx, view, words, now);
      return;
    }
    if (view.incident.endedAt !== null) await this.end(tx, ticket, view, now);
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
      ...factsOf(view, words, number),
    });
    await this.tickets.record(tx, id, { kind: 'opened', text: words.detail, actor: null }, now, true);
  }

  private async reword(
    tx: Transaction,
    ticket: TicketEntity,
    view: IncidentView,
    words: IncidentWords,
    now: number,
  ): Promise<void> {
    const facts = factsOf(view, words, ticket.number);
    const unchanged =
      facts.titleVi === ticket.titleVi && facts.priority === ticket.priority && facts.place === ticket.place;
    if (unchanged || ticket.status === 'resolved') return;
    await this.tickets.change(tx, ticket, facts);
    const text = word(
      { vi: 'Tình hình thay đổi: {title}. {detail}', en: 'The situation changed: {title}. {detail}' },
      { title: words.title, detail: words.detail },
    );
    await this.tickets.record(tx, ticket.id, { kind: 'evidence', text, actor: null }, now, true);
  }

  private async reopen(
    tx: Transaction,
    ticket: TicketEntity,
    view: IncidentView,
    words: IncidentWords,
    now: number,
  ): Promise<void> {
    const facts = { ...factsOf(view, words, ticket.number), incidentReopens: view.incident.timesReopened };
    const wasResolved = ticket.status === 'resolved';
    const status = wasResolved ? (ticket.touchedAt === null ? 'new' : 'in_progress') : ticket.status;
    await this.tickets.change(tx, ticket, { ...facts, status, resolvedAt: null, resolvedBySystem: 0 });
    const text = word(
      { vi: 'Sự cố trở lại. {detail}', en: 'It is back. {detail}' },
      { detail: words.detail },
    );
    const kind = wasResolved ? 'reopened' : 'evidence';
    await this.tickets.record(tx, ticket.id, { kind, text, actor: null }, now, true);
  }

  private async end(tx: Transaction, ticket: TicketEntity, view: IncidentView, now: number): Promise<void> {
    if (ticket.status === 'resolved') return;
    const text = await this.endWords(tx, view);
    const byItself = ticket.touchedAt === null;
    await this.tickets.change(
      tx,
      ticket,
      byItself ? { status: 'resolved', resolvedAt: now, resolvedBySystem: 1 } : {},
    );
    await this.tickets.record(
      tx,
      ticket.id,
      { kind: byItself ? 'resolved' : 'evidence', text, actor: null },
      now,
      true,
    );
  }

  private async endWords(tx: Transaction, { incident }: IncidentView): Promise<Text> {
    if (incident.absorbedBy !== null) {
      const parent = await this.tickets.ofIncident(tx, incident.absorbedBy);
      return word(
        {
          vi: 'Gộp vào phiếu {number}: lỗi xảy ra với cả hệ thống, không riêng máy này.',
          en: 'Joined to {number}: the whole system fails, not this PC alone.',
        },
        { number: parent?.number ?? '' },
      );
    }
    const lasted = displayDuration((incident.endedAt ?? 0) - incident.beganAt);
    return word(
      {
        vi: 'Tự xử lý: không còn thấy lỗi. Sự cố kéo dài {lasted}.',
        en: 'Resolved by itself: the fault is no longer seen. It lasted {lasted}.',
      },
      { lasted },
    );
  }
}

function factsOf({ incident, severity }: IncidentView, { title, place }: IncidentWords, number: string) {
  return {
    incidentId: incident.id,
    centerId: incident.centerId,
    deviceId: incident.deviceId,
    priority: severity,
    titleVi: title.vi,
    titleEn: title.en,
    place,
    folded: fold(`${number} ${title.vi} ${title.en} ${place}`),
    beganAt: incident.beganAt,
  };
}
