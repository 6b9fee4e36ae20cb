import { Centers } from '../../../src/inventory/index.js';
import type { TestApp } from '../../factories/app.js';

interface ClerkReport {
  what?: string;
  category?: string;
  communeCode?: string;
}

/** A clerk reports through the center's link, as the form without a password does. Answers the id of the ticket. */
export async function reportByLink(app: TestApp, said: ClerkReport = {}): Promise<number> {
  return (await reportAndFollow(app, said)).id;
}

/** The same; `follow` is the secret of the clerk's own page. */
export async function reportAndFollow(
  app: TestApp,
  { what = 'Bấm nộp hồ sơ thì màn hình trắng', category = 'one_stop', communeCode }: ClerkReport = {},
): Promise<{ id: number; follow: string }> {
  const center = (await app.app.get(Centers).byId(await app.centerId(communeCode)))!;
  const form = new FormData();
  const fields = { name: 'Nguyễn Thị Hoa', phone: '0912 345 678', category, what };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const address = `${app.url}/api/v1/public/centers/${center.publicLink}/reports`;
  const answer = await fetch(address, { method: 'POST', body: form });
  if (answer.status !== 201) throw new Error(`report: ${answer.status} ${await answer.text()}`);
  const { number, follow } = (await answer.json()) as { number: string; follow: string };
  const list = await app.get<{ rows: { id: number; number: string }[] }>(
    `/api/v1/tickets?status=all&q=${number}`,
    await app.signIn('technician'),
  );
  return { id: list.body.rows.find((row) => row.number === number)!.id, follow };
}
