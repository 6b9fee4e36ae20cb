import { BLIND, type DeviceRule, sees } from '../domain/finding.js';

/** While the server's line is lost, PCs that fell silent before are asked for again so often. */
const LOOK_AGAIN_MS = 120_000;

/** A PC stopped reporting inside working hours without saying why. State has already waited for the missed beats. */
export const deviceSilent: DeviceRule = {
  id: 'device-silent',
  judge: ({ presence, since }, { hearing }, now) => {
    if (presence !== 'silent') return sees([]);
    if (hearing.lineLost) return { ...BLIND, lookAgainAt: now + LOOK_AGAIN_MS };
    return sees([{ thing: '', since, opensAt: now, severity: 'normal', evidence: {} }]);
  },
};
