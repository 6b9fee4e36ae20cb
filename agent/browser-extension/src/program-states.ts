import { TAB_STATES_WORST_FIRST } from '../../collectors/browser-tabs/constants.js';
import type { TabProgramState, TabState, WatchedTab } from '../../collectors/browser-tabs/protocol.js';
import { frameStates, type SeenState, type WatchedTabState } from './watched-tabs.js';

const LOAD_TROUBLE: readonly TabState[] = ['load_failed', 'server_error', 'slow'];

/** When each program's last good, quick page load ended. */
export type GoodLoads = Record<string, number>;

/**
 * The state of each watched program in this browser: the worst of its pages. A failed or slow load is news about one
 * attempt, so a later good load in any tab outdates it; a page that hangs is never outdated by a healthy neighbour.
 * `since` only moves when the state does.
 */
export function programStates(
  watched: readonly WatchedTab[],
  tabs: readonly WatchedTabState[],
  goodLoads: GoodLoads,
  before: readonly TabProgramState[],
  now: number,
): TabProgramState[] {
  return watched.map((program) => {
    const seen = tabs
      .flatMap((tab) => Object.values(tab.frames).flatMap((frame) => frameStates(tab, frame, program, now)))
      .filter(({ state, since }) => !LOAD_TROUBLE.includes(state) || since >= (goodLoads[program.id] ?? 0));
    const worst = worstOf(seen);
    const last = before.find(({ id }) => id === program.id);
    if (last && last.state === worst?.state) return last;
    if (!worst) return last?.state === 'none' ? last : { id: program.id, state: 'none', since: now };
    // A return to health is dated now: the page itself may have been opened hours ago.
    const since = worst.state === 'ok' || worst.state === 'none' ? now : worst.since;
    return { id: program.id, state: worst.state, since };
  });
}

function worstOf(seen: readonly SeenState[]): SeenState | undefined {
  const rank = ({ state }: SeenState) => TAB_STATES_WORST_FIRST.indexOf(state);
  return [...seen].sort((one, other) => rank(one) - rank(other) || one.since - other.since)[0];
}
