import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentUser, mayDo, Requires, type SignedInUser } from '../access/index.js';
import type { CenterView, DeviceView, SearchView } from '../contracts/api/index.js';
import { PlaceScopes } from '../inventory/index.js';
import { Clock } from '../platform/clock/index.js';
import { CenterPage } from './center-page.service.js';
import { DevicePage } from './device-page.service.js';
import { Search } from './search.service.js';

const RowId = z.coerce.number().int().min(1);
const SearchQuery = z.object({ q: z.string().max(100).default('') });

@ApiTags('status')
@Controller('api/v1')
export class PlacesController {
  constructor(
    private readonly centerPage: CenterPage,
    private readonly devicePage: DevicePage,
    private readonly search: Search,
    private readonly scopes: PlaceScopes,
    private readonly clock: Clock,
  ) {}

  @Get('centers/:id')
  @Requires('centers.read')
  @ApiOperation({ summary: 'One center: its PCs, programs, certificates and tickets. Since 0.1.' })
  async center(
    @Param('id', { schema: RowId }) id: number,
    @CurrentUser() user: SignedInUser,
  ): Promise<CenterView> {
    await this.scopes.mustHoldCenter(id, user);
    return this.centerPage.of(id, this.clock.now());
  }

  @Get('devices/:id')
  @Requires('devices.read')
  @ApiOperation({
    summary: 'One PC: how it is now, its last 24 hours, software, certificates, hardware. Since 0.1.',
  })
  async device(
    @Param('id', { schema: RowId }) id: number,
    @CurrentUser() user: SignedInUser,
  ): Promise<DeviceView> {
    await this.scopes.mustHoldDevice(id, user);
    return this.devicePage.of(id, this.clock.now());
  }

  @Get('search')
  @Requires('centers.read')
  @ApiOperation({ summary: 'Centers, PCs and tickets by name, with or without marks. Since 0.1.' })
  find(
    @Query({ schema: SearchQuery }) { q }: z.infer<typeof SearchQuery>,
    @CurrentUser() user: SignedInUser,
  ): Promise<SearchView> {
    return this.search.find(q, user, (permission) => mayDo(user, permission));
  }
}
