import { Body, Controller, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentUser, Requires, type SignedInUser } from '../access/index.js';
import {
  AcknowledgeRequest,
  AssignRequest,
  CancelRequest,
  CategoriseRequest,
  CloseRequest,
  CommentRequest,
  HandOverRequest,
  MergeRequest,
  PrioritiseRequest,
  ReopenRequest,
  ResolveRequest,
  ResumeRequest,
  SnoozeRequest,
  type SplitReply,
  SplitRequest,
  type TicketView,
} from '../contracts/api/index.js';
import { TicketReads } from './ticket-reads.js';
import { TicketViews } from './ticket-view.service.js';
import { AcknowledgeVerb } from './verbs/acknowledge.js';
import { AssignVerb } from './verbs/assign.js';
import { CategoriseVerb } from './verbs/categorise.js';
import { CloseVerb } from './verbs/close.js';
import { CommentVerb } from './verbs/comment.js';
import { MergeVerb } from './verbs/merge.js';
import { PrioritiseVerb } from './verbs/prioritise.js';
import { ReopenVerb } from './verbs/reopen.js';
import { ResolveVerb } from './verbs/resolve.js';
import { SnoozeVerb } from './verbs/snooze.js';
import { SplitVerb } from './verbs/split.js';
import { WaitVerb } from './verbs/wait.js';

/** What people do with a ticket: a route a verb. Each answers the ticket as it is then. */
@ApiTags('tickets')
@Controller('api/v1/tickets/:id')
export class TicketVerbsController {
  constructor(
    private readonly reads: TicketReads,
    private readonly views: TicketViews,
    private readonly commentVerb: CommentVerb,
    private readonly assignVerb: AssignVerb,
    private readonly acknowledgeVerb: AcknowledgeVerb,
    private readonly snoozeVerb: SnoozeVerb,
    private readonly prioritiseVerb: PrioritiseVerb,
    private readonly categoriseVerb: CategoriseVerb,
    private readonly waitVerb: WaitVerb,
    private readonly resolveVerb: ResolveVerb,
    private readonly closeVerb: CloseVerb,
    private readonly mergeVerb: MergeVerb,
    private readonly reopenVerb: ReopenVerb,
    private readonly splitVerb: SplitVerb,
  ) {}

  @Post('comments')
  @HttpCode(200)
  @Requires('tickets.work')
  comment(
    @Param('id', ParseIntPipe) id: number,
    @Body({ schema: CommentRequest }) request: CommentRequest,
    @CurrentUser() user: SignedInUser,
  ): Promise<TicketView> {
    return this.after(id, user, () => this.commentVerb.comment(id, request, user));
  }

  @Post('assign')
  @HttpCode(200)
  @Requires('tickets.work')
  assign(
    @Param('id', ParseIntPipe) id: number,
    @Body({ schema: AssignRequest }) request: AssignRequest,
    @CurrentUser() user: SignedInUser,
  ): Promise<TicketView> {
    return this.after(id, user, () => this.assignVerb.assign(id, request, user));
  }

  @Post('acknowledge')
  @HttpCode(200)
  @Requires('tickets.work')
  acknowledge(
    @Param('id', ParseIntPipe) id: number,
    @Body({ schema: AcknowledgeRequest }) request: AcknowledgeRequest,
    @CurrentUser() user: SignedInUser,
  ): Promise<TicketView> {
    return this.after(id, user, () => this.acknowledgeVerb.acknowledge(id, request, user));
  }

  @Post('snooze')
  @HttpCode(200)
  @Requires('tickets.work')
  snooze(
    @Param('id', ParseIntPipe) id: number,
    @Body({ schema: SnoozeRequest }) request: SnoozeRequest,
    @CurrentUser() user: SignedInUser,
  ): Promise<TicketView> {
    return this.after(id, user, () => this.snoozeVerb.snooze(id, request, user));
  }

