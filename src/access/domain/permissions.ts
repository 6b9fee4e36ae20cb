import type { Permission, Role } from '../../contracts/api/index.js';

/** Who may do what: the one table. A route names a permission, never a role. */
const GRANTED: Readonly<Record<Role, readonly Permission[]>> = {
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
};

export function permissionsOf(role: Role): readonly Permission[] {
  return GRANTED[role];
}

export function mayDo(role: Role, permission: Permission): boolean {
  return GRANTED[role].includes(permission);
}
