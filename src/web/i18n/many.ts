import { addWords } from './index.svelte.js';
import { many } from './vi/many.js';

let added: Promise<void> | undefined;

/** Before a page of the desk's tickets is drawn; clerks need none of it. */
export function deskWords(): Promise<void> {
  return (added ??= addWords(many, async () => (await import('./en/many.js')).many));
}
