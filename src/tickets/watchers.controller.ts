import { Body, Controller, Delete, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Requires, type SignedInUser } from '../access/index.js';
import { type TicketView, WatchRequest } from '../contracts/api/index.js';
import { TicketReads } from './ticket-reads.js';
import { TicketViews } from './ticket-view.service.js';
import { Watchers } from './watchers.service.js';

@ApiTags('tickets')
@Controller('api/v1/tickets/:id/watchers')
@Requires('tickets.work')
export class WatchersController {
  constructor(
    private readonly reads: TicketReads,
    private readonly views: TicketViews,
    private readonly watchers: Watchers,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Somebody of the desk is told what becomes of it. Since 0.5.' })
  async add(
    @Param('id', ParseIntPipe) id: number,
    @Body({ schema: WatchRequest }) { personId }: WatchRequest,
    @CurrentUser() user: SignedInUser,
  ): Promise<TicketView> {
    await this.reads.mustHold(id, user);
    await this.watchers.add(id, personId ?? user.id, user.id);
    return this.views.of(id, user);
  }

  @Delete(':person')
  @HttpCode(204)
  @ApiOperation({ summary: 'Is told no longer. Since 0.5.' })
  async remove(
    @Param('id', ParseIntPipe) id: number,
    @Param('person', ParseIntPipe) person: number,
    @CurrentUser() user: SignedInUser,
  ): Promise<void> {
    await this.reads.mustHold(id, user);
    await this.watchers.remove(id, person, user.id);
  }
}
