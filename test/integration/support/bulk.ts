import type { BulkAct, BulkLine } from '../../../src/contracts/api/index.js';
import type { Caller, TestApp } from '../../factories/app.js';

interface Seen {
  id: number;
  version: number;
}

/** Asks for one verb on many tickets; answers the lines of the stream in their order. */
export async function bulk(
  app: TestApp,
  tickets: readonly Seen[],
  act: BulkAct,
  as: Caller,
  operation: string,
): Promise<BulkLine[]> {
  const response = await fetch(`${app.url}/api/v1/tickets/bulk`, {
    method: 'POST',
    headers: { ...as.headers, 'content-type': 'application/json' },
    body: JSON.stringify({ operation, tickets: tickets.map(({ id, version }) => ({ id, version })), act }),
  });
  if (response.status !== 200) throw new Error(`bulk: ${response.status} ${await response.text()}`);
  const text = await response.text();
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as BulkLine);
}
