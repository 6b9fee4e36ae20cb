/** `npm run bench NAME`: measures, and prints one JSON line on stdout. Progress and faults go to stderr. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benchIngest } from './ingest.mjs';
import { ReportBody } from './report-body.mjs';

const HELP = `npm run bench ingest [-- --devices=5000 --clients=64 --seconds=10 --rounds=3 --changes=0.01 --dir=FOLDER]

  --devices   enrolled PCs            --clients  kept connections
  --seconds   of each measured run    --rounds   server and floor, in turn
  --changes   share of beats that report a change
  --dir       a folder on a real disk for the data (removed afterwards)
  --profile   a folder for a CPU profile of the server`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    devices: { type: 'string', default: '5000' },
    clients: { type: 'string', default: '64' },
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '3' },
    changes: { type: 'string', default: '0.01' },
    dir: { type: 'string' },
    profile: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});

const server = fileURLToPath(new URL('../../../dist/src/main.js', import.meta.url));
const sample = new ReportBody({ deviceId: 1, hardware: '0'.repeat(64) });

if (values.help || positionals[0] !== 'ingest') {
  console.error(HELP);
  process.exitCode = values.help ? 0 : 2;
} else if (!existsSync(server)) {
  console.error('build the server first: npx nest build');
  process.exitCode = 2;
} else {
  const figures = await benchIngest({
    devices: Number(values.devices),
    clients: Number(values.clients),
    seconds: Number(values.seconds),
    rounds: Number(values.rounds),
    changeShare: Number(values.changes),
    bodyBytes: sample.next(Date.now()).length,
    dir: values.dir,
    profile: values.profile,
  });
  console.log(JSON.stringify(figures));
}
