import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseIntPipe,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentUser, mayDo, Requires, type SignedInUser } from '../access/index.js';
import {
  CompanyRequest,
  type TicketCompany,
  type TicketList,
  type TicketView,
  type VendorMailPreview,
} from '../contracts/api/index.js';
import { Clock } from '../platform/clock/index.js';
import { notFound } from '../platform/http/index.js';
import { Attachments } from './attachments.js';
import { Company } from './company.service.js';
import { filterOf, ListQuery } from './many/list-query.js';
import { FOR_THE_DESK } from './domain/written-entries.js';
import { sendFile } from './files/send-file.js';
import { TicketLists, TICKETS_PER_PAGE } from './ticket-lists.js';
import { TicketReads } from './ticket-reads.js';
import { Vendors } from './vendor/vendors.service.js';
import { TicketViews } from './ticket-view.service.js';

@ApiTags('tickets')
@Controller('api/v1/tickets')
export class TicketsController {
  constructor(
    private readonly reads: TicketReads,
    private readonly lists: TicketLists,
    private readonly views: TicketViews,
    private readonly attachments: Attachments,
    private readonly company: Company,
    private readonly clock: Clock,
    private readonly vendors: Vendors,
  ) {}

  @Get()
  @Requires('tickets.read')
  async list(
    @Query({ schema: ListQuery }) query: ListQuery,
    @CurrentUser() user: SignedInUser,
  ): Promise<TicketList> {
    const { page } = query;
    const { total, more, rows } = await this.lists.page(filterOf(query, user), page);
    const pages = Math.max(1, Math.ceil(total / TICKETS_PER_PAGE));
    return { total, more, page, pages, rows, proposed: await this.views.proposalsFor(rows) };
  }

  @Get(':id')
  @Requires('tickets.read')
  async view(@Param('id', ParseIntPipe) id: number, @CurrentUser() user: SignedInUser): Promise<TicketView> {
    await this.reads.mustHold(id, user);
    return this.views.of(id, user);
  }

  @Post(':id/company')
  @HttpCode(200)
  @Requires('tickets.work')
  async join(
    @Param('id', ParseIntPipe) id: number,
    @Body({ schema: CompanyRequest }) { writing }: CompanyRequest,
    @CurrentUser() user: SignedInUser,
  ): Promise<TicketCompany> {
    await this.reads.mustHold(id, user);
    return this.company.join(id, user, writing, this.clock.now());
  }

  @Delete(':id/company')
  @HttpCode(204)
  @Requires('tickets.work')
  async leave(@Param('id', ParseIntPipe) id: number, @CurrentUser() user: SignedInUser): Promise<void> {
    await this.reads.mustHold(id, user);
    await this.company.leave(id, user);
  }

  @Get(':id/vendor-mail')
  @Requires('tickets.work')
  @ApiOperation({ summary: 'The mail that would hand it over to the vendor, word for word. Since 0.4.' })
  async vendorMail(
    @Param('id', ParseIntPipe) id: number,
    @CurrentUser() user: SignedInUser,
  ): Promise<VendorMailPreview> {
    await this.reads.mustHold(id, user);
    return this.vendors.mail(id);
  }

  @Get(':id/attachments/:attachment')
  @Requires('tickets.read')
  async attachment(
    @Param('id', ParseIntPipe) id: number,
    @Param('attachment', ParseIntPipe) attachment: number,
    @CurrentUser() user: SignedInUser,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.reads.mustHold(id, user);
    const file = await this.attachments.byId(id, attachment);
    // What belongs to a note is read by those who read the note.
    const isTheirs = file && (!FOR_THE_DESK.has(file.kind) || mayDo(user, 'notes.read'));
    if (!isTheirs) throw notFound({ vi: 'tệp đính kèm này', en: 'attachment' });
    await sendFile(reply, file, await this.attachments.content(file));
  }
}
