import { Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Anyone } from '../../access/index.js';
import { type PublicCenter, PublicReport, type PublicReportReply } from '../../contracts/api/index.js';
import { Centers, Devices } from '../../inventory/index.js';
import { ApiForm, invalid } from '../../platform/http/index.js';
import { CATEGORIES } from '../wording/categories.js';
import { CenterReports } from './center-reports.service.js';
import { MAX_PICTURE_BYTES, readReportForm } from './report-form.js';

/** The form that needs no password: whoever has the center's link may report. */
@ApiTags('clerks')
@Controller('api/v1/public/centers/:link')
export class CenterLinkController {
  constructor(
    private readonly reports: CenterReports,
    private readonly centers: Centers,
    private readonly devices: Devices,
  ) {}

  @Get()
  @Anyone()
  @ApiOperation({ summary: 'The center whose link it is, its PCs, and what can be reported. Since 0.1.' })
  async center(@Param('link') link: string): Promise<PublicCenter> {
    const center = await this.reports.centerOf(link);
    const devices = await this.devices.ofCenter(center.id);
    return {
      center: center.fullName,
      province: await this.centers.provinceName(center.provinceCode),
      devices: devices.map(({ id, name }) => ({ id, name })),
      categories: CATEGORIES,
      maxPictureBytes: MAX_PICTURE_BYTES,
    };
  }

  @Post('reports')
  @HttpCode(201)
  @Anyone()
  @ApiOperation({ summary: 'The report itself, as a form. Since 0.1.' })
  @ApiForm(PublicReport, 'picture')
  async report(@Param('link') link: string, @Req() request: FastifyRequest): Promise<PublicReportReply> {
    await this.reports.centerOf(link);
    const { fields, picture } = await readReportForm(request);
    const parsed = PublicReport.safeParse(fields);
    if (!parsed.success) throw invalid('REQUEST_INVALID', parsed.error.issues);
    return this.reports.report(link, parsed.data, picture);
  }
}
