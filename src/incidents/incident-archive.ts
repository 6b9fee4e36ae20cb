import { Injectable } from '@nestjs/common';
import { FindingRepository } from '../detection/index.js';
import type { Transaction } from '../platform/database/index.js';
import { IncidentRepository } from './incident.repository.js';

/** Forgets what is over, when the stage after this one says that it needs it no more. */
@Injectable()
export class IncidentArchive {
  constructor(
    private readonly incidents: IncidentRepository,
    private readonly findings: FindingRepository,
  ) {}

  /** Findings that ended, and their places in incidents. */
  async forgetFindings(tx: Transaction, ids: readonly number[]): Promise<void> {
    await this.incidents.forgetMembers(tx, ids);
    await this.findings.forget(tx, ids);
  }

  /** Incidents that ended, as far as no finding hangs on them any more. */
  forgetIncidents(tx: Transaction, ids: readonly number[]): Promise<void> {
    return this.incidents.forget(tx, ids);
  }
}
