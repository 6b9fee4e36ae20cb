/**
 * `npm run setup`: makes this Debian machine able to run every test suite. It installs system packages, which is why it
 * is a command of its own and `npm test` never does it. Asking again when all is there takes a moment and changes nothing.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandPath } from './command-path.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const windowsRuntime = join(root, 'agent/packaging/fetch-windows-runtime.mjs');

const dejaVu = '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf';
const needs = [
  { package: 'chromium', why: 'browser suite', present: () => commandPath('chromium') },
  { package: 'wine', why: 'windows suite', present: () => commandPath('wine') },
  { package: 'wine64', why: 'windows suite', present: () => existsSync('/usr/lib/wine/wine64') },
  { package: 'xvfb', why: 'a screen for the windows suite', present: () => commandPath('Xvfb') },
  { package: 'xauth', why: 'a screen for the windows suite', present: () => commandPath('xauth') },
  {
    package: 'dovecot-imapd',
    why: 'a real mailbox for the mailbox suites',
    present: () => existsSync('/usr/sbin/dovecot') && existsSync('/usr/lib/dovecot/imap'),
  },
  { package: 'openssl', why: 'certificates made by the tests', present: () => commandPath('openssl') },
  { package: 'fonts-dejavu-core', why: 'Vietnamese letters in pictures', present: () => existsSync(dejaVu) },
];

function fail(message) {
  console.error(`setup: ${message}`);
  process.exit(1);
}

function run(command, args, options = {}) {
  console.log(`setup: ${[command, ...args].join(' ')}`);
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
  if (error) fail(`cannot start ${command}: ${error.message}`);
  return status === 0;
}

/** apt-get as root, by sudo when a password is not asked for; an unattended run must not wait at a prompt. */
function aptGet(...args) {
  const settings = ['DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', ...args];
  return process.getuid?.() === 0 ? run('env', settings) : run('sudo', ['-n', 'env', ...settings]);
}

function installMissing() {
  const missing = needs.filter((need) => !need.present());
  if (missing.length === 0) {
    console.log('setup: every system package is installed');
    return;
  }
  console.log('setup: missing on this machine:');
  for (const need of missing) console.log(`setup:   ${need.package} (${need.why})`);
  const names = missing.map((need) => need.package);
  if (!commandPath('apt-get')) {
    fail(`this machine has no apt-get; install by its own means what corresponds to: ${names.join(' ')}`);
  }
  if (process.getuid?.() !== 0 && spawnSync('sudo', ['-n', 'true']).status !== 0) {
    fail(
      `needs root to install packages; run:  sudo apt-get install --no-install-recommends ${names.join(' ')}`,
    );
  }
  // A failed update is not the end: one unreachable source of several must not stop an install that the others can serve.
  if (!aptGet('update')) console.error('setup: apt-get update failed; trying with the package lists at hand');
  if (!aptGet('install', '-y', '--no-install-recommends', ...names))
    fail('apt-get install failed, see above');
  const still = missing.filter((need) => !need.present()).map((need) => need.package);
  if (still.length > 0) fail(`installed, but still not found: ${still.join(', ')}`);
}

installMissing();
if (existsSync(windowsRuntime) && !run(process.execPath, [windowsRuntime], { cwd: root })) {
  fail('could not fetch the Windows runtime that the windows suite needs');
}
console.log('setup: done');
