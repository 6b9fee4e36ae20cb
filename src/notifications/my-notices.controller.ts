import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, SignedIn, type SignedInUser } from '../access/index.js';
import {
  type Inbox,
  InboxRead,
  type MyNoticesView,
  NoticeChoices,
  type ZaloCode,
} from '../contracts/api/index.js';
import { Clock } from '../platform/clock/index.js';
import { Inboxes } from './inboxes.service.js';
import { MyNotices } from './my-notices.service.js';

@ApiTags('notices')
@Controller('api/v1/my-notices')
@SignedIn()
export class MyNoticesController {
  constructor(
    private readonly mine: MyNotices,
    private readonly inboxes: Inboxes,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'What reaches the person who asks, by which channel, and what became of it. Since 0.5.',
  })
  page(@CurrentUser() user: SignedInUser): Promise<MyNoticesView> {
    return this.mine.page(user, this.clock.now());
  }

  @Post()
  @HttpCode(204)
  @ApiOperation({ summary: 'Chooses what reaches the person who asks. Since 0.5.' })
  choose(
    @Body({ schema: NoticeChoices }) choices: NoticeChoices,
    @CurrentUser() user: SignedInUser,
  ): Promise<void> {
    return this.mine.choose(user, choices);
  }

  @Get('inbox')
  @ApiOperation({ summary: 'The newest 50 notices of the pages, and how many are unread. Since 0.5.' })
  inbox(@CurrentUser() user: SignedInUser): Promise<Inbox> {
    return this.inboxes.of(user.id);
  }

  @Post('read')
  @HttpCode(204)
  @ApiOperation({ summary: 'That one notice was read, or it and all before it. Since 0.5.' })
  read(@Body({ schema: InboxRead }) read: InboxRead, @CurrentUser() user: SignedInUser): Promise<void> {
    return this.inboxes.read(user.id, read, this.clock.now());
  }

  @Post('zalo')
  @HttpCode(200)
  @ApiOperation({ summary: 'A code that links the Zalo it is sent from. Since 0.5.' })
  zaloCode(@CurrentUser() user: SignedInUser): Promise<ZaloCode> {
    return this.mine.zaloCode(user, this.clock.now());
  }

  @Delete('zalo')
  @HttpCode(204)
  @ApiOperation({ summary: 'Ends the link with Zalo. Since 0.5.' })
  unlinkZalo(@CurrentUser() user: SignedInUser): Promise<void> {
    return this.mine.unlinkZalo(user, this.clock.now());
  }
}
