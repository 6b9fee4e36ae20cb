import { Module } from '@nestjs/common';
import { InventoryModule } from '../inventory/index.js';
import { BeatJournal } from './beat-journal.js';
import { GroupCommit } from './group-commit.js';
import { IngestService } from './ingest.service.js';
import { Ledger } from './ledger.js';
import { Receipts } from './receipts.js';
import { ReportController } from './report.controller.js';

@Module({
  imports: [InventoryModule],
  controllers: [ReportController],
  providers: [BeatJournal, GroupCommit, IngestService, Ledger, Receipts],
  exports: [BeatJournal],
})
export class IngestModule {}
