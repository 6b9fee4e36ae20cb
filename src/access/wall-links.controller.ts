import { Body, Controller, Delete, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  type MadeWallLink,
  NewWallLink,
  ScreenRequest,
  type ScreenView,
  type WallLinkPage,
} from '../contracts/api/index.js';
import { Clock } from '../platform/clock/index.js';
import { Anyone, CurrentUser, Requires } from './access.decorators.js';
import { wallLinkUnusable } from './access.refusals.js';
import { Places } from './places.service.js';
import type { SignedInUser } from './sessions.service.js';
import { WallCookie } from './wall-cookie.js';
import { WallLinks } from './wall-links.service.js';

const RowId = z.coerce.number().int().min(1);

@Controller('api/v1')
@Requires('walls.manage')
export class WallLinksController {
  constructor(
    private readonly links: WallLinks,
    private readonly places: Places,
    private readonly cookie: WallCookie,
    private readonly clock: Clock,
  ) {}

  @Get('wall-links')
  async page(): Promise<WallLinkPage> {
    return { links: await this.links.all(), provinces: await this.places.provinces() };
  }

  @Post('wall-links')
  create(
    @Body({ schema: NewWallLink }) asked: NewWallLink,
    @CurrentUser() by: SignedInUser,
  ): Promise<MadeWallLink> {
    return this.links.create(asked, by.id, this.clock.now());
  }

  @Delete('wall-links/:id')
  @HttpCode(204)
  revoke(@Param('id', { schema: RowId }) id: number, @CurrentUser() by: SignedInUser): Promise<void> {
    return this.links.revoke(id, by.id, this.clock.now());
  }

  @Post('wall/screen')
  @HttpCode(200)
  @Anyone()
  async open(
    @Body({ schema: ScreenRequest }) { link }: ScreenRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScreenView> {
    const screen = await this.links.find(link, this.clock.now());
    if (!screen) throw wallLinkUnusable();
    this.cookie.give(reply, link);
    return { name: screen.name };
  }
}
