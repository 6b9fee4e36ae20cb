import { jobOfThisThread } from '../../platform/threads/index.js';
import { readMail } from './read-mail.js';
import type { ReadAnswer, ReadAsking } from './mail-readers.js';

/** Reads mails beside the event loop (decision 19), one after the other. */
const { port } = jobOfThisThread<null>();
port.on('message', ({ source }: ReadAsking) => {
  void readMail(source).then(
    (mail) => port.postMessage({ mail } satisfies ReadAnswer),
    () => port.postMessage({ mail: null } satisfies ReadAnswer),
  );
});
