/**
 * What TLS costs whoever ends it in front of the server: processor time per beat, on a kept connection and with a new one for
 * each beat, as the difference to the same exchange in the clear. Certificate: ECDSA P-256; TLS 1.3 without resumption.
 */
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { cpuMs, end, folderFor, progress, rounded, SERVER_CORE, startOn } from '../bench/processes.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const KEPT_BEATS = 20_000;
const NEW_BEATS = 2_000;

export async function tlsCost({ bodyBytes }) {
  const { folder, remove } = folderFor('tls');
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-days', '2', '-nodes', '-keyout', key, '-out', cert];
  try {
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', ...subject],
      {
        stdio: 'ignore',
      },
    );
    const plain = await costs([], bodyBytes, connect);
    const secured = await costs([key, cert], bodyBytes, connectTls);
    const tlsKeptUs = rounded(secured.keptUs - plain.keptUs, 0);
    const tlsPerBeatUs = rounded(secured.newUs - plain.newUs, 0);
    progress(
      `  TLS costs ${tlsKeptUs} us a beat on a kept connection, ${tlsPerBeatUs} us with one for each beat`,
    );
    return { tlsKeptUs, tlsPerBeatUs };
  } finally {
    await remove();
  }
}

async function costs(files, bodyBytes, open) {
  const child = startOn(SERVER_CORE, [join(HERE, 'tls-server.mjs'), ...files], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise((resolve) => child.stdout.once('data', (line) => resolve(Number(line))));
  const client = { port, host: '127.0.0.1', rejectUnauthorized: false };
  const request = `POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: ${bodyBytes}\r\n\r\n${'x'.repeat(bodyBytes)}`;
  const exchange = (socket) =>
    new Promise((resolve) => {
      socket.once('data', resolve);
      socket.write(request);
    });
  const kept = open(client);
  for (let turn = 0; turn < 500; turn++) await exchange(kept);
  const keptUs = await cpuPer(child, KEPT_BEATS, () => exchange(kept));
  kept.destroy();
  const newUs = await cpuPer(child, NEW_BEATS, async () => {
    const socket = open(client);
    await exchange(socket);
    socket.destroy();
  });
  await end(child);
  return { keptUs, newUs };
}

async function cpuPer(child, times, act) {
  const before = cpuMs(child);
  for (let turn = 0; turn < times; turn++) await act();
  return ((cpuMs(child) - before) * 1000) / times;
}
