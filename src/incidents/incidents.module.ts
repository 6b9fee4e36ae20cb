import { Module, type OnModuleInit } from '@nestjs/common';
import { DetectionModule } from '../detection/index.js';
import { InventoryModule } from '../inventory/index.js';
import { Dispatcher } from '../platform/outbox/index.js';
import { Scheduler } from '../platform/scheduler/index.js';
import { AreaRepository } from './area.repository.js';
import { Clearing } from './clearing.service.js';
import { Correlator } from './correlator.service.js';
import { Darkness } from './darkness.service.js';
import { DecisionRepository } from './decision.repository.js';
import { IncidentArchive } from './incident-archive.js';
import { IncidentRepository } from './incident.repository.js';
import { IncidentViews } from './incident-views.js';
import { ProgramArea } from './program-area.service.js';
import { Regrouper } from './regrouper.service.js';
import { SilenceArea } from './silence-area.service.js';

/** Short: a ticket that belongs to nobody else should not wait for it. */
const SWEEP_PERIOD_MS = 200;

@Module({
  imports: [InventoryModule, DetectionModule],
  providers: [
    AreaRepository,
    Clearing,
    Correlator,
    Darkness,
    DecisionRepository,
    IncidentArchive,
    IncidentRepository,
    IncidentViews,
    ProgramArea,
    Regrouper,
    SilenceArea,
  ],
  exports: [IncidentArchive, IncidentViews],
})
export class IncidentsModule implements OnModuleInit {
  constructor(
    private readonly correlator: Correlator,
    private readonly dispatcher: Dispatcher,
    private readonly scheduler: Scheduler,
  ) {}

  onModuleInit(): void {
    this.dispatcher.consume('finding.changed', (tx, event, now) =>
      this.correlator.apply(tx, Number(event.key), now),
    );
    this.scheduler.every('incidents.correlate', SWEEP_PERIOD_MS, (now) => this.correlator.sweep(now));
  }
}
