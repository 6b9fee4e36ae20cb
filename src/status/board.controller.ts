import { Controller, Get, Headers, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CurrentUser, mayDo, Requires, SessionCookie, Sessions, type SignedInUser } from '../access/index.js';
import type { BoardView } from '../contracts/api/index.js';
import { Board } from './board.service.js';
import { BoardStream } from './board-stream.js';
import { beginEvents, revisionIn } from './event-answer.js';

const ScopeQuery = z.object({
  province: z
    .string()
    .regex(/^\d{2}$/)
    .optional(),
});
type ScopeQuery = z.infer<typeof ScopeQuery>;

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
    summary:
      'Every center of a province, worst first, and what needs a person now; of a nation its provinces and worst centers. Since 0.1.',
  })
  async read(
    @Query({ schema: ScopeQuery }) { province }: ScopeQuery,
    @CurrentUser() user: SignedInUser,
  ): Promise<BoardView> {
    return this.board.read(await this.board.scopeOf(province ?? null, user.province));
  }

  @Get('events')
  @ApiOperation({
    summary: 'Server-sent events named board: what changed of what this board shows. Since 0.1.',
  })
  async events(
    @Query({ schema: ScopeQuery }) { province }: ScopeQuery,
    @CurrentUser() { province: held }: SignedInUser,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Headers('last-event-id') lastEventId?: string,
  ): Promise<void> {
    const scope = await this.board.scopeOf(province ?? null, held);
    const secret = this.cookie.read(request) ?? '';
    this.stream.open(beginEvents(reply), { scope, revision: revisionIn(lastEventId) }, async (now) => {
      const user = await this.sessions.find(secret, now);
      return user !== null && mayDo(user, 'board.read') && user.province === held;
    });
  }
}
