import { TicketAttachmentEntity } from './entities/ticket-attachment.entity.js';
import { TicketEventEntity } from './entities/ticket-event.entity.js';
import { TicketEntity } from './entities/ticket.entity.js';

import { GUIDE_ENTITIES } from './guides/index.js';
import { ReportLinkEntity } from './entities/report-link.entity.js';
import { TicketFollowerEntity } from './entities/ticket-follower.entity.js';

export { IncidentSilences, type HeldIncident } from './incident-silences.js';
export { IncidentWording } from './incident-wording.js';
export { type OpenMark, TicketReads } from './ticket-reads.js';
export { TicketRepository } from './ticket.repository.js';
export { UntoldIncidents, type UntoldIncident } from './untold-incidents.js';
export { TicketsModule } from './tickets.module.js';
export { TicketAttachmentEntity, TicketEntity, TicketEventEntity };

export const TICKET_ENTITIES = [
  TicketEntity,
  TicketEventEntity,
  TicketAttachmentEntity,
  TicketFollowerEntity,
  ReportLinkEntity,
  ...GUIDE_ENTITIES,
];
