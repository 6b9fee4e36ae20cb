import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { CurrentUser, Requires, type SignedInUser } from '../access/index.js';
import {
  AcknowledgeRequest,
  AssignRequest,
  CommentRequest,
  ReopenRequest,
  ResolveRequest,
  SnoozeRequest,
  type TicketList,
  type TicketView,
} from '../contracts/api/index.js';
import { notFound } from '../platform/http/index.js';
import { fold } from '../platform/i18n/index.js';
import { Attachments } from './attachments.js';
import { TICKETS_PER_PAGE, TicketReads } from './ticket-reads.js';
import { TicketViews } from './ticket-view.service.js';
import { AcknowledgeVerb } from './verbs/acknowledge.js';
import { AssignVerb } from './verbs/assign.js';
import { CommentVerb } from './verbs/comment.js';
import { ReopenVerb } from './verbs/reopen.js';
import { ResolveVerb } from './verbs/resolve.js';
import { SnoozeVerb } from './verbs/snooze.js';

const ListQuery = z.object({
  status: z.enum(['open', 'snoozed', 'resolved', 'all']).default('open'),
  mine: z.enum(['0', '1']).default('0'),
  center: z.coerce.number().int().optional(),
  q: z.string().max(200).default(''),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});

@ApiTags('tickets')
@Controller('api/v1/tickets')
export class TicketsController {
  constructor(
    private readonly reads: TicketReads,
    private readonly views: TicketViews,
    private readonly attachments: Attachments,
    private readonly commentVerb: CommentVerb,
    private readonly assignVerb: AssignVerb,
    private readonly resolveVerb: ResolveVerb,
    private readonly reopenVerb: ReopenVerb,
    private readonly acknowledgeVerb: AcknowledgeVerb,
    private readonly snoozeVerb: SnoozeVerb,
  ) {}

  @Get()
  @Requires('tickets.read')
  async list(
    @Query({ schema: ListQuery }) query: z.infer<typeof ListQuery>,
    @CurrentUser() user: SignedInUser,
  ): Promise<TicketList> {
    const { status, mine, center, q, page } = query;
    const filter = {
      status,
      assigneeId: mine === '1' ? user.id : null,
      centerId: center ?? null,
      province: user.province,
      search: fold(q),
    };
    const { total, rows } = await this.reads.list(filter, page);
    return { total, page, pages: Math.max(1, Math.ceil(total / TICKETS_PER_PAGE)), rows };
  }

  @Get(':id')
  @Requires('tickets.read')
  async view(@Param('id', ParseIntPipe) id: number, @CurrentUser() user: SignedInUser): Promise<TicketView> {
    await this.mustHold(id, user);
    return this.views.of(id, user.province);
  }

  @Get(':id/attachments/:attachment')
  @Requires('tickets.read')
  async attachment(
    @Param('id', ParseIntPipe) id: number,
    @Param('attachment', ParseIntPipe) attachment: number,
    @CurrentUser() user: SignedInUser,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.mustHold(id, user);
    const found = await this.attachments.read(id, attachment);
    if (!found) throw notFound({ vi: 'tệp đính kèm này', en: 'attachment' });
    await reply
      .header('Content-Type', found.mediaType)
      .header('Content-Disposition', `inline; filename*=UTF-8''${encodeURIComponent(found.name)}`)
      .header('Content-Security-Policy', "default-src 'none'; sandbox")
      .header('Cache-Control', 'private, max-age=3600')
      .send(found.content);
  }

  @Post(':id/comments')
  @HttpCode(200)
  @Requires('tickets.work')
  async comment(
    @Param('id', ParseIntPipe) id: number,
    @Body({ schema: CommentRequest }) request: CommentRequest,
    @CurrentUser() user: SignedInUser,
  ): Promise<TicketView> {
    await this.mustHold(id, user);
    await this.commentVerb.comment(id, request, user);
    return this.views.of(id, user.province);
  }

  @Post(':id/assign')
  @HttpCode(200)
  @Requires('tickets.work')
  async assign(
    @Param('id', ParseIntPipe) id: number,
    @Body({ schema: AssignRequest }) request: AssignRequest,
    @CurrentUser() user: SignedInUser,
  ): Promise<TicketView> {
    await this.mustHold(id, user);
    await this.assignVerb.assign(id, request, user);
    return this.views.of(id, user.province);
  }

  @Post(':id/resolve')
  @HttpCode(200)
  @Requires('tickets.work')
  async resolve(
    @Param('id', ParseIntPipe) id: number,
    @Body({ schema: ResolveRequest }) request: ResolveRequest,
    @CurrentUser() user: SignedInUser,
  ): Promise<TicketView> {
    await this.mustHold(id, user);
    await this.resolveVerb.resolve(id, request, user);
    return this.views.of(id, user.province);
  }

  @Post(':id/reopen')
  @HttpCode(200)
  @Requires('tickets.work')
  async reopen(
    @Param('id', ParseIntPipe) id: number,
    @Body({ schema: ReopenRequest }) request: ReopenRequest,
    @CurrentUser() user: SignedInUser,
  ): Promise<TicketView> {
    await this.mustHold(id, user);
    await this.reopenVerb.reopen(id, request, user);
    return this.views.of(id, user.province);
  }

  @Post(':id/acknowledge')
  @HttpCode(200)
  @Requires('tickets.work')
  async acknowledge(
    @Param('id', ParseIntPipe) id: number,
    @Body({ schema: AcknowledgeRequest }) request: AcknowledgeRequest,
    @CurrentUser() user: SignedInUser,
  ): Promise<TicketView> {
    await this.mustHold(id, user);
    await this.acknowledgeVerb.acknowledge(id, request, user);
    return this.views.of(id, user.province);
  }

  @Post(':id/snooze')
  @HttpCode(200)
  @Requires('tickets.work')
  async snooze(
    @Param('id', ParseIntPipe) id: number,
    @Body({ schema: SnoozeRequest }) request: SnoozeRequest,
    @CurrentUser() user: SignedInUser,
  ): Promise<TicketView> {
    await this.mustHold(id, user);
    await this.snoozeVerb.snooze(id, request, user);
    return this.views.of(id, user.province);
  }

  private async mustHold(id: number, { province }: SignedInUser): Promise<void> {
    if (!(await this.reads.holds(id, province))) throw notFound({ vi: 'phiếu này', en: 'ticket' });
  }
}
