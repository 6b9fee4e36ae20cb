import { Injectable } from '@nestjs/common';
import type { CommentRequest } from '../../contracts/api/index.js';
import { verbatim } from '../../platform/i18n/index.js';
import { Desk, type Person } from './desk.js';

@Injectable()
export class CommentVerb {
  constructor(private readonly desk: Desk) {}

  comment(id: number, { version, body }: CommentRequest, person: Person): Promise<void> {
    return this.desk.act(id, version, person, () => ({
      values: {},
      event: { kind: 'comment', text: verbatim(body) },
      tell: false,
    }));
  }
}
