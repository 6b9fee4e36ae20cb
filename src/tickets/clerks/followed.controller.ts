import { Body, Controller, Get, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Anyone } from '../../access/index.js';
import {
  type FollowedReport,
  FollowerAnswer,
  FollowerVerdict,
  LINK_HEADER,
} from '../../contracts/api/index.js';
import { Followers } from './followers.service.js';

/** The clerk's own page about a report: whoever has its secret address is that clerk. */
@ApiTags('clerks')
@Controller('api/v1/public/followed')
@Anyone()
export class FollowedController {
  constructor(private readonly followers: Followers) {}

  @Get()
  @ApiOperation({ summary: 'The report, and what became of it. Since 0.3.' })
  view(@Headers(LINK_HEADER) secret: string | undefined): Promise<FollowedReport> {
    return this.followers.view(secret ?? '');
  }

  @Post('answers')
  @HttpCode(200)
  @ApiOperation({ summary: 'The clerk writes; a ticket that waited for that goes on. Since 0.3.' })
  async answer(
    @Headers(LINK_HEADER) secret: string | undefined,
    @Body({ schema: FollowerAnswer }) { body }: FollowerAnswer,
  ): Promise<FollowedReport> {
    await this.followers.answer(secret ?? '', body);
    return this.view(secret);
  }

  @Post('verdict')
  @HttpCode(200)
  @ApiOperation({ summary: 'It works again, with a rating, or it still fails, which reopens it. Since 0.3.' })
  async judge(
    @Headers(LINK_HEADER) secret: string | undefined,
    @Body({ schema: FollowerVerdict }) verdict: FollowerVerdict,
  ): Promise<FollowedReport> {
    await this.followers.judge(secret ?? '', verdict);
    return this.view(secret);
  }
}
