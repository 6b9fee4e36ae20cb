import { Controller, Get, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Requires, type SignedInUser } from '../../access/index.js';
import type { FittingReplies as FittingRepliesView } from '../../contracts/api/index.js';
import { TicketReads } from '../ticket-reads.js';
import { CannedReplies } from './canned-replies.service.js';
import { FittingReplies } from './fitting-replies.js';

@ApiTags('replies')
@Controller('api/v1/tickets/:id/replies')
@Requires('tickets.work')
export class TicketRepliesController {
  constructor(
    private readonly reads: TicketReads,
    private readonly fitting: FittingReplies,
    private readonly replies: CannedReplies,
  ) {}

  @Get()
  @ApiOperation({ summary: 'All one may use, filled in for this ticket. Since 0.5.' })
  async list(
    @Param('id', ParseIntPipe) id: number,
    @CurrentUser() user: SignedInUser,
  ): Promise<FittingRepliesView> {
    await this.reads.mustHold(id, user);
    return this.fitting.of(id, user);
  }

  @Post(':reply/used')
  @HttpCode(204)
  @ApiOperation({ summary: 'One was put into an answer. Since 0.5.' })
  async used(
    @Param('id', ParseIntPipe) id: number,
    @Param('reply', ParseIntPipe) reply: number,
    @CurrentUser() user: SignedInUser,
  ): Promise<void> {
    await this.reads.mustHold(id, user);
    await this.replies.count(reply, user.id);
  }
}
