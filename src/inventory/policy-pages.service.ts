import { Injectable } from '@nestjs/common';
import type { PolicyChangeRow, PolicyEntry, PolicyHistory, PolicyPage } from '../contracts/api/index.js';
import { Reader } from '../platform/database/index.js';
import { notFound, Refusal } from '../platform/http/index.js';
import { DEFAULT_POLICY, POLICY_KEYS, type PolicyKey } from './domain/policy.js';
import { allowedValues, policyBounds, policyChoices, policyText } from './domain/policy-text.js';
import { POLICY_GROUPS, POLICY_UNITS } from './domain/policy-groups.js';
import { POLICY_WORDS } from './domain/policy-words.js';
import { PolicyChangeEntity } from './entities/policy-change.entity.js';
import { type Author, policyRevision, PolicyService } from './policy.service.js';

const PAGE_SIZE = 50;

/** What the policy pages show: every threshold with its words, and everything that was ever changed. */
@Injectable()
export class PolicyPages {
  constructor(
    private readonly policies: PolicyService,
    private readonly reader: Reader,
  ) {}

  async page(): Promise<PolicyPage> {
    // The revision comes first: values younger than it only make the next save look again.
    const revision = await policyRevision(this.reader);
    const stored = new Map((await this.stored()).map(({ key, value }) => [key, value]));
    const last = new Map((await this.lastChanges()).map(({ key, at, by }) => [key, { at, by }]));
    const entries = POLICY_KEYS.map((key): PolicyEntry & { group: string } => {
      const { group, unit, name, does } = POLICY_WORDS[key];
      const byDefault = policyText(DEFAULT_POLICY[key]);
      const words = { name, does, unit: POLICY_UNITS[unit], allowed: allowedValues(key) };
      const shape = { ...policyBounds(key), choices: policyChoices(key) };
      const value = stored.get(key) ?? byDefault;
      return { key, group, ...words, ...shape, byDefault, value, changed: last.get(key) ?? null };
    });
    const groups = Object.entries(POLICY_GROUPS).map(([id, name]) => ({
      id,
      name,
      entries: entries.filter(({ group }) => group === id).map(({ group: _, ...entry }) => entry),
    }));
    return { revision, groups: groups.filter((group) => group.entries.length > 0) };
  }

  async history(page: number): Promise<PolicyHistory> {
    const revision = await policyRevision(this.reader);
    const stored = new Map((await this.stored()).map(({ key, value }) => [key, value]));
    const counted = await this.reader.row<{ total: number }>('SELECT COUNT(*) AS total FROM policy_change');
    const rows = await this.reader.find(PolicyChangeEntity, {
      order: { id: 'DESC' },
      skip: (page - 1) * PAGE_SIZE,
      take: PAGE_SIZE,
    });
    return {
      revision,
      total: Number(counted?.total ?? 0),
      page,
      pageSize: PAGE_SIZE,
      rows: rows.map((row) => rowOf(row, stored)),
    };
  }

  /** Puts the value back that held before change `id`. Refused as every change is, and when that value holds already. */
  async undo(id: number, asked: { revision: number; note: string }, by: Author, now: number): Promise<void> {
    const change = await this.reader.findOne(PolicyChangeEntity, { where: { id } });
    if (!change) throw notFound({ vi: `lần đổi ngưỡng số ${id}`, en: `change of a policy numbered ${id}` });
    const stored = (await this.stored()).find(({ key }) => key === change.key)?.value ?? null;
    if (stored === change.oldValue) throw holdsAlready();
    const { revision, note } = asked;
    const values = { [change.key]: change.oldValue };
    await this.policies.change({ values, revision, note, undoes: id }, by, now);
  }

  private stored(): Promise<{ key: string; value: string }[]> {
    return this.reader.rows('SELECT key, value FROM policy_value');
  }

  private lastChanges(): Promise<{ key: string; at: number; by: string }[]> {
    return this.reader.rows(
      `SELECT key, at, author AS "by" FROM policy_change
       WHERE id IN (SELECT MAX(id) FROM policy_change GROUP BY key)`,
    );
  }
}

function rowOf(row: PolicyChangeEntity, stored: ReadonlyMap<string, string>): PolicyChangeRow {
  const { id, at, author, key, oldValue, newValue, note, undoes } = row;
  const known = POLICY_KEYS.find((candidate: PolicyKey) => candidate === key);
  const words = known && POLICY_WORDS[known];
  return {
    id,
    at,
    by: author,
    key,
    name: words?.name ?? { vi: key, en: key },
    unit: words ? POLICY_UNITS[words.unit] : { vi: '', en: '' },
    choices: known ? policyChoices(known) : [],
    oldValue,
    newValue,
    note,
    undoes,
    undoable: known !== undefined && (stored.get(key) ?? null) !== oldValue,
  };
}

function holdsAlready(): Refusal {
  return new Refusal('POLICY_HOLDS_ALREADY', 409, {
    vi: 'Giá trị này đang được dùng rồi, không cần trở lại.',
    en: 'This value holds already; there is nothing to go back to.',
  });
}
