import { addWords } from './index.svelte.js';
import { administration } from './vi/administration.js';

let added: Promise<void> | undefined;

/** Before a page of the administrators is drawn. */
export function administrationWords(): Promise<void> {
  return (added ??= addWords(
    administration,
    async () => (await import('./en/administration.js')).administration,
  ));
}
