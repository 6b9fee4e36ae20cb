import type { BulkAct, BulkLine, SelectedTicket, Text } from '../../../contracts/api/index.js';
import { api, ApiError } from '../../api/client.js';
import { say } from '../../i18n/index.svelte.js';
import { newOperation } from '../../lib/operation.js';

export interface Refused {
  why: Text;
  tickets: SelectedTicket[];
}

interface Asked {
  operation: string;
  tickets: readonly SelectedTicket[];
  act: BulkAct;
}

/** One verb for many tickets, as far as it came: what is done, what was refused and why, and whether the line broke. */
export class BulkRun {
  total = $state(0);
  done = $state(0);
  refused = $state.raw<Refused[]>([]);
  busy = $state(false);
  /** It ended, and nobody has looked away from what it says. */
  over = $state(false);
  /** How many there is no word of. */
  unknown = $state(0);
  /** Nothing was done, for this reason. */
  failure = $state('');
  #asked: Asked | null = null;

  get refusals(): number {
    return this.refused.reduce((sum, { tickets }) => sum + tickets.length, 0);
  }

  /** Answers the ids of what is done. A second call while it runs does nothing. */
  start(tickets: readonly SelectedTicket[], act: BulkAct): Promise<number[]> {
    if (this.busy) return Promise.resolve([]);
    this.#asked = { operation: newOperation(), tickets, act };
    return this.#run(this.#asked);
  }

  /** The same press of the button: what it has done is not done again. */
  goOn(): Promise<number[]> {
    return this.#asked && !this.busy ? this.#run(this.#asked) : Promise.resolve([]);
  }

  hide(): void {
    this.over = false;
  }

  async #run({ operation, tickets, act }: Asked): Promise<number[]> {
    let unheard = [...tickets];
    const done: number[] = [];
    [this.busy, this.over, this.failure] = [true, false, ''];
    [this.total, this.done, this.unknown, this.refused] = [tickets.length, 0, 0, []];
    try {
      const asked = { operation, tickets: tickets.map(({ id, version }) => ({ id, version })), act };
      const lines = api.lines<BulkLine>('/api/v1/tickets/bulk', asked, new AbortController().signal);
      for await (const { id, why } of lines) {
        const ticket = unheard.find((one) => one.id === id);
        unheard = unheard.filter((one) => one !== ticket);
        if (why === null) done.push(id);
        else if (ticket) this.#refuse(ticket, why);
        this.done = done.length;
      }
    } catch (error) {
      // A line that breaks in the middle of the answer is no answer of the server: what it says is counted below.
      if (error instanceof ApiError && error.status !== 0) this.failure = say(error.sentence);
    }
    this.unknown = this.failure === '' ? unheard.length : 0;
    [this.busy, this.over] = [false, true];
    return done;
  }

  #refuse(ticket: SelectedTicket, why: Text): void {
    const same = this.refused.find((one) => one.why.vi === why.vi);
    this.refused = same
      ? this.refused.map((one) => (one === same ? { why, tickets: [...one.tickets, ticket] } : one))
      : [...this.refused, { why, tickets: [ticket] }];
  }
}
