import { Module, type OnModuleInit } from '@nestjs/common';
import { InventoryModule } from '../inventory/index.js';
import { Dispatcher } from '../platform/outbox/index.js';
import { Scheduler } from '../platform/scheduler/index.js';
import { StateModule } from '../state/index.js';
import { Detector } from './detector.service.js';
import { FindingRepository } from './finding.repository.js';
import { PreviewController } from './preview/preview.controller.js';
import { Previews } from './preview/previews.service.js';
import { Reachability } from './reachability.js';
import { Recurrences } from './recurrences.js';

const SWEEP_PERIOD_MS = 1_000;

@Module({
  imports: [InventoryModule, StateModule],
  controllers: [PreviewController],
  providers: [Detector, FindingRepository, Previews, Reachability, Recurrences],
  exports: [FindingRepository, Reachability],
})
export class DetectionModule implements OnModuleInit {
  constructor(
    private readonly detector: Detector,
    private readonly dispatcher: Dispatcher,
    private readonly scheduler: Scheduler,
  ) {}

  onModuleInit(): void {
    this.dispatcher.consume('device.changed', (tx, event, now) =>
      this.detector.judgeDevice(tx, Number(event.key), now),
    );
    this.dispatcher.consume('certificate.changed', (tx, event, now) =>
      this.detector.judgeCertificate(tx, Number(event.key), now),
    );
    this.dispatcher.consume('server.changed', (tx, _event, now) => this.detector.judgeServer(tx, now));
    this.scheduler.every('detection.sweep', SWEEP_PERIOD_MS, (now) => this.detector.sweep(now));
  }
}
