import { Module, type OnModuleInit } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { InventoryModule, PolicyService } from '../inventory/index.js';
import { DAY_MS } from '../platform/civil/index.js';
import { Dispatcher } from '../platform/outbox/index.js';
import { Nightly, Scheduler } from '../platform/scheduler/index.js';
import { Attachments } from './attachments.js';
import { CenterLinkController } from './clerks/center-link.controller.js';
import { CenterReports } from './clerks/center-reports.service.js';
import { FollowedController } from './clerks/followed.controller.js';
import { FollowerPages } from './clerks/follower-pages.js';
import { Followers } from './clerks/followers.service.js';
import { KnownTroubles } from './clerks/known-troubles.service.js';
import { PcReports } from './clerks/pc-reports.service.js';
import { ReportedTickets } from './clerks/reported-tickets.js';
import { ReportLinkController } from './clerks/report-link.controller.js';
import { ReportLinks } from './clerks/report-links.service.js';
import { Company } from './company.service.js';
import { Escalations } from './duty/escalations.service.js';
import { RotaAssignments } from './duty/rota-assignments.service.js';
import { FaultRetention } from './fault-retention.js';
import { UploadsController } from './files/uploads.controller.js';
import { Uploads } from './files/uploads.service.js';
import { GUIDE_CONTROLLERS, GUIDE_PROVIDERS } from './guides/index.js';
import { IncidentFollower } from './incident-follower.service.js';
import { IncidentSilences } from './incident-silences.js';
import { IncidentWording } from './incident-wording.js';
import { TicketLists } from './ticket-lists.js';
import { BulkActs } from './many/bulk-acts.service.js';
import { BulkController } from './many/bulk.controller.js';
import { SavedViews } from './many/saved-views.service.js';
import { ViewsController } from './many/views.controller.js';
import { MailDeskController } from './mail/mail-desk.controller.js';
import { MailDesk } from './mail/mail-desk.service.js';
import { MailHandler } from './mail/mail-handler.js';
import { MailLanding } from './mail/mail-landing.js';
import { MailReaders } from './mail/mail-readers.js';
import { MailboxRounds } from './mail/mailbox-rounds.js';
import { MailedTickets } from './mail/mailed-tickets.js';
import { ReceivedMails } from './mail/received-mails.js';
import { ReplyTokens } from './mail/reply-tokens.js';
import { REMOTE_CONTROLLERS, REMOTE_PROVIDERS } from './remote/index.js';
import { REPLY_CONTROLLERS, REPLY_PROVIDERS } from './replies/index.js';
import { TicketReads } from './ticket-reads.js';
import { TicketSubjects } from './ticket-subjects.service.js';
import { TicketViews } from './ticket-view.service.js';
import { TicketRepository } from './ticket.repository.js';
import { TicketFacts } from './ticket-facts.service.js';
import { Excerpts } from './search/excerpts.js';
import { IndexBacklog } from './search/index-backlog.js';
import { TicketIndex } from './search/ticket-index.js';
import { TicketSearch } from './search/ticket-search.js';
import { SlaClocks } from './sla-clock.service.js';
import { TicketVerbsController } from './ticket-verbs.controller.js';
import { TicketsController } from './tickets.controller.js';
import { UntoldIncidents } from './untold-incidents.js';
import { Vendors } from './vendor/vendors.service.js';
import { AcknowledgeVerb } from './verbs/acknowledge.js';
import { AssignVerb } from './verbs/assign.js';
import { CategoriseVerb } from './verbs/categorise.js';
import { Archivist, CloseVerb } from './verbs/close.js';
import { CommentVerb } from './verbs/comment.js';
import { Desk } from './verbs/desk.js';
import { MergeVerb } from './verbs/merge.js';
import { PrioritiseVerb } from './verbs/prioritise.js';
import { ReopenVerb } from './verbs/reopen.js';
import { ResolveVerb } from './verbs/resolve.js';
import { Alarm, SnoozeVerb } from './verbs/snooze.js';
import { SplitVerb } from './verbs/split.js';
import { WaitVerb } from './verbs/wait.js';
import { WatchersController } from './watchers.controller.js';
import { Watchers } from './watchers.service.js';

const WAKE_PERIOD_MS = 5_000;
const MAILBOX_PERIOD_MS = 30_000;
const CLOSE_PERIOD_MS = 10 * 60_000;
const BACKLOG_PERIOD_MS = 10_000;

