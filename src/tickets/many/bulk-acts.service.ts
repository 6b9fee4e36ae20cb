import { Injectable, Logger } from '@nestjs/common';
import { Readable } from 'node:stream';
import { digestOf, type SignedInUser } from '../../access/index.js';
import type { BulkAct, BulkLine, BulkRequest } from '../../contracts/api/index.js';
import { nextTurn } from '../../platform/clock/index.js';
import { forgetOlder, Reader, UnitOfWork } from '../../platform/database/index.js';
import { Refusal } from '../../platform/http/index.js';
import { TicketReads } from '../ticket-reads.js';
import { AcknowledgeVerb } from '../verbs/acknowledge.js';
import { AssignVerb } from '../verbs/assign.js';
import { CategoriseVerb } from '../verbs/categorise.js';
import { CloseVerb } from '../verbs/close.js';
import { CommentVerb } from '../verbs/comment.js';
import { AlreadyDone, type Person } from '../verbs/desk.js';
import { MergeVerb } from '../verbs/merge.js';
import { PrioritiseVerb } from '../verbs/prioritise.js';
import { ResolveVerb } from '../verbs/resolve.js';
import { SnoozeVerb } from '../verbs/snooze.js';
import { bulkFailed } from './many.refusals.js';

type Actor = SignedInUser & Person;

/** One verb for many tickets: each by the verb's own code and in its own unit of work, so that one refusal stops no other. */
@Injectable()
export class BulkActs {
  private readonly logger = new Logger('Tickets');

  constructor(
    private readonly reads: TicketReads,
    private readonly assignVerb: AssignVerb,
    private readonly acknowledgeVerb: AcknowledgeVerb,
    private readonly snoozeVerb: SnoozeVerb,
    private readonly prioritiseVerb: PrioritiseVerb,
    private readonly categoriseVerb: CategoriseVerb,
    private readonly commentVerb: CommentVerb,
    private readonly resolveVerb: ResolveVerb,
    private readonly closeVerb: CloseVerb,
    private readonly mergeVerb: MergeVerb,
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
  ) {}

  /** Lines of JSON (BulkLine), as each is done. It goes on to its end also where nobody reads them any more. */
  stream(request: BulkRequest, user: SignedInUser): Readable {
    const lines = new Readable({ read: () => undefined });
    // Other words under the same operation are another deed: to call them done would lose them.
    const operation = `${request.operation}:${digestOf(JSON.stringify(request.act))}`;
    const person = { ...user, operation };
    void this.run(request, person, (line) => {
      if (!lines.destroyed) lines.push(`${JSON.stringify(line)}\n`);
    }).finally(() => {
      if (!lines.destroyed) lines.push(null);
    });
    return lines;
  }

  private async run(
    { tickets, act }: BulkRequest,
    person: Actor,
    told: (line: BulkLine) => void,
  ): Promise<void> {
    for (const { id, version } of tickets) {
      told(await this.one(id, version, act, person));
      await nextTurn();
    }
  }

  private async one(id: number, version: number, act: BulkAct, person: Actor): Promise<BulkLine> {
    try {
      await this.reads.mustHold(id, person);
      await this.do(id, version, act, person);
    } catch (error) {
      if (error instanceof AlreadyDone) return { id, code: null, why: null };
      if (!(error instanceof Refusal)) this.logger.error(`ticket ${id}, ${act.verb}: ${String(error)}`);
      const { code, sentence } = error instanceof Refusal ? error : bulkFailed();
      return { id, code, why: { vi: sentence.vi, en: sentence.en } };
    }
    return { id, code: null, why: null };
  }

  private do(id: number, version: number, act: BulkAct, person: Actor): Promise<void> {
    switch (act.verb) {
      case 'assign':
        return this.assignVerb.assign(id, { version, assigneeId: act.assigneeId }, person);
      case 'acknowledge':
        return this.acknowledgeVerb.acknowledge(id, { version, acknowledged: true }, person);
      case 'snooze':
        return this.snoozeVerb.snooze(id, { version, until: act.until }, person);
      case 'prioritise':
        return this.prioritiseVerb.prioritise(
          id,
          { version, impact: act.impact, urgency: act.urgency },
          person,
        );
      case 'categorise':
        return this.categoriseVerb.categorise(id, { version, category: act.category }, person);
      case 'reply':
        return this.commentVerb.comment(id, { version, body: act.body, kind: 'reply', files: [] }, person);
      case 'resolve':
        return this.resolveVerb.resolve(id, { version, note: act.note }, person);
      case 'close':
        return this.closeVerb.close(id, { version }, person);
      case 'merge':
        return this.mergeVerb.merge(id, { version, into: act.into }, person);
    }
  }

  /** Nobody presses the same button again after so long. */
  forget(before: number): Promise<void> {
    return forgetOlder(this.reader, this.work, { table: 'ticket_operation', key: 'id', at: 'at' }, before);
  }
}
