import { z } from 'zod';
import { Instant, ProgramState, TabWatch, randomId, serverId } from '../../../src/contracts/agent/index.js';

/**
 * What passes between the browser extension and the agent, in both directions through the native host. It never
 * leaves the PC, and still carries no address, title or content of a page towards the agent.
 */

const MAX_PROGRAMS = 256;

export const WatchedTab = TabWatch.extend({ id: serverId() });
export type WatchedTab = z.infer<typeof WatchedTab>;

/** Agent → extension, after each connection and whenever the policy changes it. */
export interface WatchList {
  kind: 'watch';
  programs: WatchedTab[];
}

export const TabState = ProgramState.extract([
  'ok',
  'not_responding',
  'load_failed',
  'server_error',
  'slow',
  'dialog',
  'none',
]);
export type TabState = z.infer<typeof TabState>;

/** `since` is this PC's clock; for `not_responding` the first ping that was not answered. */
export const TabProgramState = z.object({ id: serverId(), state: TabState, since: Instant });
export type TabProgramState = z.infer<typeof TabProgramState>;

/**
 * Extension → agent, on every change and as a pulse. Always the whole picture, so that a message lost while the agent
 * restarts does no harm. `browser` is a random name of one run of one browser profile: its next connection replaces
 * its last.
 */
export const TabStates = z.object({
  kind: z.literal('states'),
  browser: randomId(),
  programs: z.array(TabProgramState).max(MAX_PROGRAMS),
});
export type TabStates = z.infer<typeof TabStates>;
