import { Module, type OnModuleInit } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { InventoryModule } from '../inventory/index.js';
import { Dispatcher } from '../platform/outbox/index.js';
import { Attachments } from './attachments.js';
import { ClerkReports } from './clerk-report.service.js';
import { IncidentFollower } from './incident-follower.service.js';
import { IncidentWording } from './incident-wording.js';
import { PublicReportsController } from './public-reports.controller.js';
import { TicketReads } from './ticket-reads.js';
import { TicketViews } from './ticket-view.service.js';
import { TicketRepository } from './ticket.repository.js';
import { TicketsController } from './tickets.controller.js';
import { AssignVerb } from './verbs/assign.js';
import { CommentVerb } from './verbs/comment.js';
import { Desk } from './verbs/desk.js';
import { ReopenVerb } from './verbs/reopen.js';
import { ResolveVerb } from './verbs/resolve.js';

@Module({
  imports: [AccessModule, InventoryModule, IncidentsModule],
  controllers: [TicketsController, PublicReportsController],
  providers: [
    Attachments,
    ClerkReports,
    Desk,
    AssignVerb,
    CommentVerb,
    ReopenVerb,
    ResolveVerb,
    IncidentFollower,
    IncidentWording,
    TicketReads,
    TicketRepository,
    TicketViews,
  ],
  exports: [TicketReads, TicketRepository, IncidentWording],
})
export class TicketsModule implements OnModuleInit {
  constructor(
    private readonly follower: IncidentFollower,
    private readonly dispatcher: Dispatcher,
  ) {}

  onModuleInit(): void {
    this.dispatcher.consume('incident.changed', (tx, event, now) =>
      this.follower.follow(tx, Number(event.key), now),
    );
  }
}
