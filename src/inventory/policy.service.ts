import { Injectable, Logger } from '@nestjs/common';
import { AuditTrail } from '../access/index.js';
import { Clock } from '../platform/clock/index.js';
import { Reader, type Transaction, UnitOfWork } from '../platform/database/index.js';
import { Refusal } from '../platform/http/index.js';
import { Outbox } from '../platform/outbox/index.js';
import { nearest } from './domain/nearest.js';
import { checkPolicy } from './domain/policy-check.js';
import type { PolicyFault } from './domain/policy-fault.js';
import { DEFAULT_POLICY, Policy, POLICY_KEYS, type PolicyKey } from './domain/policy.js';
import { allowedValues, parsePolicyText, policyText } from './domain/policy-text.js';
import { PolicyChangeEntity } from './entities/policy-change.entity.js';
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

/** Values as text by key; null is back to the default. */
export interface PolicyEdit {
  values: Readonly<Record<string, string | null>>;
  /** The revision that the author saw; left out by the command line, which shows none. */
  revision?: number;
  note?: string;
  /** The change that this one takes back. */
  undoes?: number;
}

interface ValueFault {
  key: string;
  code: string;
  vi: string;
  en: string;
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
    private readonly outbox: Outbox,
  ) {}

  /** At most 5 s old; at once after a change made in this process. */
  current(): Promise<CurrentPolicy> {
    return this.fresh.get(this.clock.now());
  }

  set(key: string, text: string, by: Author, now: number): Promise<void> {
    return this.change({ values: { [key]: text } }, by, now);
  }

  /** Back to the default. */
  reset(key: string, by: Author, now: number): Promise<void> {
    return this.change({ values: { [key]: null } }, by, now);
  }

  /**
   * Changes all values of `edit` or none. Refused: `POLICY_KEY_UNKNOWN`, `POLICY_VALUE_INVALID` and what `checkPolicy` finds in
   * the whole (each with the key as path), `POLICY_CHANGED` when somebody was faster.
   */
  async change(edit: PolicyEdit, by: Author, now: number): Promise<void> {
    const values = parsedDraft(edit.values);
    await this.work.run(async (tx) => {
      // The write comes first: it is also the lock that makes two people's changes one after the other.
      await this.bump(tx);
      if (edit.revision !== undefined && edit.revision !== (await policyRevision(tx))) throw policyChanged();
      const stored = await storedTexts(tx);
      const fault = checkPolicy(policyWith(stored, values))[0];
      if (fault) throw new Refusal(fault.code, 400, fault, fault.key);
      for (const [key, text] of values) {
        const before = stored.get(key) ?? null;
        if (before !== text) await this.write(tx, { key, before, text, edit }, by, now);
      }
      if ([...values.keys()].some((key) => key.startsWith('sla.') || key.startsWith('escalation.')))
        await this.outbox.emit(tx, 'hours.changed', 'policy', now);
    });
  }

  /** What is wrong with a draft, by key; empty when it may be made. */
  async faultsOf(draft: Readonly<Record<string, string | null>>): Promise<(PolicyFault | ValueFault)[]> {
    const wrong = Object.entries(draft).flatMap(([key, text]) => valueFault(key, text));
    if (wrong.length > 0) return wrong;
    return checkPolicy(policyWith(await storedTexts(this.reader), parsedDraft(draft)));
  }

  /** The policy as a draft would make it. Refused as `change` is for single values. */
  async drafted(draft: Readonly<Record<string, string | null>>): Promise<Policy> {
    return policyWith(await storedTexts(this.reader), parsedDraft(draft));
  }

  /** Tells agents, with their next beat, that there is something new to fetch. Part of the unit of work that changed it. */
  async bump(tx: Transaction): Promise<void> {
    await tx.run('UPDATE policy_version SET version = version + 1 WHERE id = 1');
    tx.onCommit(() => this.fresh.forget());
  }

  private async write(
    tx: Transaction,
    {
      key,
      before,
      text,
      edit,
    }: { key: PolicyKey; before: string | null; text: string | null; edit: PolicyEdit },
    by: Author,
    now: number,
  ): Promise<void> {
    if (text === null) await tx.run('DELETE FROM policy_value WHERE key = ?', [key]);
    else {
      await tx.run(
        `INSERT INTO policy_value (key, value, changed_at, changed_by) VALUES (?, ?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at,
           changed_by = excluded.changed_by`,
        [key, text, now, by.name],
      );
    }
    await tx.insert(PolicyChangeEntity, {
      at: now,
      userId: by.userId,
      author: by.name,
      key,
      oldValue: before,
      newValue: text,
      note: edit.note || null,
      undoes: edit.undoes ?? null,
    });
    const action = text === null ? 'policy.reset' : 'policy.set';
    const detail = text ?? policyText(DEFAULT_POLICY[key]);
    await this.audit.record(tx, { at: now, userId: by.userId, action, subject: `policy:${key}`, detail });
  }

  private async read(): Promise<CurrentPolicy> {
    const version = await this.reader.row<{ version: number }>(
      'SELECT version FROM policy_version WHERE id = 1',
    );
    const rows = await this.reader.find(PolicyValueEntity);
    for (const { key, value } of rows) {
      const known = POLICY_KEYS.find((candidate) => candidate === key);
      if (!known || parsePolicyText(known, value) === null) {
        this.logger.warn(`policy ${key}: "${value}" is not used`);
      }
    }
    const policy = policyWith(new Map(rows.map(({ key, value }) => [key, value])), new Map());
    return { policy, version: version?.version ?? 0 };
  }
}

