import type { Permission, SessionView } from '../../contracts/api/index.js';
import { api, ApiError } from '../api/client.js';
import { location, navigate } from './router.svelte.js';

class Session {
  view = $state.raw<SessionView | null>(null);
  /** The first question to the server could not be answered. */
  failure = $state.raw<ApiError | null>(null);
  /** Somebody was signed in here, and the server no longer knows it. */
  ended = $state(false);
}
export const session = new Session();

export function may(permission: Permission): boolean {
  return session.view?.permissions.includes(permission) ?? false;
}

/** Where somebody begins who asks for nothing: the board, or what they may see instead of it. */
export function homePath(): string {
  if (may('board.read')) return '/';
  const center = session.view?.user.center ?? null;
  return center === null ? '/tickets' : `/centers/${center}`;
}

/** Finds out who is signed in. `quiet`: on a page that needs nobody to be. */
export async function loadSession({ quiet = false } = {}): Promise<void> {
  session.failure = null;
  try {
    session.view = await api.get<SessionView>('/api/v1/session', { quiet });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status !== 401) session.failure = error;
  }
}

export async function signIn(login: string, password: string): Promise<void> {
  session.view = await api.post<SessionView>('/api/v1/session', { login, password });
  session.ended = false;
}

export async function signOut(): Promise<void> {
  await api.delete('/api/v1/session');
  session.view = null;
  navigate('/sign-in');
}

/** To the sign-in page, with the way back. */
export function askToSignIn(): void {
  session.ended ||= session.view !== null;
  session.view = null;
  if (location.path === '/sign-in') return;
  const here = window.location.pathname + window.location.search;
  navigate(here === '/' ? '/sign-in' : `/sign-in?return=${encodeURIComponent(here)}`, { replace: true });
}

/** Only an address of this application: a link with a foreign `return` must not lead away after signing in. */
export function returnAddress(): string {
  const wanted = location.query.get('return') ?? '/';
  return /^\/(?![/\\])/.test(wanted) ? wanted : '/';
}
