import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentUser, Requires, SignedIn, type SignedInUser } from '../../access/index.js';
import {
  GuideCreate,
  type GuideForm,
  type GuideList,
  type GuideOldText,
  type GuidePictureReply,
  GuidePreview,
  type GuidePreviewReply,
  GuideRestore,
  GuideSave,
  type GuideView,
  GuideVote,
} from '../../contracts/api/index.js';
import { readReportForm } from '../clerks/report-form.js';
import { TicketReads } from '../ticket-reads.js';
import { TicketRepository } from '../ticket.repository.js';
import { Reader } from '../../platform/database/index.js';
import { GuideEditing } from './guide-editing.js';
import { FormQuery, Slug, StaffQuery, VersionNumber } from './guide-filters.js';
import { GuideFromTicket } from './guide-from-ticket.js';
import { htmlOf } from './guide-markdown.js';
import { GuidePages } from './guide-pages.js';
import { GuidePictures } from './guide-pictures.js';
import { GuideShelf } from './guide-shelf.js';
import { GuideVotes } from './guide-votes.js';
import { pictureMissing } from './guides.refusals.js';

/** Guides, for the desk that writes them. */
@ApiTags('guides')
@Controller('api/v1/guides')
@Requires('tickets.work')
export class GuidesController {
  constructor(
    private readonly shelf: GuideShelf,
    private readonly pages: GuidePages,
    private readonly editing: GuideEditing,
    private readonly pictures: GuidePictures,
    private readonly fromTicket: GuideFromTicket,
    private readonly votes: GuideVotes,
    private readonly reads: TicketReads,
    private readonly tickets: TicketRepository,
    private readonly reader: Reader,
  ) {}

  @Get()
  @ApiOperation({ summary: 'All guides, drafts too. Since 0.4.' })
  list(@Query({ schema: StaffQuery }) { q, category, state }: StaffQuery): Promise<GuideList> {
    return this.shelf.list({ q, category: category ?? null, state: state ?? null });
  }

  @Get('form')
  @ApiOperation({ summary: 'What a new guide begins with, also from an ended ticket. Since 0.4.' })
  async form(
    @Query({ schema: FormQuery }) { ticket: id }: FormQuery,
    @CurrentUser() user: SignedInUser,
  ): Promise<GuideForm> {
    const form = await this.pages.form();
    if (id === undefined) return { ...form, draft: null };
    await this.reads.mustHold(id, user);
    const ticket = (await this.tickets.byId(this.reader, id))!;
    return { ...form, draft: await this.fromTicket.draft(ticket) };
  }

  @Post()
  @HttpCode(201)
  @ApiOperation({ summary: 'A new guide. Since 0.4.' })
  async create(
    @Body({ schema: GuideCreate }) guide: GuideCreate,
    @CurrentUser() user: SignedInUser,
  ): Promise<GuideView> {
    if (guide.ticketId !== null) await this.reads.mustHold(guide.ticketId, user);
    return this.pages.view(await this.editing.create(guide, user));
  }

  @Post('preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'Markdown as it will be shown. Since 0.4.' })
  preview(@Body({ schema: GuidePreview }) { body }: GuidePreview): GuidePreviewReply {
    return { html: htmlOf(body) };
  }

  @Post('pictures')
  @HttpCode(201)
  @ApiOperation({ summary: 'A picture to show in a guide. Since 0.4.' })
  async picture(@Req() request: FastifyRequest): Promise<GuidePictureReply> {
    const { picture } = await readReportForm(request);
    if (!picture) throw pictureMissing();
    return { url: await this.pictures.store(picture) };
  }

  @Get(':slug')
  @ApiOperation({ summary: 'One guide with its history. Since 0.4.' })
  view(@Param('slug', { schema: Slug }) slug: string): Promise<GuideView> {
    return this.pages.view(slug);
  }

  @Post(':slug')
  @HttpCode(200)
  @ApiOperation({ summary: 'Changes it, unless somebody was faster (409). Since 0.4.' })
  async save(
    @Param('slug', { schema: Slug }) slug: string,
    @Body({ schema: GuideSave }) guide: GuideSave,
    @CurrentUser() user: SignedInUser,
  ): Promise<GuideView> {
    await this.editing.save(slug, guide, user);
    return this.pages.view(slug);
  }

  @Get(':slug/versions/:number')
  @ApiOperation({ summary: 'A text that it had. Since 0.4.' })
  oldText(
    @Param('slug', { schema: Slug }) slug: string,
    @Param('number', { schema: VersionNumber }) number: number,
  ): Promise<GuideOldText> {
    return this.pages.oldText(slug, number);
  }

  @Post(':slug/restore')
  @HttpCode(200)
  @ApiOperation({ summary: 'A text that it had, as the newest. Since 0.4.' })
  async restore(
    @Param('slug', { schema: Slug }) slug: string,
    @Body({ schema: GuideRestore }) asked: GuideRestore,
    @CurrentUser() user: SignedInUser,
  ): Promise<GuideView> {
    await this.editing.restore(slug, asked, user);
    return this.pages.view(slug);
  }

  @Post(':slug/votes')
  @HttpCode(204)
  @SignedIn()
  @ApiOperation({ summary: 'Whether it helped, by a person who is signed in. Since 0.4.' })
  vote(
    @Param('slug', { schema: Slug }) slug: string,
    @Body({ schema: GuideVote }) vote: GuideVote,
    @CurrentUser() user: SignedInUser,
  ): Promise<void> {
    return this.votes.byPerson(slug, user.id, vote);
  }
}
