import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AgentOnly } from '../access/index.js';
import type { Reply } from '../contracts/agent/index.js';
import { CurrentDevice, type DeviceIdentity } from '../inventory/index.js';
import { IngestService } from './ingest.service.js';

@ApiTags('agent')
@Controller('api/agent/v1/reports')
export class ReportController {
  constructor(private readonly ingest: IngestService) {}

  @Post()
  @HttpCode(202)
  @AgentOnly()
  @ApiOperation({ summary: 'One report of an agent; 202 means it is on the disk. Since 0.1.' })
  report(@CurrentDevice() device: DeviceIdentity, @Body() body: unknown): Promise<Reply> {
    return this.ingest.accept(device, body);
  }
}
