import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Requires } from '../../access/index.js';
import { PolicyCheckRequest } from '../../contracts/api/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Previews } from './previews.service.js';

@ApiTags('policies')
@Controller('api/v1/policies/preview')
@Requires('policies.manage')
export class PreviewController {
  constructor(
    private readonly previews: Previews,
    private readonly clock: Clock,
  ) {}

  /** Fastify destroys the stream when the client goes away, and with it the work. */
  @Post()
  @ApiOperation({ summary: 'What a draft would have opened in the last 7 days; lines of JSON. Since 0.2.' })
  @HttpCode(200)
  async preview(
    @Body({ schema: PolicyCheckRequest }) { changes }: PolicyCheckRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const stream = await this.previews.stream(changes, this.clock.now());
    await reply.type('application/x-ndjson; charset=utf-8').send(stream);
  }
}
