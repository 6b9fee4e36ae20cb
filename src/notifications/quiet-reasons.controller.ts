import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Requires } from '../access/index.js';
import type { QuietFault } from '../contracts/api/index.js';
import { QuietReasons } from './quiet-reasons.service.js';

const RowId = z.coerce.number().int().min(1);
type RowId = z.infer<typeof RowId>;

@ApiTags('devices')
@Controller('api/v1/devices/:id/quiet')
export class QuietReasonsController {
  constructor(private readonly reasons: QuietReasons) {}

  @Get()
  @Requires('devices.read')
  @ApiOperation({ summary: 'Why nobody is told of a fault that holds on this PC. Since 0.2.' })
  ofDevice(@Param('id', { schema: RowId }) id: RowId): Promise<QuietFault[]> {
    return this.reasons.ofDevice(id);
  }
}
