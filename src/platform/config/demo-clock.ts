import { basename, resolve } from 'node:path';
import { z } from 'zod';

/** A clock of its own, for `npm run demo` alone. */
export interface DemoClock {
  /** What it shows at the start, epoch ms. */
  from: number;
  /** Milliseconds that pass on it in one real millisecond. */
  speed: number;
}

const SHAPE = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}\+07:00)x(\d{1,4})$/;
const FASTEST = 1_000;

/** `2026-11-23T07:15+07:00x40`: begins there, and runs 40 times as fast. */
export const DemoClockText = z.string().transform((text, context): DemoClock => {
  const [, moment = '', times = ''] = SHAPE.exec(text) ?? [];
  const [from, speed] = [Date.parse(moment), Number(times)];
  if (!Number.isNaN(from) && speed >= 1 && speed <= FASTEST) return { from, speed };
  context.addIssue({ code: 'custom', message: `must be a moment and a speed from 1 to ${FASTEST}` });
  return z.NEVER;
});

/** Kept apart from every real database, real mail and real PC: only a folder that demos are made in has no use for the truth. */
export const DEMO_FOLDER = 'demo';

const NOT_WITH_IT = [
  'TRUCBAN_DATABASE_URL',
  'TRUCBAN_SMTP_URL',
  'TRUCBAN_IMAP_URL',
  'TRUCBAN_PUBLIC_URL',
  'TRUCBAN_ZALO_APP_ID',
] as const;

/** The settings that a server with such a clock must not have, and why: its deadlines and dates are not the true ones. */
export function refusedWithDemoClock(given: {
  TRUCBAN_DATA_DIR: string;
  TRUCBAN_DATABASE_URL?: string | undefined;
  TRUCBAN_SMTP_URL?: string | undefined;
  TRUCBAN_IMAP_URL?: string | undefined;
  TRUCBAN_PUBLIC_URL?: string | undefined;
  TRUCBAN_ZALO_APP_ID?: string | undefined;
}): string[] {
  return [
    ...(basename(resolve(given.TRUCBAN_DATA_DIR)) === DEMO_FOLDER
      ? []
      : [`is for a demo only, whose TRUCBAN_DATA_DIR is a folder named "${DEMO_FOLDER}"`]),
    ...NOT_WITH_IT.filter((variable) => given[variable] !== undefined).map(
      (variable) => `is for a demo only and cannot go with ${variable}`,
    ),
  ];
}
