import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentUser, Requires, type SignedInUser } from '../access/index.js';
import type { QuietFault } from '../contracts/api/index.js';
import { PlaceScopes } from '../inventory/index.js';
import { QuietReasons } from './quiet-reasons.service.js';

const RowId = z.coerce.number().int().min(1);
type RowId = z.infer<typeof RowId>;

@ApiTags('devices')
@Controller('api/v1/devices/:id/quiet')
export class QuietReasonsController {
  constructor(
    private readonly reasons: QuietReasons,
    private readonly scopes: PlaceScopes,
  ) {}

  @Get()
  @Requires('devices.read')
  @ApiOperation({ summary: 'Why nobody is told of a fault that holds on this PC. Since 0.2.' })
  async ofDevice(
    @Param('id', { schema: RowId }) id: RowId,
    @CurrentUser() user: SignedInUser,
  ): Promise<QuietFault[]> {
    await this.scopes.mustHoldDevice(id, user);
    return this.reasons.ofDevice(id);
  }
}
