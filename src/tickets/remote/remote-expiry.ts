import { Injectable, type OnModuleInit } from '@nestjs/common';
import { inSlices, type Transaction, UnitOfWork } from '../../platform/database/index.js';
import { Scheduler } from '../../platform/scheduler/index.js';
import { hasEnded } from '../domain/moves.js';
import { TicketRepository } from '../ticket.repository.js';
import { wordRemoteStep } from '../wording/remote-help.js';
import { checkAt } from './domain/remote-moves.js';
import { TOOLS } from './domain/remote-tools.js';
import { RemoteHelpEntity } from './entities/remote-help.entity.js';
import { RemoteHelps } from './remote-helps.service.js';
import { SealedCodes } from './sealed-codes.js';

const PERIOD_MS = 5_000;
const AT_ONCE = 50;

/** Ends what nobody answers or ends and what was asked for a ticket that has ended, and forgets codes in time. */
@Injectable()
export class RemoteExpiry implements OnModuleInit {
  constructor(
    private readonly helps: RemoteHelps,
    private readonly codes: SealedCodes,
    private readonly tickets: TicketRepository,
    private readonly work: UnitOfWork,
    private readonly scheduler: Scheduler,
  ) {}

  onModuleInit(): void {
    this.scheduler.every('tickets.remote', PERIOD_MS, (now) =>
      inSlices(this.work, AT_ONCE, (tx) => this.lookAtSome(tx, now)),
    );
  }

  private async lookAtSome(tx: Transaction, now: number): Promise<number> {
    const due = await tx.rows<{ id: number }>(
      `SELECT id FROM remote_help WHERE check_at IS NOT NULL AND (check_at <= ? OR EXISTS (
         SELECT 1 FROM ticket WHERE ticket.id = remote_help.ticket_id AND ticket.resolved_at IS NOT NULL))
       ORDER BY check_at LIMIT ${AT_ONCE}${tx.skipLocked}`,
      [now],
    );
    for (const { id } of due) await this.lookAt(tx, id, now);
    return due.length;
  }

  private async lookAt(tx: Transaction, id: number, now: number): Promise<void> {
    const help = (await tx.findOne(RemoteHelpEntity, { where: { id } }))!;
    const ticket = (await this.tickets.byId(tx, help.ticketId))!;
    const isOver = hasEnded(ticket.status);
    if (!isOver && help.expiresAt > now) return this.forgetCodes(tx, help, now);
    const [move, by] = isOver ? (['end', 'ticket'] as const) : (['expire', 'time'] as const);
    const { state, tool, followerId } = await this.helps.move(tx, help, move, by, now);
    await this.tickets.change(tx, ticket, {});
    const text = wordRemoteStep(state, help.state, { by: null, tool: TOOLS[tool].label });
    const passed = { kind: 'remote_help', text, actor: null, followerId } as const;
    await this.tickets.record(tx, ticket.id, passed, now, false);
  }

  private async forgetCodes(tx: Transaction, help: RemoteHelpEntity, now: number): Promise<void> {
    const { id } = help;
    const forgottenAt = await this.codes.forgottenAt(tx, id);
    const forget = forgottenAt !== null && forgottenAt <= now;
    if (forget) await this.codes.forget(tx, id);
    await tx.update(RemoteHelpEntity, { id }, { checkAt: checkAt(help, forget ? null : forgottenAt) });
  }
}
