import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Requires, type SignedInUser } from '../../access/index.js';
import { type GuideSuggestions, SendGuideRequest, type TicketView } from '../../contracts/api/index.js';
import { Reader } from '../../platform/database/index.js';
import { TicketReads } from '../ticket-reads.js';
import { TicketViews } from '../ticket-view.service.js';
import { TicketRepository } from '../ticket.repository.js';
import { GuideSuggester } from './guide-suggestions.js';
import { SendGuideVerb } from './send-guide.js';

@ApiTags('guides')
@Controller('api/v1/tickets/:id/guides')
export class TicketGuidesController {
  constructor(
    private readonly reads: TicketReads,
    private readonly views: TicketViews,
    private readonly tickets: TicketRepository,
    private readonly suggester: GuideSuggester,
    private readonly sendVerb: SendGuideVerb,
    private readonly reader: Reader,
  ) {}

  @Get()
  @Requires('tickets.read')
  @ApiOperation({ summary: 'The guides that fit a ticket, at most three. Since 0.4.' })
  async fitting(
    @Param('id', ParseIntPipe) id: number,
    @CurrentUser() user: SignedInUser,
  ): Promise<GuideSuggestions> {
    await this.reads.mustHold(id, user);
    return this.suggester.forTicket((await this.tickets.byId(this.reader, id))!);
  }

  @Post()
  @HttpCode(200)
  @Requires('tickets.work')
  @ApiOperation({ summary: 'Sends one to those who follow the ticket; answers the ticket. Since 0.4.' })
  async send(
    @Param('id', ParseIntPipe) id: number,
    @Body({ schema: SendGuideRequest }) request: SendGuideRequest,
    @CurrentUser() user: SignedInUser,
  ): Promise<TicketView> {
    await this.reads.mustHold(id, user);
    await this.sendVerb.send(id, request, user);
    return this.views.of(id, user);
  }
}
