import { Controller, Get, Param, ParseIntPipe } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Requires, type SignedInUser } from '../access/index.js';
import type { TicketTold } from '../contracts/api/index.js';
import { Clock } from '../platform/clock/index.js';
import { TicketReads } from '../tickets/index.js';
import { NoticeLines } from './notice-lines.repository.js';

@ApiTags('tickets')
@Controller('api/v1/tickets/:id/told')
export class TicketToldController {
  constructor(
    private readonly reads: TicketReads,
    private readonly lines: NoticeLines,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('notes.read')
  @ApiOperation({
    summary: 'Who was told of a ticket, by which channel, and who was not and why. Since 0.5.',
  })
  async told(@Param('id', ParseIntPipe) id: number, @CurrentUser() user: SignedInUser): Promise<TicketTold> {
    await this.reads.mustHold(id, user);
    return { rows: await this.lines.ofTicket(id, this.clock.now()) };
  }
}
