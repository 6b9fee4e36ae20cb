import { type DeviceRule, sees } from '../domain/finding.js';

/**
 * A PC stayed off for several whole working days, however it went: silence must not be a way to hide. An agent that was
 * stopped by hand at work has a finding of its own; stopped in the evening it counts from then.
 */
export const deviceOffForDays: DeviceRule = {
  id: 'device-off-for-days',
  judge: ({ presence, since }, { policy, atWork, afterWorkingDays }) => {
    const away = presence === 'off' || (presence === 'stopped' && !atWork(since));
    const opensAt = away ? afterWorkingDays(since, policy['presence.offWorkingDays']) : null;
    return sees(opensAt === null ? [] : [{ thing: '', since, opensAt, severity: 'low', evidence: {} }]);
  },
};
