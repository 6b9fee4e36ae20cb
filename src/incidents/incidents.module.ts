import { Module, type OnModuleInit } from '@nestjs/common';
import { DetectionModule } from '../detection/index.js';
import { InventoryModule } from '../inventory/index.js';
import { Dispatcher } from '../platform/outbox/index.js';
import { Correlator } from './correlator.service.js';
import { IncidentRepository } from './incident.repository.js';
import { IncidentViews } from './incident-views.js';

@Module({
  imports: [InventoryModule, DetectionModule],
  providers: [Correlator, IncidentRepository, IncidentViews],
  exports: [IncidentViews],
})
export class IncidentsModule implements OnModuleInit {
  constructor(
    private readonly correlator: Correlator,
    private readonly dispatcher: Dispatcher,
  ) {}

  onModuleInit(): void {
    this.dispatcher.consume('finding.changed', (tx, event, now) =>
      this.correlator.apply(tx, Number(event.key), now),
    );
  }
}
