import { changedQuery } from '../lib/address.js';

/** Where the browser is. Addresses are plain paths: the server answers any of them with the one page. */
class Location {
  path = $state(window.location.pathname);
  query = $state.raw(new URLSearchParams(window.location.search));
  /** Grows with every page that is opened, not with changes of the query alone. */
  visit = $state(0);
}
export const location = new Location();

interface Entry {
  scroll?: number;
}

function read(): void {
  if (window.location.pathname !== location.path) {
    location.path = window.location.pathname;
    location.visit += 1;
  }
  location.query = new URLSearchParams(window.location.search);
}

/** Opens an address of this application. */
export function navigate(to: string, { replace = false } = {}): void {
  if (replace) history.replaceState({}, '', to);
  else {
    history.replaceState({ scroll: window.scrollY } satisfies Entry, '');
    history.pushState({}, '', to);
  }
  const former = location.path;
  read();
  if (location.path !== former) window.scrollTo(0, 0);
}

/** Changes parameters of the present address; null and '' remove one. Typing replaces, choosing adds to the history. */
export function setQuery(
  changes: Readonly<Record<string, string | null>>,
  { replace = false }: { replace?: boolean } = {},
): void {
  navigate(window.location.pathname + changedQuery(location.query, changes), { replace });
}

/** The page's lists arrive after the address: scroll as soon as they are tall enough, or give up after a second. */
function restoreScroll(top: number, triesLeft = 60): void {
  if (document.documentElement.scrollHeight - window.innerHeight >= top) window.scrollTo(0, top);
  else if (triesLeft > 0) requestAnimationFrame(() => restoreScroll(top, triesLeft - 1));
}

function ownLink(event: MouseEvent): HTMLAnchorElement | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = (event.target as Element).closest('a');
  if (!link || link.target || link.hasAttribute('download') || !link.href) return null;
  const { origin, pathname } = new URL(link.href);
  return origin === window.location.origin && !pathname.startsWith('/api/') ? link : null;
}

let questionBeforeLeaving: () => string = () => '';

/** Asks `question` before another page opens; empty: nothing would be lost. Call what it answers when the page goes. */
export function beforeLeaving(question: () => string): () => void {
  questionBeforeLeaving = question;
  return () => (questionBeforeLeaving = () => '');
}

function mayLeave(): boolean {
  const question = questionBeforeLeaving();
  return question === '' || window.confirm(question);
}

/** `opens`: whether a path is a page of this application; the browser follows a link to any other by itself. */
export function startRouter(opens: (path: string) => boolean): void {
  history.scrollRestoration = 'manual';
  window.addEventListener('popstate', (event) => {
    if (window.location.pathname !== location.path && !mayLeave()) {
      history.pushState({}, '', location.path + changedQuery(location.query, {}));
      return;
    }
    read();
    restoreScroll((event.state as Entry | null)?.scroll ?? 0);
  });
  document.addEventListener('click', (event) => {
    const link = ownLink(event);
    if (!link || link.hash || !opens(link.pathname)) return;
    event.preventDefault();
    if (link.pathname !== location.path && !mayLeave()) return;
    navigate(link.pathname + link.search);
  });
}
