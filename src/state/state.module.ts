import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { type AcceptedReport, IngestModule } from '../ingest/index.js';
import { DeviceActivity, InventoryModule } from '../inventory/index.js';
import { Clock } from '../platform/clock/index.js';
import { Dispatcher } from '../platform/outbox/index.js';
import { Nightly, Scheduler } from '../platform/scheduler/index.js';
import { BeatFolder } from './beat-folder.js';
import { Blindness, PULSE_PERIOD_MS } from './blindness.js';
import { CertificateFolder } from './certificate.folder.js';
import { HardwareFolder } from './hardware.folder.js';
import { Hearing, HEARING_PERIOD_MS } from './hearing.service.js';
import { InstanceRepository } from './instance.repository.js';
import { PresenceRepository } from './presence.repository.js';
import { PresenceService } from './presence.service.js';
import { ReportFolder } from './report.folder.js';
import { ReportedActivity } from './reported-activity.js';
import { ServerFaultRepository } from './server-fault.repository.js';
import { ServerProbes } from './server-probes.js';
import { ServerReachRepository } from './server-reach.repository.js';
import { Snapshots } from './snapshots.js';
import { SpanRepository } from './span.repository.js';
import { Troubles } from './trouble.repository.js';
import { StateRetention } from './state-retention.js';

const FOLD_PERIOD_MS = 30_000;
const SWEEP_PERIOD_MS = 2_000;
const PROBE_SWEEP_PERIOD_MS = 2_000;

/** Global, so that inventory can ask a question whose answer only this later stage knows. */
@Global()
@Module({
  providers: [{ provide: DeviceActivity, useClass: ReportedActivity }],
  exports: [DeviceActivity],
})
export class ActivityModule {}

@Module({
  imports: [InventoryModule, IngestModule, ActivityModule],
  providers: [
    BeatFolder,
    Blindness,
    CertificateFolder,
    HardwareFolder,
    Hearing,
    InstanceRepository,
    PresenceRepository,
    PresenceService,
    ReportFolder,
    ServerFaultRepository,
    ServerProbes,
    ServerReachRepository,
    Snapshots,
    SpanRepository,
    Troubles,
    StateRetention,
  ],
  exports: [ServerFaultRepository, ServerProbes, Snapshots, SpanRepository, Troubles],
})
export class StateModule implements OnModuleInit {
  constructor(
    private readonly folder: ReportFolder,
    private readonly beats: BeatFolder,
    private readonly presence: PresenceService,
    private readonly retention: StateRetention,
    private readonly blindness: Blindness,
    private readonly hearing: Hearing,
    private readonly probes: ServerProbes,
    private readonly dispatcher: Dispatcher,
    private readonly scheduler: Scheduler,
    private readonly nightly: Nightly,
    private readonly clock: Clock,
  ) {}

  /** The first pulse comes before anything is judged: it finds out how long nobody listened. */
  async onModuleInit(): Promise<void> {
    await this.blindness.pulse(this.clock.now(), 'started');
    this.dispatcher.consume('report.accepted', (tx, event) =>
      this.folder.fold(tx, JSON.parse(event.payload ?? 'null') as AcceptedReport),
    );
    this.scheduler.every('state.pulse', PULSE_PERIOD_MS, (now) => this.blindness.pulse(now, 'beat'));
    this.scheduler.every('state.beats', FOLD_PERIOD_MS, (now) => this.beats.fold(now));
    // Before presence: what is known of the line decides whether a PC may be missed.
    this.scheduler.every('state.hearing', HEARING_PERIOD_MS, (now) => this.hearing.look(now));
    this.scheduler.every('state.presence', SWEEP_PERIOD_MS, (now) => this.presence.sweep(now));
    this.scheduler.every('state.serverProbes', PROBE_SWEEP_PERIOD_MS, (now) => this.probes.sweep(now));
    this.nightly.forgetting('state.retention', (now) => this.retention.forget(now));
  }
}
