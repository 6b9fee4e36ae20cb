import { describe, expect, it } from '@jest/globals';
import type { TicketEntity, TicketEventEntity } from '../tickets/index.js';
import { wordMail, wordZalo } from './wording.js';

const ENDED = Date.parse('2026-11-26T02:00+07:00');
const ticket = (resolvedAt: number | null) =>
  ({
    id: 7,
    number: 'PH-2026-000007',
    titleVi: 'Máy in không in',
    titleEn: 'The printer does not print',
    place: 'Xã Lạc Lương · Quầy 3',
    resolvedAt,
  }) as TicketEntity;
const event = (kind: TicketEventEntity['kind'], textVi = 'Đã thử lại') =>
  ({ kind, actorName: 'Lan', textVi, textEn: textVi }) as TicketEventEntity;
const worded = (resolvedAt: number | null, held: boolean, kind: TicketEventEntity['kind'] = 'note'): string =>
  wordMail(ticket(resolvedAt), event(kind), { reason: 'FOLLOWS', before: [], held }, 'https://tb.vn').text;

describe('a mail that quiet hours held back', () => {
  it.each([
    ['says when the ticket ended meanwhile', worded(ENDED, true), true],
    ['says nothing of it while the ticket is open', worded(null, true), false],
    ['nor when it is itself the news that it ended', worded(ENDED, true, 'resolved'), false],
    ['nor when it was not held', worded(ENDED, false), false],
  ])('%s', (_, text, says) => {
    expect(text.includes('Phiếu này đã kết thúc lúc 02:00 26/11/2026.')).toBe(says);
    expect(text.includes('This ticket ended at 02:00 26/11/2026.')).toBe(says);
  });
});

describe('a message by Zalo', () => {
  it('is short, and leads to the ticket', () => {
    const why = { reason: 'ON_ROTA' as const, before: [] };
    const text = wordZalo(ticket(null), event('note', 'x'.repeat(3_000)), why, 'https://tb.vn');
    expect(text.length).toBeLessThan(1_000);
    expect(text).toContain('[PH-2026-000007] Ghi chú nội bộ: Máy in không in – Xã Lạc Lương · Quầy 3');
    expect(text).toContain('https://tb.vn/tickets/7');
    expect(text).toContain('vì đang trực theo lịch');
  });
});
