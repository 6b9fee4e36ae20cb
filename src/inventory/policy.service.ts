import { Injectable, Logger } from '@nestjs/common';
import { AuditTrail } from '../access/index.js';
import { Clock } from '../platform/clock/index.js';
import { Reader, type Transaction, UnitOfWork } from '../platform/database/index.js';
import { Refusal } from '../platform/http/index.js';
import { nearest } from './domain/nearest.js';
import { DEFAULT_POLICY, Policy, POLICY_KEYS, type PolicyKey } from './domain/policy.js';
import { allowedValues, parsePolicyText, policyText } from './domain/policy-text.js';
import { PolicyValueEntity } from './entities/policy-value.entity.js';
import { FreshValue } from './fresh-value.js';

export interface CurrentPolicy {
  readonly policy: Policy;
  /** Grows with every change of what agents are told. */
  readonly version: number;
}

/** Who changes a policy: a person, or the command line of the server. */
export interface Author {
  userId: number | null;
  name: string;
}

@Injectable()
export class PolicyService {
  private readonly logger = new Logger('Policy');
  private readonly fresh = new FreshValue(() => this.read());

  constructor(
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** At most 5 s old; at once after a change made in this process. */
  current(): Promise<CurrentPolicy> {
    return this.fresh.get(this.clock.now());
  }

  async set(key: string, text: string, by: Author, now: number): Promise<void> {
    const known = knownKey(key);
    const value = parsePolicyText(known, text);
    if (value === null) throw wrongValue(known, text);
    await this.work.run(async (tx) => {
      await tx.run(
        `INSERT INTO policy_value (key, value, changed_at, changed_by) VALUES (?, ?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at,
           changed_by = excluded.changed_by`,
        [known, policyText(value), now, by.name],
      );
      await this.changed(tx, 'policy.set', known, policyText(value), by, now);
    });
  }

  /** Back to the default. */
  async reset(key: string, by: Author, now: number): Promise<void> {
    const known = knownKey(key);
    await this.work.run(async (tx) => {
      await tx.run('DELETE FROM policy_value WHERE key = ?', [known]);
      await this.changed(tx, 'policy.reset', known, policyText(DEFAULT_POLICY[known]), by, now);
    });
  }

  /** Tells agents, with their next beat, that there is something new to fetch. Part of the unit of work that changed it. */
  async bump(tx: Transaction): Promise<void> {
    await tx.run('UPDATE policy_version SET version = version + 1 WHERE id = 1');
    tx.onCommit(() => this.fresh.forget());
  }

  private async changed(
    tx: Transaction,
    action: string,
    key: PolicyKey,
    detail: string,
    by: Author,
    now: number,
  ): Promise<void> {
    await this.bump(tx);
    await this.audit.record(tx, { at: now, userId: by.userId, action, subject: `policy:${key}`, detail });
  }

  private async read(): Promise<CurrentPolicy> {
    const version = await this.reader.row<{ version: number }>(
      'SELECT version FROM policy_version WHERE id = 1',
    );
    const rows = await this.reader.find(PolicyValueEntity);
    const policy: Record<string, unknown> = { ...DEFAULT_POLICY };
    for (const { key, value } of rows) {
      const known = POLICY_KEYS.find((candidate) => candidate === key);
      const parsed = known && parsePolicyText(known, value);
      // A release may have narrowed what is allowed: judging by the default beats not judging at all.
      if (parsed === undefined || parsed === null) this.logger.warn(`policy ${key}: "${value}" is not used`);
      else policy[key] = parsed;
    }
    return { policy: policy as Policy, version: version?.version ?? 0 };
  }
}

function knownKey(key: string): PolicyKey {
  const known = POLICY_KEYS.find((candidate) => candidate === key);
  if (known) return known;
  const near = nearest(key, POLICY_KEYS).join(', ');
  throw new Refusal('POLICY_KEY_UNKNOWN', 400, {
    vi: `Không có thiết lập "${key}".${near ? ` Gần đúng: ${near}.` : ''} Xem danh sách: npx trucban policy list.`,
    en: `There is no policy "${key}".${near ? ` Did you mean ${near}?` : ''} For the list: npx trucban policy list.`,
  });
}

function wrongValue(key: PolicyKey, text: string): Refusal {
  const allowed = allowedValues(key);
  return new Refusal('POLICY_VALUE_INVALID', 400, {
    vi: `Giá trị "${text}" không dùng được cho ${key}: cần ${allowed.vi}.`,
    en: `"${text}" is not allowed for ${key}: give ${allowed.en}.`,
  });
}
