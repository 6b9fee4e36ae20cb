import { location } from './router.svelte.js';

/** Whoever hears the page instead of seeing it must be told that another one has opened, once it is `ready`. */
export function tellOpened(ready: () => boolean): void {
  let shown = 0;
  $effect(() => {
    if (location.visit === shown || !ready()) return;
    shown = location.visit;
    document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
  });
}
