import type { Permission } from '../../contracts/api/index.js';
import type { Key } from '../i18n/index.svelte.js';

export interface Entry {
  /** `work`: what people come for each day, side by side; `manage`: in the menu beside it; `own`: under the person's name. */
  in: 'work' | 'manage' | 'own';
  href: string;
  key: Key;
  /** Null: whoever is signed in. */
  permission: Permission | null;
  /** Where its pages begin, if not with `href`. */
  under?: string;
}

/** Every entry of the frame, in its order. A phone shows the first of `work` under the thumb and all others in a menu. */
export const NAVIGATION: readonly Entry[] = [
  { in: 'work', href: '/', key: 'nav.board', permission: 'board.read', under: '/centers/' },
  { in: 'work', href: '/tickets', key: 'nav.tickets', permission: 'tickets.read' },
  { in: 'work', href: '/duty', key: 'nav.duty', permission: 'duty.read' },
  { in: 'work', href: '/guides', key: 'nav.guides', permission: 'tickets.read' },
  {
    in: 'work',
    href: '/reports/devices',
    key: 'nav.devices',
    permission: 'reports.read',
    under: '/devices/',
  },
  { in: 'work', href: '/reports/certificates', key: 'nav.certificates', permission: 'reports.read' },
  { in: 'manage', href: '/mail', key: 'mail.title', permission: 'mail.manage' },
  { in: 'manage', href: '/replies', key: 'nav.replies', permission: 'tickets.work' },
  { in: 'manage', href: '/maintenance', key: 'nav.maintenance', permission: 'maintenance.manage' },
  { in: 'manage', href: '/users', key: 'nav.users', permission: 'users.manage' },
  { in: 'manage', href: '/calendars', key: 'nav.calendars', permission: 'calendars.manage' },
  { in: 'manage', href: '/webhooks', key: 'webhooks.title', permission: 'webhooks.manage' },
  { in: 'manage', href: '/policies', key: 'nav.policies', permission: 'policies.manage' },
  { in: 'own', href: '/my-notices', key: 'myNotices.title', permission: null },
  { in: 'own', href: '/digest', key: 'digest.title', permission: 'digest.read' },
];

/** What of `of` somebody sees who may do what `may` says. */
export function entriesIn(of: Entry['in'], may: (permission: Permission) => boolean): Entry[] {
  return NAVIGATION.filter(
    ({ in: place, permission }) => place === of && (permission === null || may(permission)),
  );
}

/** `page` for the entry whose page `path` is, as `aria-current` wants it. */
export function currentOf({ href, under = href }: Entry, path: string): 'page' | undefined {
  return path === href || path.startsWith(under) ? 'page' : undefined;
}
