import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Requires, type SignedInUser } from '../../access/index.js';
import {
  type RemoteCodes,
  RemoteHelpMove,
  RemoteHelpRequest,
  type TicketView,
} from '../../contracts/api/index.js';
import { TicketReads } from '../ticket-reads.js';
import { TicketViews } from '../ticket-view.service.js';
import { DeskRemoteHelp } from './desk-remote-help.js';

@ApiTags('tickets')
@Controller('api/v1/tickets/:id/remote-help')
@Requires('tickets.work')
export class RemoteHelpController {
  constructor(
    private readonly reads: TicketReads,
    private readonly views: TicketViews,
    private readonly help: DeskRemoteHelp,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Asks the clerk whether the screen may be seen. Since 0.5.' })
  async ask(
    @Param('id', ParseIntPipe) id: number,
    @Body({ schema: RemoteHelpRequest }) request: RemoteHelpRequest,
    @CurrentUser() user: SignedInUser,
  ): Promise<TicketView> {
    await this.reads.mustHold(id, user);
    await this.help.ask(id, request, user);
    return this.views.of(id, user);
  }

  @Post('begin')
  @HttpCode(200)
  @ApiOperation({ summary: 'The technician sees the screen from now on. Since 0.5.' })
  async begin(
    @Param('id', ParseIntPipe) id: number,
    @Body({ schema: RemoteHelpMove }) { version }: RemoteHelpMove,
    @CurrentUser() user: SignedInUser,
  ): Promise<TicketView> {
    await this.reads.mustHold(id, user);
    await this.help.begin(id, version, user);
    return this.views.of(id, user);
  }

  @Post('end')
  @HttpCode(200)
  @ApiOperation({ summary: 'It is over, or is not asked for any more. Since 0.5.' })
  async end(
    @Param('id', ParseIntPipe) id: number,
    @Body({ schema: RemoteHelpMove }) { version }: RemoteHelpMove,
    @CurrentUser() user: SignedInUser,
  ): Promise<TicketView> {
    await this.reads.mustHold(id, user);
    await this.help.end(id, version, user);
    return this.views.of(id, user);
  }

  @Get('codes')
  @ApiOperation({ summary: 'What the clerk typed, for whoever asked and whoever has the ticket. Since 0.5.' })
  async codes(
    @Param('id', ParseIntPipe) id: number,
    @CurrentUser() user: SignedInUser,
  ): Promise<RemoteCodes> {
    await this.reads.mustHold(id, user);
    return this.help.read(id, user);
  }
}
