import { type DeviceRule, sees } from '../domain/finding.js';

/** Somebody stopped the agent in working hours: silence must not be a way to hide. */
export const deviceStoppedByHand: DeviceRule = {
  id: 'device-stopped-by-hand',
  judge: ({ presence, since }, { atWork }, now) =>
    sees(
      presence === 'stopped' && atWork(since)
        ? [{ thing: '', since, opensAt: now, severity: 'low', evidence: {} }]
        : [],
    ),
};
