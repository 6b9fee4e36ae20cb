import type { Prober, ServerTry } from '../../state/index.js';

/** What the server's own probe would find, as the scenario says; of a system that it does not name nothing can be said. */
export class PlayedProber implements Prober {
  private readonly found = new Map<string, ServerTry>();

  say(programId: string, found: ServerTry): void {
    this.found.set(programId, found);
  }

  attempt(programId: string): Promise<ServerTry | null> {
    return Promise.resolve(this.found.get(programId) ?? null);
  }
}
