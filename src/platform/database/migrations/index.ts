import { Outbox1764000000001 } from './1764000000001-outbox.js';
import { Access1764000000002 } from './1764000000002-access.js';
import { Inventory1764000000003 } from './1764000000003-inventory.js';
import { Ingest1764000000004 } from './1764000000004-ingest.js';
import { State1764000000005 } from './1764000000005-state.js';
import { Detection1764000000006 } from './1764000000006-detection.js';
import { Incidents1764000000007 } from './1764000000007-incidents.js';
import { Tickets1764000000008 } from './1764000000008-tickets.js';
import { Notifications1764000000009 } from './1764000000009-notifications.js';
import { Calendars1764000000010 } from './1764000000010-calendars.js';
import { Correlation1764000000011 } from './1764000000011-correlation.js';
import { Noise1764000000012 } from './1764000000012-noise.js';
import { PolicyHistory1764000000013 } from './1764000000013-policy-history.js';
import { Nation1764000000014 } from './1764000000014-nation.js';
import { ServerProbe1764000000015 } from './1764000000015-server-probe.js';
import { Digest1764000000016 } from './1764000000016-digest.js';
import { Retention1764000000017 } from './1764000000017-retention.js';
import { History1764000000018 } from './1764000000018-history.js';
import { ScreensAndScope1764000000019 } from './1764000000019-screens-and-scope.js';
import { Server1764000000020 } from './1764000000020-server.js';
import { Helpdesk1764000000021 } from './1764000000021-helpdesk.js';
import { Clerks1764000000022 } from './1764000000022-clerks.js';
import { TicketSearch1764000000023 } from './1764000000023-ticket-search.js';
import { Guides1764000000024 } from './1764000000024-guides.js';
import { MailIn1764000000025 } from './1764000000025-mail-in.js';
import { Duty1764000000026 } from './1764000000026-duty.js';
import { CenterAccounts1764000000027 } from './1764000000027-center-accounts.js';
import { Company1764000000028 } from './1764000000028-company.js';
import { Channels1764000000029 } from './1764000000029-channels.js';
import { Webhooks1764000000030 } from './1764000000030-webhooks.js';
import { Zalo1764000000031 } from './1764000000031-zalo.js';
import { Split1764000000032 } from './1764000000032-split.js';
import { ManyTickets1764000000033 } from './1764000000033-many-tickets.js';
import { DeskFiles1764000000034 } from './1764000000034-desk-files.js';
import { RemoteHelp1764000000035 } from './1764000000035-remote-help.js';
import { CannedReplies1764000000036 } from './1764000000036-canned-replies.js';

/** In the order of their time stamps. A migration that has been released is never edited. */
export const migrations = [
  Outbox1764000000001,
  Access1764000000002,
  Inventory1764000000003,
  Ingest1764000000004,
  State1764000000005,
  Detection1764000000006,
  Incidents1764000000007,
  Tickets1764000000008,
  Notifications1764000000009,
  Calendars1764000000010,
  Correlation1764000000011,
  Noise1764000000012,
  PolicyHistory1764000000013,
  Nation1764000000014,
  ServerProbe1764000000015,
  Digest1764000000016,
  Retention1764000000017,
  History1764000000018,
  ScreensAndScope1764000000019,
  Server1764000000020,
  Helpdesk1764000000021,
  Clerks1764000000022,
  TicketSearch1764000000023,
  Guides1764000000024,
  MailIn1764000000025,
  Duty1764000000026,
  CenterAccounts1764000000027,
  Company1764000000028,
  Channels1764000000029,
  Webhooks1764000000030,
  Zalo1764000000031,
  Split1764000000032,
  ManyTickets1764000000033,
  DeskFiles1764000000034,
  RemoteHelp1764000000035,
  CannedReplies1764000000036,
];
