/** `npm run bench NAME`: measures, and prints one JSON line on stdout. Progress and faults go to stderr. */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildIfNeeded } from '../../../setup/build.mjs';
import { runMonth } from '../month/month.mjs';
import { benchNation, NATION_DEFAULTS } from '../nation/nation.mjs';
import { benchIngest } from './ingest.mjs';
import { benchReportPage } from './report-page.mjs';
import { ReportBody } from './report-body.mjs';

const HELP = `npm run bench ingest [-- --devices=5000 --clients=64 --seconds=10 --rounds=3 --changes=0.01 --dir=FOLDER]

  --devices   enrolled PCs            --clients  kept connections
  --seconds   of each measured run    --rounds   server and floor, in turn
  --changes   share of beats that report a change
  --dir       a folder on a real disk for the data (removed afterwards)
  --profile   a folder for a CPU profile of the server

npm run bench nation [-- --devices=66420 --minutes=5 --phases=steady,storm,return,ceiling,growth,tls --database=sqlite]

  --devices   PCs, spread over 3,321 centers; up to 3,360 live in one province, and on PostgreSQL always
  --phases    which parts to run, in the order above:
    steady    --minutes=5 of an ordinary morning: beats, changes, open boards, an export
    storm     every PC is switched on within --stormSeconds=300, with an inventory and certificates
    return    the server is gone for --goneSeconds=600, then all come back
    ceiling   bench ingest with its floor, three runs of --seconds=10 each
    growth    bytes of a simulated day, quiet and with faults, and what stays after retention, for all PCs from --communes=148
    tls       what TLS in front of the server costs a beat
  --beat=30   seconds between beats          --changes=0.01 share of PCs that change their state per minute
  --boards=50 open status boards             --kept=16000   PCs that keep their connection
  --others    connect: the others connect for each beat; pool: they come through a pool, as behind a reverse proxy
  --database=postgres  the same on a PostgreSQL of its own
  --dir       a folder on a real disk for the data (removed afterwards)
  --profile   a folder for CPU profiles of the server

npm run bench report-page [-- --rounds=5 --kbits=400 --roundTripMs=400]

  --kbits     of the line, each way           --roundTripMs  of the line
  --rounds    browsers, each with a first visit and a second

npm run bench tickets [-- --tickets=1000000 --database=sqlite --rounds=40 --seed=1]

  --tickets   of four years, nearly all of them closed, at the centers of one province
  --rounds    how often each list, search and page is asked for
  --seed      another one makes other tickets
  --database=postgres  the same on a PostgreSQL of its own
  --dir, --profile     as above; a million tickets take some 4 GB

npm run bench month [-- --help]`;

if (process.argv[2] === 'month') {
  // Has options of its own.
  await runMonth(process.argv.slice(3));
  process.exit();
}

const INGEST_DEFAULTS = { devices: '5000', clients: '64', seconds: '10', rounds: '3', changes: '0.01' };
const PAGE_DEFAULTS = { rounds: '5', kbits: '400', roundTripMs: '400' };
const TICKETS_DEFAULTS = { tickets: '1000000', seed: '1', rounds: '40', database: 'sqlite' };
const OPTIONS = [
  ...['dir', 'profile'],
  ...Object.keys({ ...INGEST_DEFAULTS, ...NATION_DEFAULTS, ...PAGE_DEFAULTS, ...TICKETS_DEFAULTS }),
];
const { values: given, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    ...Object.fromEntries(OPTIONS.map((name) => [name, { type: 'string' }])),
    help: { type: 'boolean', short: 'h' },
  },
});
const [bench] = positionals;
const DEFAULTS = {
  ingest: INGEST_DEFAULTS,
  nation: { seconds: '10', ...NATION_DEFAULTS },
  tickets: TICKETS_DEFAULTS,
  'report-page': PAGE_DEFAULTS,
};
const values = { ...DEFAULTS[bench], ...given };

const sample = new ReportBody({ deviceId: 1, hardware: '0'.repeat(64) });

const RUNS = {
  ingest: () =>
    benchIngest({
      devices: Number(values.devices),
      clients: Number(values.clients),
      seconds: Number(values.seconds),
      rounds: Number(values.rounds),
      changeShare: Number(values.changes),
      bodyBytes: sample.next(Date.now()).length,
      dir: values.dir,
      profile: values.profile,
    }),
  nation: () =>
    benchNation({
      devices: Number(values.devices),
      minutes: Number(values.minutes),
      phases: values.phases.split(','),
      beat: Number(values.beat),
      changes: Number(values.changes),
      boards: Number(values.boards),
      kept: Number(values.kept),
      others: values.others,
      stormSeconds: Number(values.stormSeconds),
      goneSeconds: Number(values.goneSeconds),
      communes: Number(values.communes),
      ceilingSeconds: Number(values.seconds),
      database: values.database,
      bodyBytes: sample.next(Date.now()).length,
      dir: values.dir,
      profile: values.profile,
    }),
  'report-page': () =>
    benchReportPage({
      rounds: Number(values.rounds),
      kbits: Number(values.kbits),
      roundTripMs: Number(values.roundTripMs),
      dir: values.dir,
    }),
  tickets: async () => {
    // Reads the built product, which is looked for first.
    const { benchTickets } = await import('../tickets/tickets.mjs');
    return benchTickets({
      tickets: Number(values.tickets),
      seed: Number(values.seed),
      rounds: Number(values.rounds),
      database: values.database,
      dir: values.dir,
      profile: values.profile,
    });
  },
};

const run = RUNS[bench];
if (values.help || !run) {
  console.error(HELP);
  process.exitCode = values.help ? 0 : 2;
} else {
  // The one line on stdout is the result's.
  buildIfNeeded(fileURLToPath(new URL('../../../', import.meta.url)), console.error);
  console.log(JSON.stringify(await run()));
}
