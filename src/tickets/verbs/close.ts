import { Injectable } from '@nestjs/common';
import type { CancelRequest, CloseRequest } from '../../contracts/api/index.js';
import { PolicyService } from '../../inventory/index.js';
import { DAY_MS } from '../../platform/civil/index.js';
import { inSlices, type Transaction, UnitOfWork } from '../../platform/database/index.js';
import { TicketRepository } from '../ticket.repository.js';
import { typedAtDesk } from '../wording/as-typed.js';
import { Desk, type Person } from './desk.js';
import { AWAKE } from './snooze.js';

const CLOSED = { vi: 'Đóng phiếu.', en: 'Closed.' };
const UNCONTRADICTED = {
  vi: 'Tự đóng: đã xử lý và không ai báo còn lỗi.',
  en: 'Closed by itself: resolved, and nobody said that it still fails.',
};
const AT_ONCE = 50;

/** A resolved ticket is put away; one with nothing to do is cancelled. Both can be reopened. */
@Injectable()
export class CloseVerb {
  constructor(private readonly desk: Desk) {}

  close(id: number, { version }: CloseRequest, person: Person): Promise<void> {
    return this.desk.act(id, version, person, () => ({
      values: {},
      status: 'closed',
      event: { kind: 'closed', text: CLOSED },
      tell: false,
    }));
  }

  cancel(id: number, { version, reason }: CancelRequest, person: Person): Promise<void> {
    return this.desk.act(id, version, person, () => ({
      values: AWAKE,
      status: 'cancelled',
      event: { kind: 'cancelled', text: typedAtDesk(reason), answers: true },
      tell: true,
    }));
  }
}

/** Closes what was resolved and not contradicted for as long as the policy says. */
@Injectable()
export class Archivist {
  constructor(
    private readonly tickets: TicketRepository,
    private readonly policies: PolicyService,
    private readonly work: UnitOfWork,
  ) {}

  async closeDue(now: number): Promise<void> {
    const { policy } = await this.policies.current();
    const before = now - policy['ticket.closeDays'] * DAY_MS;
    await inSlices(this.work, AT_ONCE, (tx) => this.closeSome(tx, before, now));
  }

  private async closeSome(tx: Transaction, before: number, now: number): Promise<number> {
    const due = await tx.rows<{ id: number }>(
      `SELECT id FROM ticket WHERE status = 'resolved' AND resolved_at <= ?
       ORDER BY resolved_at LIMIT ${AT_ONCE}${tx.skipLocked}`,
      [before],
    );
    for (const { id } of due) {
      const ticket = (await this.tickets.byId(tx, id))!;
      await this.tickets.change(tx, ticket, { status: 'closed' });
      const event = { kind: 'closed', text: UNCONTRADICTED, actor: null, status: 'closed' } as const;
      await this.tickets.record(tx, id, event, now, false);
    }
    return due.length;
  }
}
