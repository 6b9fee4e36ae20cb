import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import { ConsoleLogger, type LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PasswordCost } from './access/index.js';
import { AppModule } from './app.module.js';
import { REPORT_LIMITS } from './contracts/agent/index.js';
import type { Channel } from './notifications/index.js';
import { AcceleratedClock, type Clock, SystemClock } from './platform/clock/index.js';
import type { Config } from './platform/config/index.js';
import { Reader } from './platform/database/index.js';
import {
  acceptJson,
  Acceptors,
  addOperationsRoutes,
  addSecurityHeaders,
  Metrics,
  ProblemFilter,
  PublicAddress,
  serveApiDocs,
  serveWebPages,
  tellDemoClock,
  validationPipe,
  WebPages,
} from './platform/http/index.js';
import { Dispatcher } from './platform/outbox/index.js';
import { Scheduler } from './platform/scheduler/index.js';
import type { Prober } from './state/index.js';

export interface AppOptions {
  clock?: Clock;
  /** Where messages go instead of the mail server. */
  channel?: Channel;
  /** Tries the watched web systems from this server; left out, nothing does. */
  prober?: Prober;
  /** Left out, what real people's passwords need. */
  passwordCost?: PasswordCost;
  logger?: LoggerService | false;
  /** Folder of the built front end. */
  webFolder?: string;
  /** Sees every route that is registered, before any request. */
  onRoute?: (route: { method: string | string[]; url: string }) => void;
}

/** A province whose PCs are switched on together connects faster than one turn of the event loop accepts; Node's own 511 is too few. */
const CONNECTIONS_WAITING = 4_096;

/** The people's API takes small bodies; a route that takes files sets its own limits. */
const PEOPLE_BODY_BYTES = 64 * 1024;

/** Nest names every module and route at each start; whoever looks for the address would have to read past them. */
class ServerLogger extends ConsoleLogger {
  private static readonly CHATTER = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer']);

  override log(message: unknown, ...rest: unknown[]): void {
    if (!ServerLogger.CHATTER.has(String(rest.at(-1)))) super.log(message, ...(rest as [string]));
  }
}

/** The application as it runs, and as tests run it: only clock, settings and logger differ. Not listening yet. */
export async function createApp(config: Config, options: AppOptions = {}): Promise<NestFastifyApplication> {
  const { channel, prober, passwordCost } = options;
  const adapter = new FastifyAdapter({ bodyLimit: REPORT_LIMITS.bodyBytes });
  const clock = options.clock ?? clockOf(config);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with({ config, clock, channel, prober, passwordCost }),
    adapter,
    { logger: options.logger ?? new ServerLogger({ json: true }), abortOnError: false },
  );
  const fastify = adapter.getInstance<FastifyInstance>();
  fastify.addHook('onRoute', (route) => {
    if (route.url.startsWith('/api/v1/')) route.bodyLimit ??= PEOPLE_BODY_BYTES;
    // Answers to agents are short: the hook that finds that out would run for each of them.
    if (route.url.startsWith('/api/agent/')) route.compress = false;
    options.onRoute?.(route);
  });
  acceptJson(app, fastify, REPORT_LIMITS.bodyBytes);
  // A province's board is 70 KB of JSON, and the lines of communes are slow. Pages and exports have ways of their own.
  await fastify.register(compress, {
    encodings: ['gzip'],
    customTypes: /^application\/json/,
    threshold: 4_096,
  });
  await fastify.register(cookie);
  await fastify.register(multipart);
  addSecurityHeaders(fastify, config.publicUrl.startsWith('https:'));
  if (config.demoClock) tellDemoClock(fastify, clock);
  app.useGlobalFilters(new ProblemFilter());
  app.useGlobalPipes(validationPipe());
  addOperationsRoutes(fastify, {
    ready: () => app.get(Reader).row('SELECT 1 AS one'),
    registry: app.get(Metrics).registry,
  });
  serveApiDocs(app, fastify);
  const webFolder = options.webFolder ?? builtWebFolder();
  app.get(WebPages).learn(webFolder);
  serveWebPages(fastify, webFolder);
  return app;
}

export function clockOf({ demoClock }: Config): Clock {
  return demoClock ? new AcceleratedClock(demoClock.from, demoClock.speed) : new SystemClock();
}

/** Listens, and only then lets periodic work and events run: by now every stage has registered what it does. */
export async function startListening(app: NestFastifyApplication, config: Config): Promise<number> {
  try {
    await app.listen({ port: config.port, host: config.host, backlog: CONNECTIONS_WAITING });
    await app.get(Acceptors).add(app.getHttpServer(), CONNECTIONS_WAITING);
  } catch (error) {
    // Its database is open already.
    await app.close();
    throw error;
  }
  const bound = app.getHttpServer().address();
  const port = bound !== null && typeof bound === 'object' ? bound.port : config.port;
  app.get(PublicAddress).listening(port);
  app.get(Scheduler).begin();
  app.get(Dispatcher).begin();
  return port;
}

/** `dist/web`, seen from `dist/src` and from `src`. */
function builtWebFolder(): string {
  const [built, beside] = ['../web', '../dist/web'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  return existsSync(`${built}/index.html`) ? String(built) : String(beside);
}
