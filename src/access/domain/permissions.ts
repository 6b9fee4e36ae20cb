import type { Permission, Role } from '../../contracts/api/index.js';
import { type Hold, type Reach, reaches, reachOf } from './hold.js';

/** A screen on the wall shows its own link: nobody is signed in there. */
export type Principal = Role | 'screen';

/**
 * Who may do what, and how far an account must reach for it: the one table. What an account of narrower reach would see by it is
 * cut to its own places; a route names a permission, never a role.
 */
const GRANTED: Readonly<Record<Principal, Readonly<Partial<Record<Permission, Reach>>>>> = {
  administrator: {
    'board.read': 'province',
    'centers.read': 'center',
    'devices.read': 'center',
    'tickets.read': 'center',
    'notes.read': 'center',
    'tickets.work': 'center',
    'reports.read': 'center',
    'digest.read': 'province',
    'duty.read': 'province',
    'duty.manage': 'province',
    'mail.manage': 'everywhere',
    'enrolment.manage': 'everywhere',
    'users.manage': 'everywhere',
    'policies.manage': 'everywhere',
    'calendars.manage': 'everywhere',
    'maintenance.manage': 'everywhere',
    'walls.manage': 'everywhere',
    'webhooks.manage': 'everywhere',
  },
  technician: {
    'board.read': 'province',
    'centers.read': 'center',
    'devices.read': 'center',
    'tickets.read': 'center',
    'notes.read': 'center',
    'tickets.work': 'center',
    'reports.read': 'center',
    'digest.read': 'province',
    'duty.read': 'province',
    'mail.manage': 'everywhere',
    'maintenance.manage': 'everywhere',
  },
  center_head: {
    'centers.read': 'center',
    'devices.read': 'center',
    'tickets.read': 'center',
    'reports.read': 'center',
  },
  clerk: { 'centers.read': 'center', 'tickets.read': 'center' },
  viewer: {
    'board.read': 'province',
    'centers.read': 'center',
    'devices.read': 'center',
    'tickets.read': 'center',
    'reports.read': 'center',
    'digest.read': 'province',
    'duty.read': 'province',
  },
  screen: { 'wall.read': 'province' },
};

/** How far an account of a role may be made to reach: a center's people see their own center. */
const REACH_OF_ROLE: Readonly<Record<Role, readonly Reach[]>> = {
  administrator: ['province', 'everywhere'],
  technician: ['center', 'province', 'everywhere'],
  center_head: ['center'],
  clerk: ['center'],
  viewer: ['center', 'province', 'everywhere'],
};

/** Whoever asks, and what they are held to. */
export type Account = Hold & { role: Principal };

export function mayDo(account: Account, permission: Permission): boolean {
  const needed = GRANTED[account.role][permission];
  return needed !== undefined && reaches(reachOf(account), needed);
}

export function permissionsOf(account: Account): Permission[] {
  const granted = Object.keys(GRANTED[account.role]) as Permission[];
  return granted.filter((permission) => mayDo(account, permission));
}

export function mayReach(role: Role, hold: Hold): boolean {
  return REACH_OF_ROLE[role].includes(reachOf(hold));
}
