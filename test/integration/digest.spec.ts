import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { DigestView } from '../../src/contracts/api/index.js';
import { startApp, type TestApp } from '../factories/app.js';

// Over a hundred rounds, each of which asks a server that is not there.
jest.setTimeout(180_000);

const MINUTE_MS = 60_000;
/** Nobody listens there. */
const CLOSED = 'imap://truc-ban:secret@127.0.0.1:1';
let app: TestApp;

beforeEach(async () => {
  app = await startApp({ config: { imapUrl: CLOSED } });
});
afterEach(() => app.close());

const toDo = async (): Promise<string[]> => {
  const admin = await app.signIn('administrator');
  const { coming } = (await app.get<DigestView>('/api/v1/digest', admin)).body;
  return coming.parts.flatMap(({ lines }) => lines).map(({ count, text }) => `${count} ${text.vi}`);
};

describe('a mailbox that cannot be read', () => {
  it('stands in the digest once it has been so for an hour', async () => {
    await app.advance(MINUTE_MS);
    await app.advance(40 * MINUTE_MS);
    expect(await toDo()).not.toContainEqual(expect.stringContaining('hộp thư'));
    await app.advance(25 * MINUTE_MS);
    expect(await toDo()).toContainEqual(
      '1 hộp thư không đọc được đã hơn một giờ: thư của cán bộ chưa vào phiếu',
    );
  });
});
