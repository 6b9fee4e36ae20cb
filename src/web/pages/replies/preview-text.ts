import type { CannedReplies } from '../../../contracts/api/index.js';

/** What a reader would see, with an example in each place. A name that is not of the list stays: the server refuses it by name. */
export function previewOf(body: string, placeholders: CannedReplies['placeholders']): string {
  const examples = new Map<string, string>(placeholders.map(({ name, example }) => [name, example]));
  return body.replace(/\{\{([^{}]*)\}\}/g, (whole, name: string) => examples.get(name.trim()) ?? whole);
}
