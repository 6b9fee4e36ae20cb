import { Injectable } from '@nestjs/common';
import type { RemoteCodesSaid, RemoteHelpAnswer } from '../../contracts/api/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Reader, type Transaction, UnitOfWork } from '../../platform/database/index.js';
import { ChangeFeed } from '../../platform/signals/index.js';
import { hasEnded } from '../domain/moves.js';
import { FollowerPages } from '../clerks/follower-pages.js';
import { TicketEntity } from '../entities/ticket.entity.js';
import type { TicketFollowerEntity } from '../entities/ticket-follower.entity.js';
import { TicketRepository } from '../ticket.repository.js';
import { alreadyEnded, followUnknown } from '../tickets.refusals.js';
import { wordRemoteStep } from '../wording/remote-help.js';
import { checkAt, CODES_LAST_MS, takesCodes } from './domain/remote-moves.js';
import { readCodes, TOOLS } from './domain/remote-tools.js';
import { RemoteHelpEntity } from './entities/remote-help.entity.js';
import { RemoteHelps } from './remote-helps.service.js';
import { codeWrong, helpMoved, helpUnknown } from './remote.refusals.js';
import { SealedCodes } from './sealed-codes.js';

/** The clerk's side of remote help, by the secret of the clerk's page: agrees, types what the program shows, ends it. */
@Injectable()
export class ClerkRemoteHelp {
  constructor(
    private readonly pages: FollowerPages,
    private readonly helps: RemoteHelps,
    private readonly codes: SealedCodes,
    private readonly tickets: TicketRepository,
    private readonly feed: ChangeFeed,
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal FOLLOW_UNKNOWN, NOT_FOUND, TICKET_ENDED, REMOTE_HELP_MOVED */
  async answer(secret: string, { id, answer }: RemoteHelpAnswer): Promise<void> {
    const now = this.clock.now();
    await this.work.run(async (tx) => {
      const { follower, help } = await this.theirs(tx, secret, id);
      const ticket = await tx.findToChange(TicketEntity, { id: help.ticketId });
      if (!ticket) throw helpUnknown();
      if (answer === 'accept' && hasEnded(ticket.status)) throw alreadyEnded();
      const { state, tool } = await this.helps.move(tx, help, answer, 'clerk', now);
      await this.tickets.change(tx, ticket, {});
      const text = wordRemoteStep(state, help.state, { by: follower.name, tool: TOOLS[tool].label });
      const actor = { id: null, name: follower.name };
      const toldId = help.askedBy;
      const said = { kind: 'remote_help', text, actor, followerId: follower.id, toldId } as const;
      await this.tickets.record(tx, ticket.id, said, now, true);
    });
  }

  /** Stands in no history. @throws Refusal FOLLOW_UNKNOWN, NOT_FOUND, REMOTE_CODE_WRONG, TICKET_ENDED, REMOTE_HELP_MOVED */
  async giveCodes(secret: string, { id, code, password }: RemoteCodesSaid): Promise<void> {
    const { help } = await this.theirs(this.reader, secret, id);
    const codes = readCodes(help.tool, { id: code, password });
    if (typeof codes === 'string') throw codeWrong(codes);
    const sealed = await this.codes.seal(id, codes);
    const forgottenAt = this.clock.now() + CODES_LAST_MS;
    await this.work.run(async (tx) => {
      const current = (await tx.findToChange(RemoteHelpEntity, { id }))!;
      if (!takesCodes(current.state)) throw helpMoved();
      const ticket = await this.tickets.byId(tx, current.ticketId);
      if (!ticket || hasEnded(ticket.status)) throw alreadyEnded();
      await this.codes.put(tx, id, sealed, forgottenAt);
      await tx.update(RemoteHelpEntity, { id }, { checkAt: checkAt(current, forgottenAt) });
      tx.onCommit(() => this.feed.announce({ kind: 'ticket', id: current.ticketId }));
    });
  }

  private async theirs(
    from: Transaction | Reader,
    secret: string,
    id: number,
  ): Promise<{ follower: TicketFollowerEntity; help: RemoteHelpEntity }> {
    const follower = await this.pages.ownerOf(from, secret);
    if (!follower) throw followUnknown();
    const help = await from.findOne(RemoteHelpEntity, { where: { id, followerId: follower.id } });
    if (!help) throw helpUnknown();
    return { follower, help };
  }
}
