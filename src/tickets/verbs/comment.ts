import { Injectable } from '@nestjs/common';
import type { CommentRequest } from '../../contracts/api/index.js';
import { Uploads } from '../files/uploads.service.js';
import { typedAtDesk } from '../wording/as-typed.js';
import { type Change, Desk, type Person } from './desk.js';

/** An internal note, an answer to whoever reported it, or a question to them: then the ticket waits, and its time with it. */
@Injectable()
export class CommentVerb {
  constructor(
    private readonly desk: Desk,
    private readonly uploads: Uploads,
  ) {}

  comment(id: number, { version, body, kind, files }: CommentRequest, person: Person): Promise<void> {
    return this.desk.act(id, version, person, () => ({
      values: {},
      // Answers and questions are for whoever reported it: of the desk those hear of them who watch.
      tell: kind !== 'note',
      ...CHANGES[kind](body),
      also: (tx, eventId) => this.uploads.claim(tx, { ticketId: id, eventId, userId: person.id }, files),
    }));
  }
}

const CHANGES: Record<CommentRequest['kind'], (body: string) => Pick<Change, 'event' | 'status'>> = {
  note: (body) => ({ event: { kind: 'note', text: typedAtDesk(body) } }),
  reply: (body) => ({ event: { kind: 'reply', text: typedAtDesk(body), answers: true } }),
  question: (body) => ({
    event: { kind: 'asked', text: typedAtDesk(body), answers: true },
    status: 'waiting_user',
  }),
};
