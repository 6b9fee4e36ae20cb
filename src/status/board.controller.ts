import { Controller, Get, Headers, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mayDo, Requires, SessionCookie, Sessions } from '../access/index.js';
import type { BoardView } from '../contracts/api/index.js';
import { Board } from './board.service.js';
import { BoardStream } from './board-stream.js';

@ApiTags('status')
@Controller('api/v1/board')
@Requires('board.read')
export class BoardController {
  constructor(
    private readonly board: Board,
    private readonly stream: BoardStream,
    private readonly sessions: Sessions,
    private readonly cookie: SessionCookie,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Every center of the province, worst first, and what needs a person now. Since 0.1.',
  })
  read(): Promise<BoardView> {
    return this.board.read();
  }

  @Get('events')
  @ApiOperation({ summary: 'Server-sent events named board: the centers that changed. Since 0.1.' })
  events(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Headers('last-event-id') lastEventId?: string,
  ): void {
    const secret = this.cookie.read(request) ?? '';
    void reply.hijack();
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      // nginx would hold events back to send them together.
      'x-accel-buffering': 'no',
    });
    const revision = /^\d{1,15}$/.test(lastEventId ?? '') ? Number(lastEventId) : null;
    this.stream.open(reply.raw, revision, async (now) => {
      const user = await this.sessions.find(secret, now);
      return user !== null && mayDo(user.role, 'board.read');
    });
  }
}