@Module({
  imports: [AccessModule, InventoryModule, IncidentsModule],
  controllers: [
    BulkController,
    ViewsController,
    TicketsController,
    TicketVerbsController,
    CenterLinkController,
    ReportLinkController,
    FollowedController,
    ...GUIDE_CONTROLLERS,
    MailDeskController,
    UploadsController,
    WatchersController,
    ...REMOTE_CONTROLLERS,
    ...REPLY_CONTROLLERS,
  ],
  providers: [
    Attachments,
    CenterReports,
    Company,
    Followers,
    KnownTroubles,
    PcReports,
    ReportedTickets,
    ReportLinks,
    MailboxRounds,
    MailDesk,
    MailedTickets,
    MailHandler,
    MailLanding,
    MailReaders,
    ReceivedMails,
    ReplyTokens,
    Vendors,
    Desk,
    AcknowledgeVerb,
    Alarm,
    Archivist,
    AssignVerb,
    CategoriseVerb,
    CloseVerb,
    CommentVerb,
    MergeVerb,
    PrioritiseVerb,
    SplitVerb,
    WaitVerb,
    BulkActs,
    SavedViews,
    Escalations,
    RotaAssignments,
    SlaClocks,
    TicketFacts,
    ReopenVerb,
    ResolveVerb,
    SnoozeVerb,
    FaultRetention,
    IncidentFollower,
    IncidentSilences,
    IncidentWording,
    Excerpts,
    IndexBacklog,
    TicketIndex,
    TicketLists,
    TicketReads,
    TicketSubjects,
    TicketRepository,
    TicketSearch,
    TicketViews,
    UntoldIncidents,
    ...GUIDE_PROVIDERS,
    FollowerPages,
    Uploads,
    Watchers,
    ...REMOTE_PROVIDERS,
    ...REPLY_PROVIDERS,
  ],
  exports: [
    Attachments,
    FollowerPages,
    Followers,
    Watchers,
    MailboxRounds,
    ReceivedMails,
    ReplyTokens,
    TicketReads,
    TicketRepository,
    IncidentSilences,
    IncidentWording,
    UntoldIncidents,
  ],
})
export class TicketsModule implements OnModuleInit {
  constructor(
    private readonly follower: IncidentFollower,
    private readonly silences: IncidentSilences,
    private readonly alarm: Alarm,
    private readonly archivist: Archivist,
    private readonly sla: SlaClocks,
    private readonly escalations: Escalations,
    private readonly assignments: RotaAssignments,
    private readonly retention: FaultRetention,
    private readonly links: ReportLinks,
    private readonly backlog: IndexBacklog,
    private readonly mailbox: MailboxRounds,
    private readonly received: ReceivedMails,
    private readonly tokens: ReplyTokens,
    private readonly policies: PolicyService,
    private readonly dispatcher: Dispatcher,
    private readonly scheduler: Scheduler,
    private readonly company: Company,
    private readonly bulk: BulkActs,
    private readonly nightly: Nightly,
  ) {}

  onModuleInit(): void {
    this.dispatcher.consume('incident.changed', (tx, event, now) =>
      this.follower.follow(tx, Number(event.key), now),
    );
    this.dispatcher.consume('maintenance.changed', (tx, _event, now) => this.silences.reconsider(tx, now));
    this.dispatcher.consume('hours.changed', (tx, _event, now) => this.sla.reconsider(tx, now));
    this.scheduler.every('tickets.wake', WAKE_PERIOD_MS, (now) => this.alarm.wakeDue(now));
    this.scheduler.every('tickets.sla', WAKE_PERIOD_MS, (now) => this.sla.lookAtDue(now));
    this.scheduler.every('tickets.escalate', WAKE_PERIOD_MS, (now) => this.escalations.lookAtDue(now));
    this.scheduler.every('tickets.assign', WAKE_PERIOD_MS, (now) => this.assignments.lookAtDue(now));
    this.scheduler.every('tickets.close', CLOSE_PERIOD_MS, (now) => this.archivist.closeDue(now));
    this.scheduler.every('tickets.index', BACKLOG_PERIOD_MS, () => this.backlog.workOff());
    this.scheduler.every('tickets.mailbox', MAILBOX_PERIOD_MS, (now) => this.mailbox.round(now));
    // As long as the notices, whose answers they are.
    this.nightly.forgetting('tickets.mails', async (now) => {
      const { policy } = await this.policies.current();
      const before = now - policy['retention.noticeDays'] * DAY_MS;
      await this.received.forget(before);
      await this.tokens.forget(before);
    });
    this.nightly.forgetting('tickets.links', (now) => this.links.forget(now));
    this.nightly.forgetting('tickets.company', (now) => this.company.forget(now));
    this.nightly.forgetting('tickets.operations', (now) => this.bulk.forget(now - DAY_MS));
    this.nightly.forgetting('tickets.retention', (now) => this.retention.forget(now));
  }
}
