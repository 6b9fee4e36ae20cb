import { Body, Controller, Get, Headers, HttpCode, Param, ParseIntPipe, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Anyone } from '../../access/index.js';
import {
  type FollowedReport,
  FollowerAnswer,
  FollowerVerdict,
  LINK_HEADER,
  RemoteCodesSaid,
  RemoteHelpAnswer,
} from '../../contracts/api/index.js';
import { notFound } from '../../platform/http/index.js';
import { ApiLinkHeader } from './api-link-header.js';
import { sendFile } from '../files/send-file.js';
import { ClerkRemoteHelp } from '../remote/clerk-remote-help.js';
import { Followers } from './followers.service.js';

/** The clerk's own page about a report: whoever has its secret address is that clerk. */
@ApiTags('clerks')
@ApiLinkHeader()
@Controller('api/v1/public/followed')
@Anyone()
export class FollowedController {
  constructor(
    private readonly followers: Followers,
    private readonly remoteHelp: ClerkRemoteHelp,
  ) {}

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

  @Get('attachments/:attachment')
  @ApiOperation({ summary: 'A file of an entry that the clerk reads. Since 0.5.' })
  async attachment(
    @Headers(LINK_HEADER) secret: string | undefined,
    @Param('attachment', ParseIntPipe) attachment: number,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const found = await this.followers.file(secret ?? '', attachment);
    if (!found) throw notFound({ vi: 'tệp đính kèm này', en: 'attachment' });
    await sendFile(reply, found.file, found.content);
  }

  @Post('remote-help')
  @HttpCode(200)
  @ApiOperation({ summary: 'The clerk lets the technician see the screen, or not, or no longer. Since 0.5.' })
  async answerRemote(
    @Headers(LINK_HEADER) secret: string | undefined,
    @Body({ schema: RemoteHelpAnswer }) answer: RemoteHelpAnswer,
  ): Promise<FollowedReport> {
    await this.remoteHelp.answer(secret ?? '', answer);
    return this.view(secret);
  }

  @Post('remote-help/codes')
  @HttpCode(200)
  @ApiOperation({
    summary: 'What the program on the PC shows; kept for half an hour at the most. Since 0.5.',
  })
  async giveCodes(
    @Headers(LINK_HEADER) secret: string | undefined,
    @Body({ schema: RemoteCodesSaid }) codes: RemoteCodesSaid,
  ): Promise<FollowedReport> {
    await this.remoteHelp.giveCodes(secret ?? '', codes);
    return this.view(secret);
  }
}
