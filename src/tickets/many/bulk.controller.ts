import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentUser, Requires, type SignedInUser } from '../../access/index.js';
import { BulkRequest, MOST_SELECTED, type TicketSelection } from '../../contracts/api/index.js';
import { TicketLists } from '../ticket-lists.js';
import { BulkActs } from './bulk-acts.service.js';
import { filterOf, ListFilter } from './list-query.js';

@ApiTags('tickets')
@Controller('api/v1/tickets')
@Requires('tickets.work')
export class BulkController {
  constructor(
    private readonly lists: TicketLists,
    private readonly acts: BulkActs,
  ) {}

  @Get('selection')
  @ApiOperation({ summary: 'All tickets of a list, as far as one may select. Since 0.5.' })
  selection(
    @Query({ schema: ListFilter }) query: ListFilter,
    @CurrentUser() user: SignedInUser,
  ): Promise<TicketSelection> {
    return this.lists.selection(filterOf(query, user), MOST_SELECTED);
  }

  @Post('bulk')
  @HttpCode(200)
  @ApiOperation({ summary: 'One verb for many tickets; a line of JSON for each. Since 0.5.' })
  async bulk(
    @Body({ schema: BulkRequest }) request: BulkRequest,
    @CurrentUser() user: SignedInUser,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await reply.type('application/x-ndjson; charset=utf-8').send(this.acts.stream(request, user));
  }
}
