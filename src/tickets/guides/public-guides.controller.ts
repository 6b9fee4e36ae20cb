import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Anyone } from '../../access/index.js';
import {
  GuideQuestion,
  type GuideSuggestions,
  GuideVote,
  LINK_HEADER,
  type PublicGuide,
  type PublicGuides,
} from '../../contracts/api/index.js';
import { PublicQuery, Slug } from './guide-filters.js';
import { GuidePictures } from './guide-pictures.js';
import { GuideShelf } from './guide-shelf.js';
import { GuideSuggester } from './guide-suggestions.js';
import { GuideVotes } from './guide-votes.js';

/** What is published: it holds no secret, and a clerk whom a password stops is helped by no guide. */
@ApiTags('guides')
@Controller('api/v1/public/guides')
@Anyone()
export class PublicGuidesController {
  constructor(
    private readonly shelf: GuideShelf,
    private readonly suggester: GuideSuggester,
    private readonly votes: GuideVotes,
    private readonly pictures: GuidePictures,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The published guides. Since 0.4.' })
  list(@Query({ schema: PublicQuery }) { q, category }: PublicQuery): Promise<PublicGuides> {
    return this.shelf.published({ q, category: category ?? null });
  }

  @Post('suggestions')
  @HttpCode(200)
  @ApiOperation({ summary: 'Those that fit what a clerk types; the text is kept nowhere. Since 0.4.' })
  suggest(@Body({ schema: GuideQuestion }) question: GuideQuestion): Promise<GuideSuggestions> {
    return this.suggester.for(question);
  }

  @Get('pictures/:name')
  @ApiOperation({ summary: 'A picture of a guide. Since 0.4.' })
  async picture(@Param('name', { schema: Slug }) name: string, @Res() reply: FastifyReply): Promise<void> {
    const { mediaType, content } = await this.pictures.read(name);
    await reply
      .header('Content-Type', mediaType)
      .header('Content-Disposition', 'inline')
      .header('Content-Security-Policy', "default-src 'none'; sandbox")
      .header('Cache-Control', 'public, max-age=31536000, immutable')
      .send(content);
  }

  @Get(':slug')
  @ApiOperation({ summary: 'One guide, as HTML. Since 0.4.' })
  read(@Param('slug', { schema: Slug }) slug: string): Promise<PublicGuide> {
    return this.shelf.read(slug);
  }

  @Post(':slug/votes')
  @HttpCode(204)
  @ApiOperation({ summary: 'Whether it helped, by the secret of a clerk’s page. Since 0.4.' })
  vote(
    @Param('slug', { schema: Slug }) slug: string,
    @Headers(LINK_HEADER) secret: string | undefined,
    @Body({ schema: GuideVote }) vote: GuideVote,
  ): Promise<void> {
    return this.votes.byClerk(slug, secret ?? '', vote);
  }
}
