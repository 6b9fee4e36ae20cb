import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { TicketView, VendorMailPreview } from '../../contracts/api/index.js';
import { type IncidentView, IncidentViews, wordProbeFault, wordSides } from '../../incidents/index.js';
import { Centers, Programs, type WatchedProgramEntity } from '../../inventory/index.js';
import { Reader } from '../../platform/database/index.js';
import { notFound } from '../../platform/http/index.js';
import type { TicketEntity } from '../entities/ticket.entity.js';
import { TicketRepository } from '../ticket.repository.js';
import { vendorUnknown } from '../tickets.refusals.js';
import { MOST_CENTERS, wordVendorMail } from '../wording/vendor-mail.js';

/** Who stands behind the system a ticket is about, and what they are told when it is handed over to them. */
@Injectable()
export class Vendors {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly incidents: IncidentViews,
    private readonly programs: Programs,
    private readonly centers: Centers,
    private readonly reader: Reader,
  ) {}

  /** Null: it is about no watched system, or nobody wrote down whose that is. */
  async of(ticket: TicketEntity, view: IncidentView | null): Promise<TicketView['vendor']> {
    const program = await this.programOf(view);
    const { vendorName: name, vendorHotline: hotline, vendorEmail: email } = program ?? {};
    if (!name && !hotline && !email) return null;
    const since = ticket.status === 'waiting_vendor' ? await this.since(ticket.id) : null;
    return { name: name ?? null, hotline: hotline ?? null, email: email ?? null, since };
  }

  /** The mail with what is known at this instant. @throws Refusal NOT_FOUND, VENDOR_UNKNOWN */
  async mail(ticketId: number): Promise<VendorMailPreview> {
    const ticket = await this.tickets.byId(this.reader, ticketId);
    if (!ticket) throw notFound({ vi: 'phiếu này', en: 'ticket' });
    const view =
      ticket.incidentId === null ? null : await this.incidents.byId(this.reader, ticket.incidentId);
    const program = await this.programOf(view);
    if (!view || !program?.vendorEmail) throw vendorUnknown();
    const to = program.vendorEmail;
    const { subject, text } = wordVendorMail(await this.evidence(ticket, view, program));
    const digest = createHash('sha256')
      .update(JSON.stringify([to, subject, text]))
      .digest('hex');
    return { to, subject, text, digest };
  }

  private async evidence(ticket: TicketEntity, view: IncidentView, program: WatchedProgramEntity) {
    const { incident, lead, sides, open } = view;
    const ids =
      incident.centerId === null
        ? await this.incidents.openCenters(this.reader, incident.id)
        : [incident.centerId];
    const centers: string[] = [];
    for (const id of ids.slice(0, MOST_CENTERS)) centers.push((await this.centers.byId(id))?.name ?? '?');
    return {
      number: ticket.number,
      vendor: program.vendorName ?? program.nameVi,
      program: { vi: program.nameVi, en: program.nameEn },
      title: { vi: ticket.titleVi, en: ticket.titleEn },
      beganAt: ticket.beganAt,
      fault: lead.evidence.phase && lead.evidence.code ? wordProbeFault(lead.evidence) : null,
      sides: sides && wordSides(sides),
      pcs: open,
      centers,
      centerCount: ids.length,
    };
  }

  private async programOf(view: IncidentView | null): Promise<WatchedProgramEntity | null> {
    const thing = view?.lead.thing ?? '';
    return thing === '' ? null : this.programs.byId(thing);
  }

  /** When the vendor got it: the last time that it began to wait for them. */
  private async since(ticketId: number): Promise<number | null> {
    const row = await this.reader.row<{ at: number }>(
      `SELECT at FROM ticket_event WHERE ticket_id = ? AND status = 'waiting_vendor' ORDER BY id DESC LIMIT 1`,
      [ticketId],
    );
    return row?.at ?? null;
  }
}
