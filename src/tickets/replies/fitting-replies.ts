import { Injectable } from '@nestjs/common';
import type { SignedInUser } from '../../access/index.js';
import type { FittingReplies as FittingRepliesView, Placeholder } from '../../contracts/api/index.js';
import { Centers, Devices, Programs } from '../../inventory/index.js';
import { Reader } from '../../platform/database/index.js';
import { PublicAddress } from '../../platform/http/index.js';
import { TicketFollowerEntity } from '../entities/ticket-follower.entity.js';
import type { TicketEntity } from '../entities/ticket.entity.js';
import { TicketRepository } from '../ticket.repository.js';
import { TicketSubjects } from '../ticket-subjects.service.js';
import { CATEGORY_WORDS } from '../wording/categories.js';
import { CannedReplies } from './canned-replies.service.js';
import { fillPlaceholders } from './domain/placeholders.js';

type Values = Record<Placeholder, string | null>;

/** Canned replies as they would be sent on one ticket: filled in before they are inserted, so that what is sent is what is seen. */
@Injectable()
export class FittingReplies {
  constructor(
    private readonly replies: CannedReplies,
    private readonly tickets: TicketRepository,
    private readonly subjects: TicketSubjects,
    private readonly programs: Programs,
    private readonly centers: Centers,
    private readonly devices: Devices,
    private readonly address: PublicAddress,
    private readonly reader: Reader,
  ) {}

  /** Those of the ticket's category first, then those of every category; within, the most used. */
  async of(ticketId: number, user: SignedInUser): Promise<FittingRepliesView> {
    const ticket = (await this.tickets.byId(this.reader, ticketId))!;
    const { category, program } = await this.subjects.of(ticket);
    const values = await this.values(ticket, program, user);
    const rank = (of: string | null) => (of === category ? 0 : of === null ? 1 : 2);
    const rows = (await this.replies.of(user.id)).sort(
      (one, other) => rank(one.category) - rank(other.category) || other.used - one.used,
    );
    return {
      rows: rows.map(({ id, title, body, category: of, ownerId }) => ({
        id,
        title,
        text: fillPlaceholders(body, values),
        fits: of !== null && of === category,
        shared: ownerId === null,
      })),
    };
  }

  private async values(ticket: TicketEntity, programId: string | null, user: SignedInUser): Promise<Values> {
    const program = programId === null ? null : await this.programs.byId(programId);
    const follower = await this.reader.findOne(TicketFollowerEntity, {
      where: { ticketId: ticket.id },
      order: { id: 'ASC' },
    });
    const center = ticket.centerId === null ? null : await this.centers.byId(ticket.centerId);
    const device = ticket.deviceId === null ? null : await this.devices.byId(ticket.deviceId);
    const named = ticket.category === 'one_stop' || ticket.category === 'civil_registration';
    return {
      clerk: ticket.reporterName ?? follower?.name ?? null,
      center: center?.fullName ?? null,
      device: device?.name ?? null,
      ticket: ticket.number,
      me: user.name,
      program: program?.nameVi ?? (named ? CATEGORY_WORDS[ticket.category!].vi : null),
      hotline: program?.vendorHotline ?? null,
      guides: `${this.address.url}/guides`,
    };
  }
}