/** Counts the changes of policies: the number of the youngest. */
export async function policyRevision(from: Reader | Transaction): Promise<number> {
  const row = await from.row<{ id: number | null }>('SELECT MAX(id) AS id FROM policy_change');
  return row?.id ?? 0;
}

async function storedTexts(from: Reader | Transaction): Promise<ReadonlyMap<string, string>> {
  const rows = await from.rows<{ key: string; value: string }>('SELECT key, value FROM policy_value');
  return new Map(rows.map(({ key, value }) => [key, value]));
}

/** A release may have narrowed what is allowed: judging by the default beats not judging at all. */
function policyWith(
  stored: ReadonlyMap<string, string>,
  changes: ReadonlyMap<PolicyKey, string | null>,
): Policy {
  const policy: Record<string, unknown> = { ...DEFAULT_POLICY };
  for (const key of POLICY_KEYS) {
    const text = changes.has(key) ? changes.get(key) : stored.get(key);
    const parsed = text === undefined || text === null ? null : parsePolicyText(key, text);
    if (parsed !== null) policy[key] = parsed;
  }
  return policy as Policy;
}

function parsedDraft(draft: Readonly<Record<string, string | null>>): Map<PolicyKey, string | null> {
  return new Map(
    Object.entries(draft).map(([key, text]) => {
      const known = knownKey(key);
      if (text === null) return [known, null];
      const value = parsePolicyText(known, text);
      if (value === null) throw wrongValue(known, text);
      return [known, policyText(value)];
    }),
  );
}

function valueFault(key: string, text: string | null): ValueFault[] {
  try {
    parsedDraft({ [key]: text });
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [{ key, code: error.code, ...error.sentence }];
  }
}

function policyChanged(): Refusal {
  return new Refusal('POLICY_CHANGED', 409, {
    vi: 'Người khác vừa đổi ngưỡng, nên chưa ghi gì. Xem giá trị mới rồi lưu lại; những gì anh/chị đã nhập vẫn còn.',
    en: 'Somebody else has just changed the policies, so nothing was saved. Look at the new values and save again; what you typed is kept.',
  });
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
  const sentence = {
    vi: `Giá trị "${text}" không dùng được cho ${key}: cần ${allowed.vi}.`,
    en: `"${text}" is not allowed for ${key}: give ${allowed.en}.`,
  };
  return new Refusal('POLICY_VALUE_INVALID', 400, sentence, key);
}
