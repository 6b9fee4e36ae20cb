import type { Permission } from '../../contracts/api/index.js';

/** What reaches beyond one province: people, thresholds, hours, planned work. An account held to a province has none of it. */
const BEYOND_A_PROVINCE: readonly Permission[] = [
  'users.manage',
  'policies.manage',
  'calendars.manage',
  'maintenance.manage',
  'walls.manage',
  'enrolment.manage',
];

/** May an account held to `province` (null: to none) ever have this permission? */
export function fitsProvince(permission: Permission, province: string | null): boolean {
  return province === null || !BEYOND_A_PROVINCE.includes(permission);
}
