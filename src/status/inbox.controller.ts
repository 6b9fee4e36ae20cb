import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentUser, SessionCookie, Sessions, SignedIn, type SignedInUser } from '../access/index.js';
import { beginEvents } from './event-answer.js';
import { InboxStream } from './inbox-stream.js';

@ApiTags('notices')
@Controller('api/v1/my-notices/events')
@SignedIn()
export class InboxController {
  constructor(
    private readonly stream: InboxStream,
    private readonly sessions: Sessions,
    private readonly cookie: SessionCookie,
  ) {}

  @Get()
  @ApiOperation({
    summary:
      'Server-sent events named inbox: how many notices of the pages are unread, and the latest. Since 0.5.',
  })
  events(
    @CurrentUser() { id }: SignedInUser,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): void {
    const secret = this.cookie.read(request) ?? '';
    this.stream.open(beginEvents(reply), id, async (now) => {
      const user = await this.sessions.find(secret, now);
      return user?.id === id;
    });
  }
}
