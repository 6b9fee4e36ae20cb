const asText = (query: URLSearchParams) => {
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
};

/** A query with some parameters changed; null and '' remove one. "?q=treo&page=2", or nothing. */
export function changedQuery(
  query: URLSearchParams,
  changes: Readonly<Record<string, string | null>>,
): string {
  const changed = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') changed.delete(name);
    else changed.set(name, value);
  }
  return asText(changed);
}

/** A query with only those parameters. */
export function pickedQuery(query: URLSearchParams, names: readonly string[]): string {
  const picked = new URLSearchParams();
  for (const name of names) {
    const value = query.get(name);
    if (value) picked.set(name, value);
  }
  return asText(picked);
}
