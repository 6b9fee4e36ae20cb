import { BLIND, type DeviceRule, sees } from '../domain/finding.js';

/** The PC's clock is so far off that signatures and sign-ins fail. Arrival time is the measure, never the agent's clock. */
export const clockWrong: DeviceRule = {
  id: 'clock-wrong',
  judge: ({ presence, skewMs }, { policy }, now) => {
    if (presence !== 'online') return BLIND;
    if (Math.abs(skewMs) < policy['clock.skewSeconds'] * 1000) return sees([]);
    const evidence = { skewMinutes: Math.round(skewMs / 60_000) };
    return sees([{ thing: '', since: now, opensAt: now, severity: 'normal', evidence }]);
  },
};
