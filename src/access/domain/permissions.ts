import type { Permission, Role } from '../../contracts/api/index.js';

/** A screen on the wall shows its own link: nobody is signed in there. */
export type Principal = Role | 'screen';

/** Who may do what: the one table. A route names a permission, never a role. */
const GRANTED: Readonly<Record<Principal, readonly Permission[]>> = {
  administrator: [
    'board.read',
    'devices.read',
    'tickets.read',
    'tickets.work',
    'enrolment.manage',
    'reports.read',
    'users.manage',
    'policies.manage',
    'calendars.manage',
    'maintenance.manage',
    'walls.manage',
    'duty.manage',
  ],
  technician: [
    'board.read',
    'devices.read',
    'tickets.read',
    'tickets.work',
    'reports.read',
    'maintenance.manage',
  ],
  clerk: ['board.read', 'tickets.read'],
  screen: ['wall.read'],
};

export function permissionsOf(role: Role): readonly Permission[] {
  return GRANTED[role];
}

export function mayDo(principal: Principal, permission: Permission): boolean {
  return GRANTED[principal].includes(permission);
}
