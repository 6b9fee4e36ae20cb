import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** The address patterns of all pages that there are. */
export const PAGE_PATTERNS = ['routes', 'clerk-routes'].flatMap((file) =>
  [...readFileSync(`src/web/app/${file}.ts`, 'utf8').matchAll(/pattern: '([^']+)'/g)].map(
    ([, pattern]) => pattern!,
  ),
);

/** What the parts of an address stand for, by what comes before them. */
export type Ids = Readonly<Record<string, string | number>>;

/** The address of a page with something on it; a part that stands for nothing here shows what the page says then. */
export function addressOf(pattern: string, ids: Ids): string {
  const family = pattern.slice(0, pattern.indexOf('/:'));
  return pattern.replace(/:\w+/, String(ids[family] ?? 'x'));
}

/** Until all that a page waits for has come. */
export async function standsStill(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
}
