import type { NewUser, Role } from '../../../contracts/api/index.js';
import { t } from '../../i18n/index.svelte.js';

/** What an account is to be held to, while it is being chosen. */
export interface ChosenReach {
  kind: 'everywhere' | 'province' | 'center';
  province: string;
  center: { id: number; name: string; province: string } | null;
}

/** They see their own center, whatever was chosen. */
export function isOfCenter(role: Role): boolean {
  return role === 'center_head' || role === 'clerk';
}

export const MAY_BE_OF_CENTER: readonly Role[] = ['technician', 'viewer'];

function wantsCenter(role: Role, { kind }: ChosenReach): boolean {
  return isOfCenter(role) || (kind === 'center' && MAY_BE_OF_CENTER.includes(role));
}

/** As the server is asked for it. */
export function holdOf(role: Role, reach: ChosenReach): Pick<NewUser, 'province' | 'center'> {
  if (wantsCenter(role, reach)) return { province: null, center: reach.center?.id ?? null };
  return { province: reach.kind === 'province' ? reach.province : null, center: null };
}

/** What the server would refuse, in words. */
export function checkReach(role: Role, reach: ChosenReach): { center?: string } {
  return wantsCenter(role, reach) && !reach.center ? { center: t('users.reach.centerMissing') } : {};
}
