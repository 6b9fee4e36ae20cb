import { Injectable } from '@nestjs/common';
import { forgetOlder, Reader, type Transaction, UnitOfWork } from '../platform/database/index.js';
import { AuditEntryEntity } from './entities/audit-entry.entity.js';

export interface AuditRecord {
  at: number;
  /** Null: the command line of the server. */
  userId: number | null;
  /** Past tense, such as `join-code.created`. */
  action: string;
  /** What it was done to, such as `center:12`. */
  subject: string;
  /** Never a secret and nothing about a citizen. */
  detail?: string;
}

/** Who did what, in the transaction that did it. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
  ) {}

  async record(tx: Transaction, { at, userId, action, subject, detail }: AuditRecord): Promise<void> {
    await tx.insert(AuditEntryEntity, { at, userId, action, subject, detail: detail ?? null });
  }

  /** Removes what was done before `before`, epoch ms. */
  forget(before: number): Promise<void> {
    return forgetOlder(this.reader, this.work, { table: 'audit_entry', key: 'id', at: 'at' }, before);
  }
}
