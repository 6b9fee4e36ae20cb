import type { Remote } from '../api/remote.svelte.js';
import { location } from '../app/router.svelte.js';
import { pickedQuery } from './address.js';

/** A pause in typing after which the list is asked anew. */
const PAUSE_MS = 200;

/** `path` with those parameters of the page's address that the list understands. */
export function listPath(path: string, names: readonly string[]): string {
  return path + pickedQuery(location.query, names);
}

/** Keeps a list as its address says; the first load is immediate. */
export function followQuery<Value>(remote: Remote<Value>, path: () => string): void {
  let first = true;
  $effect(() => {
    const wanted = path();
    const timer = setTimeout(() => void remote.load(wanted), first ? 0 : PAUSE_MS);
    first = false;
    return () => clearTimeout(timer);
  });
}
