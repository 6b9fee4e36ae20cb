import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SessionView, SignInRequest } from '../contracts/api/index.js';
import { Clock } from '../platform/clock/index.js';
import { UnitOfWork } from '../platform/database/index.js';
import { Anyone, CurrentUser, SignedIn } from './access.decorators.js';
import { permissionsOf } from './domain/permissions.js';
import { SessionCookie } from './session-cookie.js';
import { Sessions, type SignedInUser } from './sessions.service.js';
import { SignIn } from './sign-in.service.js';

export function sessionViewOf(user: SignedInUser): SessionView {
  return { user, permissions: permissionsOf(user) };
}

@Controller('api/v1/session')
export class SessionController {
  constructor(
    private readonly signIns: SignIn,
    private readonly sessions: Sessions,
    private readonly cookie: SessionCookie,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  @Get()
  @SignedIn()
  show(@CurrentUser() user: SignedInUser): SessionView {
    return sessionViewOf(user);
  }

  @Post()
  @HttpCode(200)
  @Anyone()
  async signIn(
    @Body({ schema: SignInRequest }) request: SignInRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const { user, secret } = await this.signIns.signIn(request, this.clock.now());
    this.cookie.give(reply, secret);
    return sessionViewOf(user);
  }

  /** Succeeds for a session that has ended already: whoever signs out is out. */
  @Delete()
  @HttpCode(204)
  @Anyone()
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const secret = this.cookie.read(request);
    if (secret !== null) await this.work.run((tx) => this.sessions.end(tx, secret));
    this.cookie.takeBack(reply);
  }
}
