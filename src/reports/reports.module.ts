import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { InventoryModule } from '../inventory/index.js';
import { Exports } from './exports.service.js';
import { ReportsController } from './reports.controller.js';
import { Reports } from './reports.service.js';

/** Tables that people page through or take away. They only read, off the main thread. */
@Module({
  imports: [AccessModule, InventoryModule],
  controllers: [ReportsController],
  providers: [Exports, Reports],
})
export class ReportsModule {}
