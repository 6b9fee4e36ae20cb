import { z } from 'zod';
import { type DemoClock, DemoClockText, refusedWithDemoClock } from './demo-clock.js';
import type { Setting } from './setting.js';
import { ZALO_ENVIRONMENT, ZALO_SETTINGS, type ZaloConfig, zaloConfigOf, zaloFaults } from './zalo.js';

export type { Setting, ZaloConfig };

export const SETTINGS: readonly Setting[] = [
  { variable: 'TRUCBAN_HOST', meaning: 'address to listen on', example: '127.0.0.1' },
  { variable: 'TRUCBAN_PORT', meaning: 'port to listen on; 0 picks a free one', example: '8080' },
  {
    variable: 'TRUCBAN_DATA_DIR',
    meaning: 'folder for the SQLite database and attachments',
    example: './data',
  },
  {
    variable: 'TRUCBAN_DATABASE_URL',
    meaning: 'PostgreSQL instead of SQLite',
    example: 'postgres://trucban:secret@db.example/trucban',
    secret: true,
  },
  {
    variable: 'TRUCBAN_PUBLIC_URL',
    meaning: 'address that people and PCs use',
    example: 'https://trucban.example.vn',
  },
  {
    variable: 'TRUCBAN_PROVINCE',
    meaning: 'two-digit code of the province served, or `all` for the nation',
    example: '25',
  },
  {
    variable: 'TRUCBAN_SMTP_URL',
    meaning: 'mail server; without it no mail is sent',
    example: 'smtps://user:secret@mail.example:465',
    secret: true,
  },
  { variable: 'TRUCBAN_MAIL_FROM', meaning: 'sender of mails', example: 'Trực Ban <trucban@example.vn>' },
  {
    variable: 'TRUCBAN_IMAP_URL',
    meaning: 'mailbox that TRUCBAN_MAIL_FROM names; without it answers by mail are not read',
    example: 'imaps://user:secret@mail.example:993/INBOX',
    secret: true,
  },
  ...ZALO_SETTINGS,
  {
    variable: 'TRUCBAN_SERVER_PROBE',
    meaning: 'the server itself tries the watched web systems too; `off` where it has no way to them',
    example: 'on',
  },
  {
    variable: 'TRUCBAN_CLOCK',
    meaning:
      'only for `npm run demo`, which sets it: a clock that begins then and runs so many times as fast',
    example: '2026-11-23T07:15+07:00x40',
  },
];

/** In the place of a province code: every province is served. */
export const ALL_PROVINCES = 'all';

const httpUrl = z.url({
  protocol: /^https?$/,
  error: 'must be an address such as https://trucban.example.vn',
});

const Environment = z.object({
  TRUCBAN_HOST: z.string().min(1).default('127.0.0.1'),
  TRUCBAN_PORT: z.coerce
    .number({ error: 'must be a number from 0 to 65535' })
    .int('must be a whole number')
    .min(0, 'must be a number from 0 to 65535')
    .max(65_535, 'must be a number from 0 to 65535')
    .default(8080),
  TRUCBAN_DATA_DIR: z.string().min(1, 'must name a folder').default('./data'),
  TRUCBAN_DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must begin with postgres:// (leave it out for SQLite)' })
    .optional(),
  TRUCBAN_PUBLIC_URL: httpUrl.optional(),
  TRUCBAN_PROVINCE: z
    .string()
    .regex(/^(\d{2}|all)$/, 'must be the two-digit province code, such as 25, or all')
    .default('25'),
  TRUCBAN_SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must begin with smtp:// or smtps://' }).optional(),
  TRUCBAN_MAIL_FROM: z.string().min(3, 'must be a mail address').default('Trực Ban <trucban@localhost>'),
  TRUCBAN_IMAP_URL: z
    .url({ protocol: /^imaps?$/, error: 'must begin with imaps:// or imap://' })
    .refine((text) => !URL.canParse(text) || namesMailbox(new URL(text)), 'must name a user and a password')
    .optional(),
  ...ZALO_ENVIRONMENT,
  TRUCBAN_SERVER_PROBE: z.enum(['on', 'off'], { error: 'must be on or off' }).default('on'),
  TRUCBAN_CLOCK: DemoClockText.optional(),
});

