import { Body, Controller, Headers, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Anyone } from '../../../access/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { Config } from '../../../platform/config/index.js';
import { notFound, rawBodyOf, Refusal } from '../../../platform/http/index.js';
import { isSignedByZalo } from './domain/event-signature.js';
import { ZaloLinks } from './zalo-links.js';

/** As much of an event as is used; Zalo sends many kinds, and more fields of each. */
const ZaloEvent = z.object({
  event_name: z.string().max(100),
  timestamp: z.union([z.string().max(30), z.number()]).transform(String),
  sender: z.object({ id: z.string().max(100) }).optional(),
  follower: z.object({ id: z.string().max(100) }).optional(),
  message: z.object({ text: z.string().max(10_000).optional() }).optional(),
});
type ZaloEvent = z.infer<typeof ZaloEvent>;

@ApiTags('notices')
@Controller('api/v1/zalo')
export class ZaloController {
  constructor(
    private readonly links: ZaloLinks,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  @Post('events')
  @HttpCode(200)
  @Anyone()
  @ApiOperation({ summary: 'For Zalo alone, which signs what happens at the official account. Since 0.5.' })
  async hear(
    @Body({ schema: ZaloEvent }) event: ZaloEvent,
    @Headers('x-zevent-signature') signature: string | undefined,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const { zalo } = this.config;
    if (!zalo) throw notFound({ vi: 'trang này', en: 'page' });
    const said = {
      appId: zalo.appId,
      body: rawBodyOf(request),
      timestamp: event.timestamp,
      oaSecret: zalo.oaSecret,
    };
    if (!isSignedByZalo(signature ?? '', said)) throw notSignedByZalo();
    const now = this.clock.now();
    const writer = event.sender?.id;
    const leaver = event.follower?.id ?? writer;
    if (event.event_name === 'user_send_text' && writer !== undefined) {
      await this.links.wrote(writer, event.message?.text ?? '', now);
    } else if (event.event_name === 'unfollow' && leaver !== undefined) {
      await this.links.end({ zaloId: leaver }, now);
    }
  }
}

const notSignedByZalo = () =>
  new Refusal('ZALO_SIGNATURE', 403, {
    vi: 'Yêu cầu này không mang chữ ký của Zalo. Kiểm tra TRUCBAN_ZALO_OA_SECRET trên máy chủ.',
    en: 'The request is not signed by Zalo. Check TRUCBAN_ZALO_OA_SECRET on the server.',
  });
