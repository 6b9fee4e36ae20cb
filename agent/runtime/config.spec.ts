import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitAfterFailures } from './backoff.js';
import { digestOf } from './canonical-json.js';
import { type ConfigError, readConfig, writeConfig } from './config.js';
import { releaseLock, takeLock } from './lock.js';
import { AGENT_VERSION } from './version.js';

const sound = {
  server: 'https://trucban.test',
  token: 'secret-token',
  deviceId: 7,
  deviceName: 'Quầy 3',
  center: { id: 3, name: 'Trung tâm thử', reportUrl: 'https://trucban.test/bao/x' },
  certificateFolders: [],
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trucban-config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the configuration', () => {
  const complaint = (text: string): ConfigError => {
    writeFileSync(join(folder, 'agent.json'), text);
    try {
      readConfig(folder);
    } catch (error) {
      return error as ConfigError;
    }
    throw new Error('it was accepted');
  };

  it('comes back as it was written, readable by its owner alone', () => {
    writeConfig(folder, sound);
    expect(readConfig(folder)).toEqual(sound);
    expect(statSync(join(folder, 'agent.json')).mode & 0o777).toBe(0o600);
  });

  it.each([
    [
      'a server that is no address',
      { ...sound, server: 'trucban' },
      'server',
      /Ghi địa chỉ máy chủ.*Write the address/s,
    ],
    [
      'folders that are no list',
      { ...sound, certificateFolders: '/x' },
      'certificateFolders',
      /list of folders/,
    ],
    ['a proxy of another kind', { ...sound, proxy: 'socks5://x:1' }, 'proxy', /10\.0\.0\.1:3128/],
    ['a missing token', { ...sound, token: undefined }, 'token', /Ghi danh lại.*Enrol again/s],
    [
      'a misspelled key',
      { ...sound, certificatFolders: [] },
      'certificatFolders',
      /Xóa khóa này.*Remove it/s,
    ],
  ])('names the key and the remedy of %s', (_case, config, key, remedy) => {
    const { key: named, message } = complaint(JSON.stringify(config));
    expect(named).toBe(key);
    expect(message).toContain(`"${key}"`);
    expect(message).toMatch(remedy);
    expect(message).not.toContain('secret-token');
  });

  it('says what to do with a file that is no JSON or is not there', () => {
    expect(complaint('{"server": ').message).toMatch(/JSON/);
    expect(() => readConfig(join(folder, 'absent'))).toThrow(/enrol --server URL/);
  });

  it('is read although Notepad put a byte-order mark before it', () => {
    writeFileSync(join(folder, 'agent.json'), `\uFEFF${JSON.stringify(sound)}`);
    expect(readConfig(folder).deviceId).toBe(7);
  });
});

describe('the version', () => {
  it('is that of the package', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(AGENT_VERSION).toBe(manifest.version);
  });
});

describe('the wait after failures', () => {
  it.each([
    [1, 0, null, 1_000],
    [1, 1, null, 2_000],
    [4, 1, null, 16_000],
    [50, 1, null, 300_000],
    [50, 0, null, 150_000],
    [1, 0, 60_000, 60_000],
    [1, 1, 60_000, 75_000],
  ])('%d failures, random %d, Retry-After %s: %d ms', (failures, random, retryAfter, expected) =>
    expect(waitAfterFailures(failures, random, retryAfter)).toBe(expected),
  );
});

describe('a digest', () => {
  it('does not depend on the order of keys', () => {
    expect(digestOf({ a: 1, b: [{ c: 'đ', d: null }] })).toBe(digestOf({ b: [{ d: null, c: 'đ' }], a: 1 }));
    expect(digestOf({ a: 1 })).not.toBe(digestOf({ a: 2 }));
  });
});

describe('the lock of a spool', () => {
  it('is taken over from a process that is gone or of an earlier boot, not from a living one', () => {
    const path = join(folder, 'lock');
    expect(takeLock(path, 'boot-now')).toBeNull();
    writeFileSync(join(path, 'running.pid'), `${process.ppid} boot-now`);
    expect(takeLock(path, 'boot-now')).toBe(process.ppid);
    writeFileSync(join(path, 'running.pid'), `${process.ppid} boot-before`);
    expect(takeLock(path, 'boot-now')).toBeNull();
    releaseLock(path);
  });
});
