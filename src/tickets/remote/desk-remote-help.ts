import { Injectable } from '@nestjs/common';
import type { RemoteCodes, RemoteHelpRequest } from '../../contracts/api/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Reader, type Transaction } from '../../platform/database/index.js';
import { hasEnded } from '../domain/moves.js';
import { TicketFollowerEntity } from '../entities/ticket-follower.entity.js';
import type { TicketEntity } from '../entities/ticket.entity.js';
import { TicketRepository } from '../ticket.repository.js';
import { alreadyEnded } from '../tickets.refusals.js';
import { Desk, type Person } from '../verbs/desk.js';
import { typedAtDesk } from '../wording/as-typed.js';
import { wordRemoteStep } from '../wording/remote-help.js';
import { passesAt } from './domain/remote-moves.js';
import { TOOLS } from './domain/remote-tools.js';
import { RemoteHelpEntity } from './entities/remote-help.entity.js';
import { RemoteHelps } from './remote-helps.service.js';
import { helpMoved, helpOpenAlready, nobodyToAsk, notYours, toolNotOffered } from './remote.refusals.js';
import { SealedCodes } from './sealed-codes.js';

/** The technician's side of remote help: asks, begins, ends. The screen itself is shared by a program of somebody else. */
@Injectable()
export class DeskRemoteHelp {
  constructor(
    private readonly desk: Desk,
    private readonly helps: RemoteHelps,
    private readonly codes: SealedCodes,
    private readonly tickets: TicketRepository,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal TICKET_ENDED, REMOTE_TOOL_NOT_OFFERED, REMOTE_HELP_OPEN, REMOTE_HELP_NOBODY, and those of `Desk.act` */
  async ask(
    id: number,
    { version, tool, sentence, clerkId }: RemoteHelpRequest,
    person: Person,
  ): Promise<void> {
    if (!(await this.helps.offered()).some((one) => one.id === tool)) throw toolNotOffered();
    await this.desk.act(id, version, person, async (ticket, now, tx) => {
      if (hasEnded(ticket.status)) throw alreadyEnded();
      if (await this.helps.openOf(tx, id)) throw helpOpenAlready();
      const { id: followerId } = await this.clerk(tx, id, clerkId);
      const facts = { by: person.name, tool: TOOLS[tool].label };
      const text = wordRemoteStep('asked', null, facts);
      const expiresAt = passesAt('asked', now);
      const asked = { askedBy: person.id, askedName: person.name, askedAt: now, state: 'asked' as const };
      const nothingYet = { acceptedAt: null, begunAt: null, endedAt: null };
      const help = {
        ticketId: id,
        followerId,
        tool,
        sentence: typedAtDesk(sentence).vi,
        ...asked,
        ...nothingYet,
      };
      return {
        values: {},
        // A person asks the clerk something: that is an answer to the report, as a question is.
        event: { kind: 'remote_help', text, answers: true, followerId },
        tell: true,
        also: async (unit) => {
          await unit.insert(RemoteHelpEntity, { ...help, expiresAt, checkAt: expiresAt });
        },
      };
    });
  }

  /** @throws Refusal TICKET_ENDED, REMOTE_HELP_NOT_YOURS, REMOTE_HELP_MOVED, and those of `Desk.act` */
  begin(id: number, version: number, person: Person): Promise<void> {
    return this.move(id, version, person, 'begin', (help, ticket) => {
      if (hasEnded(ticket.status)) throw alreadyEnded();
      if (!this.helps.isTheirs(help, ticket, person.id)) throw notYours();
    });
  }

  /** Anybody of the desk may: it is to end that somebody sees a screen. @throws Refusal REMOTE_HELP_MOVED, and those of `Desk.act` */
  end(id: number, version: number, person: Person): Promise<void> {
    return this.move(id, version, person, 'end', () => undefined);
  }

  /** @throws Refusal REMOTE_HELP_NOT_YOURS */
  async read(id: number, person: Person): Promise<RemoteCodes> {
    const help = await this.helps.openOf(this.reader, id);
    const ticket = help && (await this.tickets.byId(this.reader, id));
    if (!help || !ticket) return { codes: null };
    if (!this.helps.isTheirs(help, ticket, person.id)) throw notYours();
    return { codes: await this.codes.read(help.id, this.clock.now()) };
  }

  private move(
    id: number,
    version: number,
    person: Person,
    move: 'begin' | 'end',
    check: (help: RemoteHelpEntity, ticket: TicketEntity) => void,
  ): Promise<void> {
    return this.desk.act(id, version, person, async (ticket, now, tx) => {
      const help = await this.helps.openOf(tx, id);
      if (!help) throw helpMoved();
      check(help, ticket);
      const { state, followerId, tool } = await this.helps.move(tx, help, move, 'desk', now);
      const text = wordRemoteStep(state, help.state, { by: person.name, tool: TOOLS[tool].label });
      return { values: {}, event: { kind: 'remote_help', text, followerId }, tell: false };
    });
  }

  private async clerk(
    tx: Transaction,
    ticketId: number,
    clerkId: number | null,
  ): Promise<TicketFollowerEntity> {
    const clerks = await this.helps.clerksOf(tx, ticketId);
    const clerk = clerkId === null ? clerks[0] : clerks.find(({ id }) => id === clerkId);
    if (!clerk) throw nobodyToAsk();
    return clerk;
  }
}
