import { Module, type OnModuleInit } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { InventoryModule } from '../inventory/index.js';
import { Dispatcher } from '../platform/outbox/index.js';
import { Nightly, Scheduler } from '../platform/scheduler/index.js';
import { Attachments } from './attachments.js';
import { ClerkReports } from './clerk-report.service.js';
import { FaultRetention } from './fault-retention.js';
import { IncidentFollower } from './incident-follower.service.js';
import { IncidentSilences } from './incident-silences.js';
import { IncidentWording } from './incident-wording.js';
import { PublicReportsController } from './public-reports.controller.js';
import { TicketReads } from './ticket-reads.js';
import { TicketViews } from './ticket-view.service.js';
import { TicketRepository } from './ticket.repository.js';
import { TicketsController } from './tickets.controller.js';
import { UntoldIncidents } from './untold-incidents.js';
import { AcknowledgeVerb } from './verbs/acknowledge.js';
import { AssignVerb } from './verbs/assign.js';
import { CommentVerb } from './verbs/comment.js';
import { Desk } from './verbs/desk.js';
import { ReopenVerb } from './verbs/reopen.js';
import { ResolveVerb } from './verbs/resolve.js';
import { Alarm, SnoozeVerb } from './verbs/snooze.js';

const WAKE_PERIOD_MS = 5_000;

@Module({
  imports: [AccessModule, InventoryModule, IncidentsModule],
  controllers: [TicketsController, PublicReportsController],
  providers: [
    Attachments,
    ClerkReports,
    Desk,
    AcknowledgeVerb,
    Alarm,
    AssignVerb,
    CommentVerb,
    ReopenVerb,
    ResolveVerb,
    SnoozeVerb,
    FaultRetention,
    IncidentFollower,
    IncidentSilences,
    IncidentWording,
    TicketReads,
    TicketRepository,
    TicketViews,
    UntoldIncidents,
  ],
  exports: [TicketReads, TicketRepository, IncidentSilences, IncidentWording, UntoldIncidents],
})
export class TicketsModule implements OnModuleInit {
  constructor(
    private readonly follower: IncidentFollower,
    private readonly silences: IncidentSilences,
    private readonly alarm: Alarm,
    private readonly retention: FaultRetention,
    private readonly dispatcher: Dispatcher,
    private readonly scheduler: Scheduler,
    private readonly nightly: Nightly,
  ) {}

  onModuleInit(): void {
    this.dispatcher.consume('incident.changed', (tx, event, now) =>
      this.follower.follow(tx, Number(event.key), now),
    );
    this.dispatcher.consume('maintenance.changed', (tx, _event, now) => this.silences.reconsider(tx, now));
    this.scheduler.every('tickets.wake', WAKE_PERIOD_MS, (now) => this.alarm.wakeDue(now));
    this.nightly.forgetting('tickets.retention', (now) => this.retention.forget(now));
  }
}
