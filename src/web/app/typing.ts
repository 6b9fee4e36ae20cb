import { keys } from './keys.svelte.js';

/**
 * Keys without a modifier are commands only where nobody is typing and no dialog is open, and while they are switched on. A key
 * that an input method takes (Telex) is part of a word.
 */
export function isCommandKey(event: KeyboardEvent): boolean {
  if (!keys.on || event.isComposing || event.key === 'Process') return false;
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
  if (document.querySelector('dialog[open]')) return false;
  const target = event.target as HTMLElement;
  // In a box to tick nobody types.
  if (target instanceof HTMLInputElement && target.type === 'checkbox') return true;
  return !target.isContentEditable && !/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
