/** What was typed under a ticket and not sent yet: it survives a reload of the ticket and a look at its neighbours. */
const drafts = new Map<string, string>();

export function draftOf(id: string): string {
  return drafts.get(id) ?? '';
}

export function keepDraft(id: string, text: string): void {
  if (text === '') drafts.delete(id);
  else drafts.set(id, text);
}
