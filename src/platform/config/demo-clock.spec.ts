import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from './config.js';

const DEMO = { TRUCBAN_DATA_DIR: './data/demo', TRUCBAN_CLOCK: '2026-11-23T07:15+07:00x40' };

function faultsOf(environment: Record<string, string>): string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.faults.map(({ variable, fault }) => `${variable} ${fault}`);
  }
}

describe('TRUCBAN_CLOCK', () => {
  it('gives the server of a demo a clock of its own', () => {
    const from = Date.parse('2026-11-23T07:15+07:00');
    expect(readConfig(DEMO).demoClock).toEqual({ from, speed: 40 });
  });

  it('is the true time for everybody else', () => {
    expect(readConfig({}).demoClock).toBeNull();
  });

  it.each([
    ['a real database folder', { TRUCBAN_DATA_DIR: '/var/lib/trucban' }, 'folder named "demo"'],
    ['no folder of its own', { TRUCBAN_DATA_DIR: '' }, 'folder named "demo"'],
    ['PostgreSQL', { TRUCBAN_DATABASE_URL: 'postgres://a:b@db.example/c' }, 'TRUCBAN_DATABASE_URL'],
    ['a mail server', { TRUCBAN_SMTP_URL: 'smtp://mail.example' }, 'TRUCBAN_SMTP_URL'],
    ['a mailbox', { TRUCBAN_IMAP_URL: 'imaps://a:b@mail.example/INBOX' }, 'TRUCBAN_IMAP_URL'],
    ['an address for real PCs', { TRUCBAN_PUBLIC_URL: 'https://trucban.example.vn' }, 'TRUCBAN_PUBLIC_URL'],
  ])('is refused with %s: a real server never runs by it', (_case, given, named) => {
    const faults = faultsOf({ ...DEMO, ...given });
    expect(faults).toEqual([expect.stringContaining(named)]);
    expect(faults[0]).toContain('TRUCBAN_CLOCK is for a demo only');
  });

  it.each(['07:15x40', '2026-11-23T07:15+07:00', '2026-11-23T07:15+07:00x0', '2026-13-40T07:15+07:00x40'])(
    'is refused when it is not a moment and a speed: %s',
    (text) => {
      expect(faultsOf({ ...DEMO, TRUCBAN_CLOCK: text })).toEqual([
        expect.stringContaining('must be a moment and a speed'),
      ]);
    },
  );
});
