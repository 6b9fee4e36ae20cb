import { BLIND, type DeviceRule, type HearingFacts, sees } from '../domain/finding.js';

/** After the server's own clock was set, every PC says its time anew within this. */
const SETTLES_MS = 90_000;
/** While the server's clock is wrong every PC disagrees with it; nobody needs to ask each of them often. */
const LOOK_AGAIN_MS = 600_000;

/** The PC's clock is so far off that signatures and sign-ins fail. Arrival time is the measure, never the agent's clock. */
export const clockWrong: DeviceRule = {
  id: 'clock-wrong',
  judge: ({ presence, skewMs }, { policy, hearing }, now) => {
    if (presence !== 'online') return BLIND;
    if (Math.abs(skewMs) < policy['clock.skewSeconds'] * 1000) return sees([]);
    const lookAgainAt = serverInDoubt(hearing, now);
    if (lookAgainAt !== null) return { ...BLIND, lookAgainAt };
    const evidence = { skewMinutes: Math.round(skewMs / 60_000) };
    return sees([{ thing: '', since: now, opensAt: now, severity: 'normal', evidence }]);
  },
};

/** Until when it cannot be told whose clock is wrong; null: it can. */
function serverInDoubt({ since, lineLost, clockWrong: server }: HearingFacts, now: number): number | null {
  if (server || lineLost) return now + LOOK_AGAIN_MS;
  return now < since + SETTLES_MS ? since + SETTLES_MS : null;
}
