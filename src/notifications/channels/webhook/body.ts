import { maskPersonalNumbers } from '../../../contracts/text/index.js';
import type { TicketEntity, TicketEventEntity } from '../../../tickets/index.js';
import { HEADINGS } from '../../wording.js';

/** Where a ticket is, as other systems know places. */
export interface WebhookCenter {
  id: number;
  name: string;
  communeCode: string;
  provinceCode: string;
}

/** Written by people or by machines of others: it may hold anything, and stays here. */
const OF_OTHERS: ReadonlySet<TicketEventEntity['kind']> = new Set(['clerk', 'mail', 'vendor']);

/** The body of a message about one entry of a ticket's history, as docs/webhooks.md describes it. */
export function webhookBody(
  ticket: TicketEntity,
  event: TicketEventEntity,
  center: WebhookCenter | null,
  publicUrl: string,
): string {
  return JSON.stringify({
    type: `ticket.${event.kind}`,
    timestamp: new Date(Number(event.at)).toISOString(),
    data: {
      entry: event.id,
      kind: event.kind,
      heading: HEADINGS[event.kind],
      text: isOurs(event) ? { vi: event.textVi, en: event.textEn } : null,
      ticket: {
        id: ticket.id,
        number: ticket.number,
        url: `${publicUrl}/tickets/${ticket.id}`,
        title: { vi: bare(ticket.titleVi), en: bare(ticket.titleEn) },
        state: ticket.status,
        priority: ticket.priority,
        openedAt: new Date(Number(ticket.openedAt)).toISOString(),
        resolvedAt: ticket.resolvedAt === null ? null : new Date(Number(ticket.resolvedAt)).toISOString(),
      },
      center,
    },
  });
}

export function testBody(now: number, publicUrl: string): string {
  const text = {
    vi: 'Tin thử từ Trực Ban. Không có phiếu nào.',
    en: 'A test message from Trực Ban. There is no ticket.',
  };
  return JSON.stringify({
    type: 'test',
    timestamp: new Date(now).toISOString(),
    data: { text, url: `${publicUrl}/webhooks` },
  });
}

const MAIL_ADDRESS = /[^\s<>@]+@[^\s<>@]+/g;

/** The subject of a mail becomes the title of its ticket, and people write everything into it. */
function bare(title: string): string {
  return maskPersonalNumbers(title.replace(MAIL_ADDRESS, '•••'), ['phone', 'identity', 'dossier']);
}

/** A sentence of this product, not one that somebody typed. */
function isOurs({ actorId, actorName, followerId, kind }: TicketEventEntity): boolean {
  return actorId === null && actorName === null && followerId === null && !OF_OTHERS.has(kind);
}
