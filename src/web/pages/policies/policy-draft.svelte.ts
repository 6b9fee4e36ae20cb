import type { PolicyEntry, PolicyFaults, PolicyPage } from '../../../contracts/api/index.js';
import { api, ApiError } from '../../api/client.js';
import { say } from '../../i18n/index.svelte.js';

/** What somebody else changed while this page was open. */
export interface Overtaken {
  entry: PolicyEntry;
  before: string;
}

/**
 * Changes that are typed and not yet saved. The server says what is wrong with them while they are typed; a save that was
 * overtaken by somebody else's keeps them and shows the other's.
 */
export class PolicyDraft {
  page = $state.raw<PolicyPage | null>(null);
  /** By key; null is back to the default. */
  changes = $state<Record<string, string | null>>({});
  faults = $state.raw<Record<string, string>>({});
  overtaken = $state.raw<Overtaken[]>([]);
  refusal = $state('');
  note = $state('');
  busy = $state(false);
  #asked = 0;

  get count(): number {
    return Object.keys(this.changes).length;
  }

  get ready(): boolean {
    return this.count > 0 && Object.keys(this.faults).length === 0 && !this.busy;
  }

  valueOf(entry: PolicyEntry): string {
    const change = this.changes[entry.key];
    return change === undefined ? entry.value : (change ?? entry.byDefault);
  }

  /** `value` null: back to the default. What is typed back to what holds is no change. */
  set(entry: PolicyEntry, value: string | null): void {
    if ((value ?? entry.byDefault) === entry.value) delete this.changes[entry.key];
    else this.changes[entry.key] = value;
  }

  discard(): void {
    this.changes = {};
    this.faults = {};
    this.overtaken = [];
    this.refusal = '';
    this.note = '';
  }

  /** Asks the server what is wrong with the draft; an answer that was overtaken by typing is dropped. */
  async check(): Promise<void> {
    const asked = ++this.#asked;
    if (this.count === 0) {
      this.faults = {};
      return;
    }
    try {
      const { faults } = await api.post<PolicyFaults>('/api/v1/policies/check', { changes: this.changes });
      if (asked !== this.#asked) return;
      this.faults = Object.fromEntries(faults.map(({ key, message }) => [key, say(message)]));
    } catch (error) {
      // The save checks again, and says why it cannot be reached.
      if (!(error instanceof ApiError)) throw error;
    }
  }

  /** True after success. */
  async save(): Promise<boolean> {
    if (!this.page) return false;
    this.busy = true;
    this.refusal = '';
    const { revision } = this.page;
    try {
      const body = { revision, changes: this.changes, note: this.note };
      const page = await api.post<PolicyPage>('/api/v1/policies', body);
      this.discard();
      this.page = page;
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.code === 'POLICY_CHANGED') await this.#showOvertaken();
      else if (error.path !== null) this.faults = { [error.path]: say(error.sentence) };
      else this.refusal = say(error.sentence);
      return false;
    } finally {
      this.busy = false;
    }
  }

  async #showOvertaken(): Promise<void> {
    const before = Object.fromEntries(entriesOf(this.page).map(({ key, value }) => [key, value]));
    this.page = await api.get<PolicyPage>('/api/v1/policies');
    this.overtaken = entriesOf(this.page).flatMap((entry) => {
      const seen = before[entry.key] ?? entry.value;
      return seen === entry.value ? [] : [{ entry, before: seen }];
    });
    for (const { entry } of this.overtaken) {
      if (this.changes[entry.key] !== undefined) this.set(entry, this.changes[entry.key] ?? null);
    }
  }
}

function entriesOf(page: PolicyPage | null): PolicyEntry[] {
  return (page?.groups ?? []).flatMap(({ entries }) => entries);
}
