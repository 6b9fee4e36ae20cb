import { Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Anyone } from '../access/index.js';
import { type PublicCenter, PublicReport, type PublicReportReply } from '../contracts/api/index.js';
import { Centers, Devices } from '../inventory/index.js';
import { invalid } from '../platform/http/index.js';
import type { Picture } from './attachments.js';
import { ClerkReports } from './clerk-report.service.js';
import { pictureTooLarge } from './tickets.refusals.js';
import { CATEGORY_WORDS } from './wording/categories.js';

const PICTURE_MEGABYTES = 5;

/** The form that needs no password: whoever has the center's link may report. */
@ApiTags('clerks')
@Controller('api/v1/public/centers/:link')
export class PublicReportsController {
  constructor(
    private readonly reports: ClerkReports,
    private readonly centers: Centers,
    private readonly devices: Devices,
  ) {}

  @Get()
  @Anyone()
  async center(@Param('link') link: string): Promise<PublicCenter> {
    const center = await this.reports.centerOf(link);
    const devices = await this.devices.ofCenter(center.id);
    return {
      center: center.fullName,
      province: await this.centers.provinceName(center.provinceCode),
      devices: devices.map(({ id, name }) => ({ id, name })),
      categories: Object.entries(CATEGORY_WORDS).map(([id, label]) => ({ id, label })),
      maxPictureBytes: PICTURE_MEGABYTES * 1024 * 1024,
    };
  }

  @Post('reports')
  @HttpCode(201)
  @Anyone()
  async report(@Param('link') link: string, @Req() request: FastifyRequest): Promise<PublicReportReply> {
    await this.reports.centerOf(link);
    const { fields, picture } = await readForm(request);
    const parsed = PublicReport.safeParse(fields);
    if (!parsed.success) throw invalid('REQUEST_INVALID', parsed.error.issues);
    return { number: await this.reports.report(link, parsed.data, picture) };
  }
}

/** Reads the multipart body within limits: seven short fields, one picture. */
async function readForm(
  request: FastifyRequest,
): Promise<{ fields: Record<string, string>; picture: Picture | null }> {
  const fields: Record<string, string> = {};
  let picture: Picture | null = null;
  const limits = {
    fileSize: PICTURE_MEGABYTES * 1024 * 1024,
    files: 1,
    fields: 7,
    fieldSize: 20_000,
    parts: 8,
  };
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') {
      if (typeof part.value === 'string' && part.value !== '') fields[part.fieldname] = part.value;
      continue;
    }
    const bytes = await part.toBuffer().catch(() => {
      throw pictureTooLarge(PICTURE_MEGABYTES);
    });
    if (bytes.length > 0) picture = { name: part.filename, bytes };
  }
  return { fields, picture };
}
