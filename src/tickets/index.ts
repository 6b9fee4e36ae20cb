import { TicketAttachmentEntity } from './entities/ticket-attachment.entity.js';
import { TicketEventEntity } from './entities/ticket-event.entity.js';
import { TicketEntity } from './entities/ticket.entity.js';

import { FollowerPageEntity } from './entities/follower-page.entity.js';
import { TicketUploadEntity } from './files/entities/ticket-upload.entity.js';
import { GUIDE_ENTITIES } from './guides/index.js';
import { REMOTE_ENTITIES } from './remote/index.js';
import { REPLY_ENTITIES } from './replies/index.js';
import { ReceivedMailEntity } from './entities/received-mail.entity.js';
import { ReplyTokenEntity } from './entities/reply-token.entity.js';
import { ReportLinkEntity } from './entities/report-link.entity.js';
import { SavedViewEntity } from './entities/saved-view.entity.js';
import { TicketFollowerEntity } from './entities/ticket-follower.entity.js';
import { VendorMailEntity } from './entities/vendor-mail.entity.js';

export { IncidentSilences, type HeldIncident } from './incident-silences.js';
export { IncidentWording } from './incident-wording.js';
export { type OpenMark, TicketReads } from './ticket-reads.js';
export { TicketRepository } from './ticket.repository.js';
export { UntoldIncidents, type UntoldIncident } from './untold-incidents.js';
export { type TokenOwner } from './mail/domain/incoming-mail.js';
export { MailboxRounds } from './mail/mailbox-rounds.js';
export { ReceivedMails } from './mail/received-mails.js';
export { ReplyTokens } from './mail/reply-tokens.js';
export { Attachments } from './attachments.js';
export { FollowerPages } from './clerks/follower-pages.js';
export { Followers, type ToldByMail } from './clerks/followers.service.js';
export { showsFiles } from './wording/told-to-clerk.js';
export { Watchers } from './watchers.service.js';
export { TicketsModule } from './tickets.module.js';
export { TicketAttachmentEntity, TicketEntity, TicketEventEntity, VendorMailEntity };

export const TICKET_ENTITIES = [
  TicketEntity,
  TicketEventEntity,
  TicketAttachmentEntity,
  TicketFollowerEntity,
  ReportLinkEntity,
  SavedViewEntity,
  ...GUIDE_ENTITIES,
  ReceivedMailEntity,
  ReplyTokenEntity,
  VendorMailEntity,
  FollowerPageEntity,
  TicketUploadEntity,
  ...REMOTE_ENTITIES,
  ...REPLY_ENTITIES,
];
