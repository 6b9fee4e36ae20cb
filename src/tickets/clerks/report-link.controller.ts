import { Controller, Get, Headers, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { AgentOnly, Anyone } from '../../access/index.js';
import { CONTRACT_VERSION, type ReportLinkReply } from '../../contracts/agent/index.js';
import {
  LINK_HEADER,
  PcReport,
  type PcReportView,
  type PublicReportReply,
} from '../../contracts/api/index.js';
import { CurrentDevice, type DeviceIdentity } from '../../inventory/index.js';
import { Clock } from '../../platform/clock/index.js';
import { ApiForm, invalid } from '../../platform/http/index.js';
import { ApiLinkHeader } from './api-link-header.js';
import { PcReports } from './pc-reports.service.js';
import { readReportForm } from './report-form.js';
import { ReportLinks } from './report-links.service.js';

@ApiTags('clerks')
@Controller('api')
export class ReportLinkController {
  constructor(
    private readonly links: ReportLinks,
    private readonly reports: PcReports,
    private readonly clock: Clock,
  ) {}

  @Post('agent/v1/report-links')
  @HttpCode(201)
  @AgentOnly()
  @ApiOperation({ summary: 'A link for one report of the clerk at this PC. Since 0.3.' })
  async create(@CurrentDevice() device: DeviceIdentity): Promise<ReportLinkReply> {
    return { v: CONTRACT_VERSION, ...(await this.links.create(device.deviceId, this.clock.now())) };
  }

  @Get('v1/public/report-link')
  @Anyone()
  @ApiOperation({ summary: 'What a link opens: the PC, and what is known to be wrong on it. Since 0.3.' })
  @ApiLinkHeader()
  view(@Headers(LINK_HEADER) secret: string | undefined): Promise<PcReportView> {
    return this.reports.view(secret ?? '');
  }

  @Post('v1/public/report-link')
  @HttpCode(201)
  @Anyone()
  @ApiOperation({ summary: 'The report itself; the link is used up by it. Since 0.3.' })
  @ApiLinkHeader()
  @ApiForm(PcReport, 'picture')
  async report(
    @Headers(LINK_HEADER) secret: string | undefined,
    @Req() request: FastifyRequest,
  ): Promise<PublicReportReply> {
    // Before the body is read: nobody uploads a picture for a link that opens nothing.
    await this.links.deviceOf(secret ?? '', this.clock.now());
    const { fields, picture } = await readReportForm(request);
    const parsed = PcReport.safeParse(fields);
    if (!parsed.success) throw invalid('REQUEST_INVALID', parsed.error.issues);
    return this.reports.report(secret ?? '', parsed.data, picture);
  }
}
