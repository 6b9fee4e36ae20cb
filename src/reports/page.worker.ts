import 'reflect-metadata';
import type { MessagePort } from 'node:worker_threads';
import { type DatabasePlace, openReadOnly } from '../platform/database/index.js';
import { jobOfThisThread } from '../platform/threads/index.js';
import type { PageAnswer, PageAsking } from './page-clerk.js';
import { reportPage } from './report-pages.js';

/** Makes pages of tables beside the event loop (decision 19), one after the other, on a connection of its own. */
async function serve(port: MessagePort, place: DatabasePlace): Promise<void> {
  const { reader } = await openReadOnly(place);
  port.on('message', ({ id, request }: PageAsking) => {
    void reportPage(reader, request).then(
      (page) => port.postMessage({ id, page } satisfies PageAnswer),
      (error: unknown) => port.postMessage({ id, failure: String(error) } satisfies PageAnswer),
    );
  });
}

const { port, job } = jobOfThisThread<DatabasePlace>();
await serve(port, job);
