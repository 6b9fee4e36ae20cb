import { Controller, Get, Headers, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentScreen, ScreenMay, WallCookie, WallLinks, type WallScreen } from '../access/index.js';
import type { BoardView } from '../contracts/api/index.js';
import { Board } from './board.service.js';
import { BoardStream } from './board-stream.js';
import { beginEvents, revisionIn } from './event-answer.js';

/** The board of a screen on the wall, held to the province of its link. */
@ApiTags('status')
@Controller('api/v1/wall/board')
@ScreenMay('wall.read')
export class WallController {
  constructor(
    private readonly board: Board,
    private readonly stream: BoardStream,
    private readonly links: WallLinks,
    private readonly cookie: WallCookie,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What a screen on the wall shows, by the cookie of its link. Since 0.1.' })
  async read(@CurrentScreen() { province }: WallScreen): Promise<BoardView> {
    return this.board.read(await this.board.scopeOf(null, province));
  }

  @Get('events')
  @ApiOperation({ summary: 'Server-sent events named board, as those of the board. Since 0.1.' })
  async events(
    @CurrentScreen() { province }: WallScreen,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Headers('last-event-id') lastEventId?: string,
  ): Promise<void> {
    const scope = await this.board.scopeOf(null, province);
    const secret = this.cookie.read(request) ?? '';
    this.stream.open(
      beginEvents(reply),
      { scope, revision: revisionIn(lastEventId) },
      async (now) => (await this.links.find(secret, now)) !== null,
    );
  }
}
