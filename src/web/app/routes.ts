import type { Component } from 'svelte';
import type { Permission } from '../../contracts/api/index.js';
import { type Match, matchIn } from './match.js';

// A page takes the parts of its address as text, or nothing.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Page = Component<any>;

export interface Route {
  pattern: string;
  /** Null: shown to anyone, without the frame of the staff pages. */
  permission: Permission | null;
  /** Fills the screen by itself, without the frame of the staff pages. */
  bare?: true;
  /** Shown to anyone, and to people who are signed in inside of the frame. */
  shared?: true;
  load: () => Promise<{ default: Page }>;
}

/** A page with words of its own. */
function administering(page: Route['load']): Route['load'] {
  return async () => {
    const [loaded, words] = await Promise.all([page(), import('../i18n/administration.js')]);
    await words.administrationWords();
    return loaded;
  };
}

/** The pages of the desk, and what anybody may open. The clerk's are in clerk-routes.ts: they travel without these. */
export const routes: readonly Route[] = [
  { pattern: '/sign-in', permission: null, load: () => import('../pages/sign-in/sign-in.page.svelte') },
  { pattern: '/setup', permission: null, load: () => import('../pages/setup/setup.page.svelte') },
  {
    pattern: '/guides',
    permission: null,
    shared: true,
    load: () => import('../pages/guides/guides.page.svelte'),
  },
  {
    pattern: '/guides/new',
    permission: 'tickets.work',
    load: administering(() => import('../pages/guides/new-guide.page.svelte')),
  },
  {
    pattern: '/guides/:slug',
    permission: null,
    shared: true,
    load: () => import('../pages/guides/guide.page.svelte'),
  },
  {
    pattern: '/guides/:slug/edit',
    permission: 'tickets.work',
    load: administering(() => import('../pages/guides/edit-guide.page.svelte')),
  },
  { pattern: '/', permission: 'board.read', load: () => import('../pages/board/board.page.svelte') },
  {
    pattern: '/wall',
    permission: 'board.read',
    bare: true,
    load: () => import('../pages/board/wall.page.svelte'),
  },
  {
    pattern: '/wall/screen',
    permission: null,
    load: () => import('../pages/board/screen.page.svelte'),
  },
  {
    pattern: '/centers/:id',
    permission: 'centers.read',
    load: () => import('../pages/center/center.page.svelte'),
  },
  {
    pattern: '/devices/:id',
    permission: 'devices.read',
    load: () => import('../pages/device/device.page.svelte'),
  },
  {
    pattern: '/tickets',
    permission: 'tickets.read',
    load: () => import('../pages/tickets/tickets.page.svelte'),
  },
  {
    pattern: '/tickets/:id',
    permission: 'tickets.read',
    load: () => import('../pages/ticket/ticket.page.svelte'),
  },
  { pattern: '/mail', permission: 'mail.manage', load: () => import('../pages/mail/mail.page.svelte') },
  {
    pattern: '/duty',
    permission: 'duty.read',
    load: administering(() => import('../pages/duty/duty.page.svelte')),
  },
  {
    pattern: '/digest',
    permission: 'digest.read',
    load: () => import('../pages/digest/digest.page.svelte'),
  },
  {
    pattern: '/reports/devices',
    permission: 'reports.read',
    load: () => import('../pages/reports/devices.page.svelte'),
  },
  {
    pattern: '/reports/certificates',
    permission: 'reports.read',
    load: () => import('../pages/reports/certificates.page.svelte'),
  },
  {
    pattern: '/maintenance',
    permission: 'maintenance.manage',
    load: administering(() => import('../pages/maintenance/maintenance.page.svelte')),
  },
  { pattern: '/users', permission: 'users.manage', load: () => import('../pages/users/users.page.svelte') },
  {
    pattern: '/users/screens',
    permission: 'walls.manage',
    load: administering(() => import('../pages/users/screens.page.svelte')),
  },
  {
    pattern: '/calendars',
    permission: 'calendars.manage',
    load: administering(() => import('../pages/calendars/calendars.page.svelte')),
  },
  {
    pattern: '/policies',
    permission: 'policies.manage',
    load: administering(() => import('../pages/policies/policies.page.svelte')),
  },
  {
    pattern: '/policies/changes',
    permission: 'policies.manage',
    load: administering(() => import('../pages/policies/changes.page.svelte')),
  },
  {
    pattern: '/policies/programs',
    permission: 'policies.manage',
    load: administering(() => import('../pages/policies/programs.page.svelte')),
  },
];

export const matchRoute = (path: string): Match<Route> | null => matchIn(routes, path);
