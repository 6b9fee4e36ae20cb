import { untrack } from 'svelte';
import type { TicketCompany } from '../../../contracts/api/index.js';
import { ApiError } from '../../api/client.js';
import { company, leaveCompany } from '../../api/tickets.js';
import { everyWhile } from '../../lib/every.svelte.js';

/** The server counts somebody as gone after 40 s. */
const SAY_MS = 15_000;

/** Who else has this ticket open, while this page has. `writes`: is something being written here? */
export class Company {
  others = $state.raw<TicketCompany['others']>([]);

  constructor(id: number, writes: () => boolean) {
    const say = async (): Promise<void> => {
      try {
        this.others = (await company(id, { writing: untrack(writes) })).others;
      } catch (error) {
        // The page itself says when the server cannot be reached.
        if (!(error instanceof ApiError)) throw error;
      }
    };
    $effect(() => {
      writes();
      void say();
    });
    everyWhile(SAY_MS, say);
    $effect(() => {
      const leave = () => void leaveCompany(id).catch(() => undefined);
      window.addEventListener('pagehide', leave);
      return () => {
        window.removeEventListener('pagehide', leave);
        leave();
      };
    });
  }
}
