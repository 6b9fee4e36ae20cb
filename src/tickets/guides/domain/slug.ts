/** Parts of the addresses of guides that are pages of their own. */
const TAKEN = new Set(['new', 'form', 'pictures', 'preview', 'suggestions']);
const LONGEST = 60;

/** The last part of an address from a folded title: "may in khong in" → `may-in-khong-in`. */
export function slugOf(folded: string): string {
  const words = folded
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ');
  let slug = words[0] ?? '';
  for (const word of words.slice(1)) if (slug.length + word.length < LONGEST) slug += `-${word}`;
  slug = slug.slice(0, LONGEST);
  return slug === '' || TAKEN.has(slug) ? `huong-dan${slug && `-${slug}`}` : slug;
}

/** The same, with a number behind it, where another guide has it already. */
export function freeSlug(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  let n = 2;
  while (taken.has(`${wanted}-${n}`)) n += 1;
  return `${wanted}-${n}`;
}
