import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { SessionView, SetupRequest, SetupStatus } from '../contracts/api/index.js';
import { Clock } from '../platform/clock/index.js';
import { Anyone } from './access.decorators.js';
import { SessionCookie } from './session-cookie.js';
import { sessionViewOf } from './session.controller.js';
import { SetupLinks } from './setup-links.service.js';

@Controller('api/v1/setup')
@Anyone()
export class SetupController {
  constructor(
    private readonly links: SetupLinks,
    private readonly cookie: SessionCookie,
    private readonly clock: Clock,
  ) {}

  @Get()
  status(@Query('token') token: string | undefined): Promise<SetupStatus> {
    return this.links.status(token ?? '', this.clock.now());
  }

  @Post()
  @HttpCode(201)
  async use(
    @Body({ schema: SetupRequest }) request: SetupRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const { user, secret } = await this.links.use(request, this.clock.now());
    this.cookie.give(reply, secret);
    return sessionViewOf(user);
  }
}