  @Post('prioritise')
  @HttpCode(200)
  @Requires('tickets.work')
  prioritise(
    @Param('id', ParseIntPipe) id: number,
    @Body({ schema: PrioritiseRequest }) request: PrioritiseRequest,
    @CurrentUser() user: SignedInUser,
  ): Promise<TicketView> {
    return this.after(id, user, () => this.prioritiseVerb.prioritise(id, request, user));
  }

  @Post('categorise')
  @HttpCode(200)
  @Requires('tickets.work')
  categorise(
    @Param('id', ParseIntPipe) id: number,
    @Body({ schema: CategoriseRequest }) request: CategoriseRequest,
    @CurrentUser() user: SignedInUser,
  ): Promise<TicketView> {
    return this.after(id, user, () => this.categoriseVerb.categorise(id, request, user));
  }

  @Post('hand-over')
  @HttpCode(200)
  @Requires('tickets.work')
  handOver(
    @Param('id', ParseIntPipe) id: number,
    @Body({ schema: HandOverRequest }) request: HandOverRequest,
    @CurrentUser() user: SignedInUser,
  ): Promise<TicketView> {
    return this.after(id, user, () => this.waitVerb.handOver(id, request, user));
  }

  @Post('resume')
  @HttpCode(200)
  @Requires('tickets.work')
  resume(
    @Param('id', ParseIntPipe) id: number,
    @Body({ schema: ResumeRequest }) request: ResumeRequest,
    @CurrentUser() user: SignedInUser,
  ): Promise<TicketView> {
    return this.after(id, user, () => this.waitVerb.resume(id, request, user));
  }

  @Post('resolve')
  @HttpCode(200)
  @Requires('tickets.work')
  resolve(
    @Param('id', ParseIntPipe) id: number,
    @Body({ schema: ResolveRequest }) request: ResolveRequest,
    @CurrentUser() user: SignedInUser,
  ): Promise<TicketView> {
    return this.after(id, user, () => this.resolveVerb.resolve(id, request, user));
  }

  @Post('close')
  @HttpCode(200)
  @Requires('tickets.work')
  close(
    @Param('id', ParseIntPipe) id: number,
    @Body({ schema: CloseRequest }) request: CloseRequest,
    @CurrentUser() user: SignedInUser,
  ): Promise<TicketView> {
    return this.after(id, user, () => this.closeVerb.close(id, request, user));
  }

  @Post('cancel')
  @HttpCode(200)
  @Requires('tickets.work')
  cancel(
    @Param('id', ParseIntPipe) id: number,
    @Body({ schema: CancelRequest }) request: CancelRequest,
    @CurrentUser() user: SignedInUser,
  ): Promise<TicketView> {
    return this.after(id, user, () => this.closeVerb.cancel(id, request, user));
  }

  @Post('merge')
  @HttpCode(200)
  @Requires('tickets.work')
  merge(
    @Param('id', ParseIntPipe) id: number,
    @Body({ schema: MergeRequest }) request: MergeRequest,
    @CurrentUser() user: SignedInUser,
  ): Promise<TicketView> {
    return this.after(id, user, () => this.mergeVerb.merge(id, request, user));
  }

  @Post('reopen')
  @HttpCode(200)
  @Requires('tickets.work')
  reopen(
    @Param('id', ParseIntPipe) id: number,
    @Body({ schema: ReopenRequest }) request: ReopenRequest,
    @CurrentUser() user: SignedInUser,
  ): Promise<TicketView> {
    return this.after(id, user, () => this.reopenVerb.reopen(id, request, user));
  }

  @Post('split')
  @HttpCode(200)
  @Requires('tickets.work')
  async split(
    @Param('id', ParseIntPipe) id: number,
    @Body({ schema: SplitRequest }) request: SplitRequest,
    @CurrentUser() user: SignedInUser,
  ): Promise<SplitReply> {
    await this.reads.mustHold(id, user);
    return this.splitVerb.split(id, request, user);
  }

  private async after(id: number, user: SignedInUser, verb: () => Promise<void>): Promise<TicketView> {
    await this.reads.mustHold(id, user);
    await verb();
    return this.views.of(id, user);
  }
}
