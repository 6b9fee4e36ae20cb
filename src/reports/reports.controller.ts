import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { CurrentUser, Requires, type SignedInUser } from '../access/index.js';
import type { CertificateList, DeviceAgeList } from '../contracts/api/index.js';
import { PolicyService } from '../inventory/index.js';
import { isoDate } from '../platform/civil/index.js';
import { Clock } from '../platform/clock/index.js';
import { Config } from '../platform/config/index.js';
import { fold } from '../platform/i18n/index.js';
import type { ReportFilter, ReportKind } from './domain/report-request.js';
import { Exports } from './exports.service.js';
import { Reports } from './reports.service.js';

const FilterQuery = z.object({
  center: z.coerce.number().int().min(1).optional(),
  q: z.string().max(100).default(''),
});
type FilterQuery = z.infer<typeof FilterQuery>;
const PageQuery = FilterQuery.extend({ page: z.coerce.number().int().min(1).max(100_000).default(1) });
type PageQuery = z.infer<typeof PageQuery>;

/** What the file is called once it is saved, without its date; the second for programs that know ASCII only. */
const FILE_NAMES: Record<ReportKind, [string, string]> = {
  devices: ['Tuổi thiết bị', 'tuoi-thiet-bi'],
  certificates: ['Chứng thư chữ ký số', 'chung-thu-chu-ky-so'],
};

@ApiTags('reports')
@Controller('api/v1/reports')
@Requires('reports.read')
export class ReportsController {
  constructor(
    private readonly reports: Reports,
    private readonly exports: Exports,
    private readonly policies: PolicyService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  @Get('devices')
  @ApiOperation({ summary: 'PCs by age, oldest first, unknown last; 50 a page. Since 0.1.' })
  devices(
    @Query({ schema: PageQuery }) query: PageQuery,
    @CurrentUser() user: SignedInUser,
  ): Promise<DeviceAgeList> {
    return this.reports.page('devices', this.filterOf(query, user), query.page, this.clock.now());
  }

  @Get('certificates')
  @ApiOperation({ summary: 'Certificates by end date, soonest first; 50 a page. Since 0.1.' })
  certificates(
    @Query({ schema: PageQuery }) query: PageQuery,
    @CurrentUser() user: SignedInUser,
  ): Promise<CertificateList> {
    return this.reports.page('certificates', this.filterOf(query, user), query.page, this.clock.now());
  }

  @Get('devices.csv')
  @ApiOperation({ summary: 'All PCs that match, for Excel. Since 0.1.' })
  devicesFile(
    @Query({ schema: FilterQuery }) query: FilterQuery,
    @CurrentUser() user: SignedInUser,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.send('devices', this.filterOf(query, user), reply);
  }

  @Get('certificates.csv')
  @ApiOperation({ summary: 'All certificates that match, for Excel. Since 0.1.' })
  certificatesFile(
    @Query({ schema: FilterQuery }) query: FilterQuery,
    @CurrentUser() user: SignedInUser,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.send('certificates', this.filterOf(query, user), reply);
  }

  /** Fastify destroys the stream when the client goes away, and with it the work. */
  private async send(kind: ReportKind, filter: ReportFilter, reply: FastifyReply): Promise<void> {
    const now = this.clock.now();
    const { policy } = await this.policies.current();
    const stream = this.exports.stream({ kind, filter, policy, now });
    const [name, asciiName] = FILE_NAMES[kind];
    const fullName = encodeURIComponent(`${name} ${isoDate(now)}.csv`);
    await reply
      .header(
        'Content-Disposition',
        `attachment; filename="${asciiName}-${isoDate(now)}.csv"; filename*=UTF-8''${fullName}`,
      )
      .type('text/csv; charset=utf-8')
      .send(stream);
  }

  private filterOf({ center: asked, q }: FilterQuery, { province, center }: SignedInUser): ReportFilter {
    const words = fold(q)
      .split(' ')
      .filter((word) => word !== '');
    const centerIds = [asked, center].flatMap((id) => id ?? []);
    return { provinceCode: province ?? this.config.provinceCode, centerIds, words };
  }
}
