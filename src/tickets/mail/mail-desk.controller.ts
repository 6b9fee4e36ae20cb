import { Controller, Get, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Requires, type SignedInUser } from '../../access/index.js';
import type { MailboxView, MailOpened } from '../../contracts/api/index.js';
import { MailDesk } from './mail-desk.service.js';

@ApiTags('mail')
@Controller('api/v1/mail')
@Requires('mail.manage')
export class MailDeskController {
  constructor(private readonly desk: MailDesk) {}

  @Get()
  @ApiOperation({ summary: 'How the mailbox is, and what waits for a person. Since 0.4.' })
  view(): Promise<MailboxView> {
    return this.desk.view();
  }

  @Post('aside/:id/open')
  @ApiOperation({ summary: 'Makes a ticket of a mail that was put aside. Since 0.4.' })
  async open(@Param('id', ParseIntPipe) id: number, @CurrentUser() user: SignedInUser): Promise<MailOpened> {
    return { ticketId: await this.desk.open(id, user) };
  }

  @Post('aside/:id/dismiss')
  @HttpCode(204)
  @ApiOperation({ summary: 'There is nothing to do with it. Since 0.4.' })
  dismiss(@Param('id', ParseIntPipe) id: number, @CurrentUser() user: SignedInUser): Promise<void> {
    return this.desk.dismiss(id, user);
  }
}