function namesMailbox({ username, password }: URL): boolean {
  return username !== '' && password !== '';
}

/** Everything the server is told from outside, parsed once at boot. */
export class Config {
  constructor(
    readonly host: string,
    readonly port: number,
    readonly dataDir: string,
    readonly databaseUrl: string | null,
    readonly publicUrl: string,
    /** Or `ALL_PROVINCES`. */
    readonly provinceCode: string,
    readonly smtpUrl: string | null,
    readonly mailFrom: string,
    /** Where SQLite checkpoints run; specs and short-lived tools use `inline`. */
    readonly checkpoints: 'worker' | 'inline' = 'worker',
    /** False: nothing runs by itself; whoever holds the application moves it (scenario tests). */
    readonly selfMoving: boolean = true,
    /** Where exports are written; without a built server (specs) only `inline` works. */
    readonly exports: 'worker' | 'inline' = checkpoints,
    /** Whether the server itself tries the watched web systems. */
    readonly serverProbe: boolean = false,
    /** Null: the true time, as on every server but that of the demo. */
    readonly demoClock: DemoClock | null = null,
    /** The mailbox that answers come to; null: none is read. */
    readonly imapUrl: string | null = null,
    /** The official account on Zalo; null: there is none. */
    readonly zalo: ZaloConfig | null = null,
  ) {}
}

export class ConfigError extends Error {
  constructor(readonly faults: readonly { variable: string; fault: string; remedy: string }[]) {
    super(faults.map(({ variable, fault, remedy }) => `${variable}: ${fault}. ${remedy}`).join('\n'));
    this.name = 'ConfigError';
  }
}

/** Reads the configuration from environment variables; throws ConfigError naming every wrong key and its remedy. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const known = new Set(SETTINGS.map((setting) => setting.variable));
  const unknown = Object.keys(environment).filter(
    (name) => name.startsWith('TRUCBAN_') && !known.has(name) && !isForeign(name),
  );
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = Environment.safeParse(given);
  const faults = [
    ...unknown.map((variable) => ({
      variable,
      fault: 'is not a setting',
      remedy: 'Run `npx trucban config` for the list',
    })),
    ...(parsed.success ? [] : parsed.error.issues.map(faultOf)),
  ];
  if (parsed.success) faults.push(...zaloFaults(parsed.data));
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  const env = parsed.data;
  if (env.TRUCBAN_CLOCK) refuseOutsideDemo(env);
  return new Config(
    env.TRUCBAN_HOST,
    env.TRUCBAN_PORT,
    env.TRUCBAN_DATA_DIR,
    env.TRUCBAN_DATABASE_URL ?? null,
    (env.TRUCBAN_PUBLIC_URL ?? `http://localhost:${env.TRUCBAN_PORT}`).replace(/\/$/, ''),
    env.TRUCBAN_PROVINCE,
    env.TRUCBAN_SMTP_URL ?? null,
    env.TRUCBAN_MAIL_FROM,
    'worker',
    true,
    'worker',
    env.TRUCBAN_SERVER_PROBE === 'on',
    env.TRUCBAN_CLOCK ?? null,
    env.TRUCBAN_IMAP_URL ?? null,
    zaloConfigOf(env),
  );
}

function refuseOutsideDemo(env: z.infer<typeof Environment>): void {
  const remedy = 'Leave TRUCBAN_CLOCK out: a server keeps the true time';
  const faults = refusedWithDemoClock(env).map((fault) => ({ variable: 'TRUCBAN_CLOCK', fault, remedy }));
  if (faults.length > 0) throw new ConfigError(faults);
}

/** The agent and the tests have settings of their own under the same prefix. */
function isForeign(name: string): boolean {
  return (
    name.startsWith('TRUCBAN_AGENT_') || name.startsWith('TRUCBAN_TEST_') || name.startsWith('TRUCBAN_DEMO_')
  );
}

function faultOf(issue: z.core.$ZodIssue): { variable: string; fault: string; remedy: string } {
  const variable = String(issue.path[0]);
  const setting = SETTINGS.find((candidate) => candidate.variable === variable);
  return {
    variable,
    fault: issue.message,
    remedy: `Give ${setting?.meaning ?? 'a valid value'}, for example ${setting?.example ?? ''}`,
  };
}
