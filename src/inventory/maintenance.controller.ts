import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Anyone, CurrentUser, Requires, type SignedInUser } from '../access/index.js';
import {
  ChangeMaintenance,
  EndMaintenance,
  type MaintenanceNotice,
  type MaintenancePage,
  NewMaintenance,
} from '../contracts/api/index.js';
import { Clock } from '../platform/clock/index.js';
import { Centers } from './centers.service.js';
import { PlaceScopes } from './place-scopes.js';
import { MaintenancePages } from './maintenance-pages.service.js';
import { Maintenance } from './maintenance.service.js';

const RowId = z.coerce.number().int().min(1);
type RowId = z.infer<typeof RowId>;
const AnnouncedQuery = z.object({ center: z.coerce.number().int().min(1).optional() });
type AnnouncedQuery = z.infer<typeof AnnouncedQuery>;

@ApiTags('maintenance')
@Controller('api/v1')
export class MaintenanceController {
  constructor(
    private readonly maintenance: Maintenance,
    private readonly pages: MaintenancePages,
    private readonly centers: Centers,
    private readonly scopes: PlaceScopes,
    private readonly clock: Clock,
  ) {}

  @Get('maintenance')
  @Requires('maintenance.manage')
  @ApiOperation({ summary: 'Planned work: under way, planned, over. Since 0.2.' })
  page(): Promise<MaintenancePage> {
    return this.pages.page(this.clock.now());
  }

  @Post('maintenance')
  @HttpCode(201)
  @Requires('maintenance.manage')
  @ApiOperation({ summary: 'Plans work; answers the page as it is then. Since 0.2.' })
  async add(
    @Body({ schema: NewMaintenance }) asked: NewMaintenance,
    @CurrentUser() by: SignedInUser,
  ): Promise<MaintenancePage> {
    await this.maintenance.add(asked, { userId: by.id, name: by.name }, this.clock.now());
    return this.page();
  }

  @Get('maintenance/announced')
  @Requires('centers.read')
  @ApiOperation({ summary: 'Work that clerks are told of, of the province or of one center. Since 0.2.' })
  async announced(
    @Query({ schema: AnnouncedQuery }) { center }: AnnouncedQuery,
    @CurrentUser() user: SignedInUser,
  ): Promise<MaintenanceNotice[]> {
    if (center !== undefined) await this.scopes.mustHoldCenter(center, user);
    return this.pages.announced(center ?? null, this.clock.now());
  }

  @Get('public/centers/:link/maintenance')
  @Anyone()
  @ApiOperation({
    summary: 'The same for the form that needs no password; empty for an unknown link. Since 0.2.',
  })
  async announcedPublicly(@Param('link') link: string): Promise<MaintenanceNotice[]> {
    const center = await this.centers.byPublicLink(link);
    return center ? this.pages.announced(center.id, this.clock.now()) : [];
  }

  @Post('maintenance/:id')
  @HttpCode(200)
  @Requires('maintenance.manage')
  @ApiOperation({ summary: 'The whole window anew; a stale version is refused. Since 0.2.' })
  async change(
    @Param('id', { schema: RowId }) id: RowId,
    @Body({ schema: ChangeMaintenance }) { version, ...asked }: ChangeMaintenance,
    @CurrentUser() by: SignedInUser,
  ): Promise<MaintenancePage> {
    const author = { userId: by.id, name: by.name };
    await this.maintenance.change(id, version, asked, author, this.clock.now());
    return this.page();
  }

  @Post('maintenance/:id/end')
  @HttpCode(200)
  @Requires('maintenance.manage')
  @ApiOperation({ summary: 'Over, from now on; what still holds is told at once. Since 0.2.' })
  async end(
    @Param('id', { schema: RowId }) id: RowId,
    @Body({ schema: EndMaintenance }) { version }: EndMaintenance,
    @CurrentUser() by: SignedInUser,
  ): Promise<MaintenancePage> {
    await this.maintenance.end(id, version, { userId: by.id, name: by.name }, this.clock.now());
    return this.page();
  }
}
