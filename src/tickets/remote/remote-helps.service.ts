import { Injectable } from '@nestjs/common';
import type { FollowedRemoteHelp, RemoteHelpView } from '../../contracts/api/index.js';
import { PolicyService } from '../../inventory/index.js';
import { Reader, type Transaction } from '../../platform/database/index.js';
import type { TicketEntity } from '../entities/ticket.entity.js';
import { TicketFollowerEntity } from '../entities/ticket-follower.entity.js';
import { afterMove, checkAt, isOpen, type Mover, passesAt, type RemoteMove } from './domain/remote-moves.js';
import { TOOLS } from './domain/remote-tools.js';
import { RemoteHelpEntity } from './entities/remote-help.entity.js';
import { helpMoved } from './remote.refusals.js';
import { SealedCodes } from './sealed-codes.js';

/** A page that lists more clerks helps nobody. */
const MOST_CLERKS = 100;
const OPEN = "state IN ('asked', 'accepted', 'begun')";

/** What is known of remote help, and the one way in which it moves on. */
@Injectable()
export class RemoteHelps {
  constructor(
    private readonly codes: SealedCodes,
    private readonly policies: PolicyService,
    private readonly reader: Reader,
  ) {}

  /** Programs that the administrator allows, in the order in which they are written down. */
  async offered(): Promise<RemoteHelpView['tools']> {
    const { policy } = await this.policies.current();
    return policy['remote.tools'].map((id) => ({ id, label: TOOLS[id].label }));
  }

  async openOf(from: Transaction | Reader, ticketId: number): Promise<RemoteHelpEntity | null> {
    const row = await from.row<{ id: number }>(`SELECT id FROM remote_help WHERE ticket_id = ? AND ${OPEN}`, [
      ticketId,
    ]);
    return row && from.findOne(RemoteHelpEntity, { where: { id: row.id } });
  }

  clerksOf(from: Transaction | Reader, ticketId: number): Promise<TicketFollowerEntity[]> {
    return from.find(TicketFollowerEntity, {
      where: { ticketId },
      order: { id: 'ASC' },
      take: MOST_CLERKS,
    });
  }

  /** As somebody of the desk sees it. */
  async view(ticket: TicketEntity, personId: number): Promise<RemoteHelpView> {
    const clerks = (await this.clerksOf(this.reader, ticket.id)).map(({ id, name }) => ({ id, name }));
    const open = await this.openOf(this.reader, ticket.id);
    return {
      tools: await this.offered(),
      clerks,
      current: open && (await this.shown(open, ticket, personId)),
    };
  }

  /** As the clerk who is asked sees it; null: nobody asks. */
  async ofFollower(followerId: number): Promise<FollowedRemoteHelp | null> {
    const row = await this.reader.row<{ id: number }>(
      `SELECT id FROM remote_help WHERE follower_id = ? AND ${OPEN}`,
      [followerId],
    );
    const help = row && (await this.reader.findOne(RemoteHelpEntity, { where: { id: row.id } }));
    if (!help) return null;
    const { label, id, password, example } = TOOLS[help.tool];
    return {
      id: help.id,
      tool: { id: help.tool, label },
      sentence: help.sentence,
      by: help.askedName,
      state: help.state,
      asks: { id: id !== null, password: password !== null, example },
      hasCodes: (await this.codes.forgottenAt(this.reader, help.id)) !== null,
    };
  }

  /** May this person read the codes, and begin? Whoever asked, and whoever has the ticket. */
  isTheirs({ askedBy }: RemoteHelpEntity, { assigneeId }: TicketEntity, personId: number): boolean {
    return askedBy === personId || assigneeId === personId;
  }

  /** Moves it on, and forgets the codes with its end. Answers how it is then. @throws Refusal REMOTE_HELP_MOVED */
  async move(
    tx: Transaction,
    help: RemoteHelpEntity,
    move: RemoteMove,
    by: Mover,
    now: number,
  ): Promise<RemoteHelpEntity> {
    const state = afterMove(help.state, move, by);
    if (state === null) throw helpMoved();
    const moved: RemoteHelpEntity = {
      ...help,
      state,
      // What it was for is between the two of them.
      sentence: isOpen(state) ? help.sentence : '',
      acceptedAt: state === 'accepted' ? now : help.acceptedAt,
      begunAt: state === 'begun' ? now : help.begunAt,
      endedAt: isOpen(state) ? null : now,
      expiresAt: passesAt(state, now),
    };
    if (!isOpen(state)) await this.codes.forget(tx, help.id);
    moved.checkAt = checkAt(moved, await this.codes.forgottenAt(tx, help.id));
    const { id, ...values } = moved;
    if ((await tx.update(RemoteHelpEntity, { id, state: help.state }, values)) !== 1) throw helpMoved();
    return moved;
  }

  private async shown(
    help: RemoteHelpEntity,
    ticket: TicketEntity,
    personId: number,
  ): Promise<NonNullable<RemoteHelpView['current']>> {
    const { tool, sentence, askedName, state, askedAt, acceptedAt, begunAt, expiresAt } = help;
    const clerk = await this.reader.findOne(TicketFollowerEntity, { where: { id: help.followerId } });
    return {
      tool: { id: tool, label: TOOLS[tool].label },
      sentence,
      by: askedName,
      clerk: clerk?.name ?? '',
      state,
      askedAt,
      acceptedAt,
      begunAt,
      expiresAt,
      hasCodes: (await this.codes.forgottenAt(this.reader, help.id)) !== null,
      mine: this.isTheirs(help, ticket, personId),
    };
  }
}
