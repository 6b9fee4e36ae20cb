/** `ON CONFLICT` tail that overwrites every column that is not part of the key. */
export function upsertClause(columns: readonly string[], key: readonly string[] | undefined): string {
  if (!key) return '';
  const updates = columns.filter((name) => !key.includes(name)).map((name) => `${name} = excluded.${name}`);
  return ` ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${updates.join(', ')}`;
}
