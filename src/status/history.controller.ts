import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentUser, Requires, type SignedInUser } from '../access/index.js';
import { CivilDate, type DayDetail, type HistoryDays } from '../contracts/api/index.js';
import { PlaceScopes } from '../inventory/index.js';
import { Clock } from '../platform/clock/index.js';
import { HistoryPage } from './history-page.service.js';

const RowId = z.coerce.number().int().min(1);

@ApiTags('status')
@Controller('api/v1')
export class HistoryController {
  constructor(
    private readonly pages: HistoryPage,
    private readonly scopes: PlaceScopes,
    private readonly clock: Clock,
  ) {}

  @Get('devices/:id/days')
  @Requires('devices.read')
  @ApiOperation({ summary: 'The last 30 days of one PC within working hours. Since 0.2.' })
  async daysOfDevice(
    @Param('id', { schema: RowId }) id: number,
    @CurrentUser() user: SignedInUser,
  ): Promise<HistoryDays> {
    await this.scopes.mustHoldDevice(id, user);
    return this.pages.daysOfDevice(id, this.clock.now());
  }

  @Get('devices/:id/days/:date')
  @Requires('devices.read')
  @ApiOperation({ summary: 'One day of one PC, from midnight to midnight in Viet Nam. Since 0.2.' })
  async dayOfDevice(
    @Param('id', { schema: RowId }) id: number,
    @Param('date', { schema: CivilDate }) date: string,
    @CurrentUser() user: SignedInUser,
  ): Promise<DayDetail> {
    await this.scopes.mustHoldDevice(id, user);
    return this.pages.dayOfDevice(id, date, this.clock.now());
  }

  @Get('centers/:id/days')
  @Requires('centers.read')
  @ApiOperation({
    summary: 'The last 30 days of one center: at each moment the worst among its PCs. Since 0.2.',
  })
  async daysOfCenter(
    @Param('id', { schema: RowId }) id: number,
    @CurrentUser() user: SignedInUser,
  ): Promise<HistoryDays> {
    await this.scopes.mustHoldCenter(id, user);
    return this.pages.daysOfCenter(id, this.clock.now());
  }

  @Get('centers/:id/days/:date')
  @Requires('centers.read')
  @ApiOperation({ summary: 'One day of one center, from midnight to midnight in Viet Nam. Since 0.2.' })
  async dayOfCenter(
    @Param('id', { schema: RowId }) id: number,
    @Param('date', { schema: CivilDate }) date: string,
    @CurrentUser() user: SignedInUser,
  ): Promise<DayDetail> {
    await this.scopes.mustHoldCenter(id, user);
    return this.pages.dayOfCenter(id, date, this.clock.now());
  }
}
