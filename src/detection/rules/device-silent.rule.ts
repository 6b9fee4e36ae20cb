import { type DeviceRule, sees } from '../domain/finding.js';

/** A PC stopped reporting inside working hours without saying why. State has already waited for the missed beats. */
export const deviceSilent: DeviceRule = {
  id: 'device-silent',
  judge: ({ presence, since }, _context, now) =>
    sees(presence === 'silent' ? [{ thing: '', since, opensAt: now, severity: 'normal', evidence: {} }] : []),
};
