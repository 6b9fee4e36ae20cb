import type { Type } from '@nestjs/common';
import { Reader } from '../database/index.js';
import { Dispatcher } from '../outbox/index.js';
import { Scheduler } from './scheduler.js';

const MOST_TURNS = 50;

/**
 * For whoever moves the application by hand: runs periodic work and waiting events until nothing is due at this instant.
 * @throws Error when it does not come to rest, or a stage could not handle an event: that would wait for another try.
 */
export async function comeToRest(app: { get<T>(service: Type<T>): T }): Promise<void> {
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    await app.get(Scheduler).runAll();
    if ((await app.get(Dispatcher).drain()) === 0) return refuseFailedEvents(app.get(Reader));
  }
  throw new Error('the application does not come to rest: some stage keeps leaving events for now');
}

async function refuseFailedEvents(reader: Reader): Promise<void> {
  const failed = await reader.row('SELECT topic, key, last_error FROM outbox WHERE attempts > 0');
  if (failed) throw new Error(`an event could not be handled: ${JSON.stringify(failed)}`);
}
