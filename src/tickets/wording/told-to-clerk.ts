import type { FollowedReport, Text } from '../../contracts/api/index.js';
import type { TicketEventEntity } from '../entities/ticket-event.entity.js';

export type Told = Omit<FollowedReport['events'][number], 'attachments'>;

const STILL_THERE: Text = {
  vi: 'Lỗi trở lại, kỹ thuật viên được báo.',
  en: 'It is back; the technician was told.',
};
/** By the desk: it ended too early, or was taken for another one. */
const TAKEN_UP_AGAIN: Text = {
  vi: 'Phiếu được mở lại, kỹ thuật viên tiếp tục xử lý.',
  en: 'It was reopened; a technician goes on with it.',
};
const APART: Text = {
  vi: 'Các việc trong báo cáo này được tách ra, mỗi việc một phiếu.',
  en: 'What was reported is handled as tickets of their own.',
};
const TOGETHER: Text = {
  vi: 'Được xử lý chung với phiếu khác cùng nguyên nhân.',
  en: 'Handled together with another ticket of the same cause.',
};

/**
 * An entry of a ticket's history as a clerk who follows it reads it; none where it is not for them. Notes and evidence are the
 * desk's, and the words of other clerks are theirs.
 */
export function toldToClerk(event: TicketEventEntity, followerId: number): Told[] {
  const { id, at, kind, actorName: by } = event;
  const said: Text = { vi: event.textVi, en: event.textEn };
  const isTheirs = event.followerId === followerId;
  switch (kind) {
    case 'clerk':
    case 'remote_help':
      return isTheirs ? [{ id, at, kind, by, text: said }] : [];
    case 'reply':
    case 'asked':
    case 'closed':
    case 'resolved':
    case 'cancelled':
      return [{ id, at, kind, by, text: said }];
    case 'assigned':
      return event.answers === 1 ? [{ id, at, kind: 'taken', by, text: said }] : [];
    case 'reopened': {
      const others = event.actorId === null ? STILL_THERE : TAKEN_UP_AGAIN;
      return [{ id, at, kind, by: isTheirs ? by : null, text: isTheirs ? said : others }];
    }
    case 'merged':
      return event.status === 'duplicate' ? [{ id, at, kind, by: null, text: TOGETHER }] : [];
    case 'split':
      return [{ id, at, kind, by: null, text: APART }];
    default:
      return [];
  }
}

/** Files are read with the words that they belong to: of what another clerk wrote a clerk reads neither. */
export function showsFiles({ kind, by }: Told): boolean {
  return kind !== 'merged' && (kind !== 'reopened' || by !== null);
}
