import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { AuditTrail } from '../access/index.js';
import { UnitOfWork } from '../platform/database/index.js';
import { notFound } from '../platform/http/index.js';
import { Centers } from './centers.service.js';
import { CenterEntity } from './entities/center.entity.js';

/** Short enough for a printed code, and nobody guesses it. */
const LINK_BYTES = 16;

export const newCenterLink = (): string => randomBytes(LINK_BYTES).toString('base64url');

/** The addresses by which centers report without a password. */
@Injectable()
export class CenterLinks {
  constructor(
    private readonly work: UnitOfWork,
    private readonly centers: Centers,
    private readonly audit: AuditTrail,
  ) {}

  /** Another address from now on; the one before opens nothing any more. @throws Refusal NOT_FOUND */
  async renew(centerId: number, by: number, now: number): Promise<string> {
    const publicLink = newCenterLink();
    await this.work.run(async (tx) => {
      if (!(await tx.findToChange(CenterEntity, { id: centerId })))
        throw notFound({ vi: 'trung tâm này', en: 'center' });
      await tx.update(CenterEntity, { id: centerId }, { publicLink });
      const subject = `center:${centerId}`;
      await this.audit.record(tx, { at: now, userId: by, action: 'center.link-renewed', subject });
    });
    return this.centers.reportUrl({ publicLink });
  }
}
