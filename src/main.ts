import 'reflect-metadata';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { collectDefaultMetrics } from 'prom-client';
import { SetupLinks, Users } from './access/index.js';
import { clockOf, createApp, startListening } from './app.js';
import { AcceleratedClock, Clock } from './platform/clock/index.js';
import { ConfigError, readConfig } from './platform/config/index.js';
import { Metrics, PublicAddress } from './platform/http/index.js';
import { networkProber } from './state/index.js';

/** `EX_CONFIG` of sysexits.h: starting again without a correction is of no use. */
const WRONG_CONFIGURATION = 78;

/** A stop lets running requests end, but an open page or a hung one must not keep the old process for ever. */
const LONGEST_STOP_MS = 10_000;

function endInTime(app: NestFastifyApplication): void {
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  const clock = app.get(Clock);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => clock.after(LONGEST_STOP_MS, () => process.exit(0)));
  }
  // `npm start` holds a channel open: letting go of it asks for a stop on every platform, and so does its sudden end.
  if (process.connected) process.once('disconnect', () => process.emit('SIGTERM', 'SIGTERM'));
}

/** A demo's clock goes where setup/demo.mjs, which started this process, lets it go. */
function followTheDay(clock: Clock): void {
  if (!(clock instanceof AcceleratedClock) || !process.connected) return;
  process.on('message', (message: { clockTo?: number; inMs?: number }) => {
    if (message.clockTo !== undefined) clock.goTo(message.clockTo, message.inMs ?? 100);
  });
}

async function serve(): Promise<void> {
  const config = readConfig(process.env);
  const clock = clockOf(config);
  const prober = config.serverProbe ? networkProber(clock) : undefined;
  const app = await createApp(config, { clock, prober });
  endInTime(app);
  followTheDay(clock);
  collectDefaultMetrics({ register: app.get(Metrics).registry });
  const port = await startListening(app, config);
  mkdirSync(config.dataDir, { recursive: true });
  // For whoever started the server with port 0 and has to find it.
  writeFileSync(join(config.dataDir, 'address'), `http://${config.host}:${port}\n`);
  await greet(app);
}

async function greet(app: NestFastifyApplication): Promise<void> {
  const { url } = app.get(PublicAddress);
  const lines = [`Trực Ban: ${url}`];
  if (await app.get(Users).none()) {
    const token = await app.get(SetupLinks).renew(app.get(Clock).now());
    lines.push(
      'Tạo quản trị viên đầu tiên (dùng một lần, trong 24 giờ) / create the first administrator:',
      `  ${url}/setup?token=${token}`,
    );
  }
  console.log(lines.join('\n'));
  // `npm start` says it again, below everything else.
  process.send?.({ greeting: lines });
}

function explain(error: unknown): number {
  if (error instanceof ConfigError) {
    console.error(
      'Trực Ban không khởi động vì thiết lập chưa đúng / does not start, the configuration is wrong:',
    );
    for (const { variable, fault, remedy } of error.faults)
      console.error(`- ${variable}: ${fault}. ${remedy}.`);
    return WRONG_CONFIGURATION;
  }
  if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
    const { address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number };
    console.error(
      `Cổng ${port} của ${address} đang được chương trình khác dùng. Chọn cổng khác: TRUCBAN_PORT=8081`,
    );
    console.error(
      `Port ${port} of ${address} is in use by another program. Choose another: TRUCBAN_PORT=8081`,
    );
    return 1;
  }
  console.error('Trực Ban không khởi động được / does not start:');
  console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
}

try {
  await serve();
} catch (error) {
  process.exit(explain(error));
}
