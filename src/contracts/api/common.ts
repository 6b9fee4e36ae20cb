import { z } from 'zod';

/** A sentence in both languages; the browser shows the one its user chose. */
export const Text = z.object({ vi: z.string(), en: z.string() });
export type Text = z.infer<typeof Text>;

/** Epoch milliseconds, by the server's clock; until 2100, because what is far beyond is no date that can be written. */
export const Moment = z.int().min(0).max(4_102_444_800_000);
/** Counts the changes of a thing, or the texts it had; no further than a column of either database. */
export const Version = z.int().min(0).max(2_147_483_647);
/** ISO civil date, yyyy-MM-dd, in Viet Nam. */
export const CivilDate = z.iso.date();

/**
 * The one vocabulary of states on every page (colour + shape + word):
 * ok ● · warning ▲ (slow, late, due soon) · problem ■ (hung, silent, failed) · widespread ◆ · off ○ · unknown ? ·
 * handled ◐ (acknowledged, maintenance).
 */
export const Tone = z.enum(['ok', 'warning', 'problem', 'widespread', 'off', 'unknown', 'handled']);
export type Tone = z.infer<typeof Tone>;

/** Presence of a PC. `never` = enrolled but not heard from yet. */
export const DevicePresence = z.enum(['online', 'silent', 'off', 'stopped', 'never']);
export type DevicePresence = z.infer<typeof DevicePresence>;

/** The same in the words people use: late, asleep, lost its network alone (docs/presence.md has the table). */
export const PresenceState = z.enum([
  'on',
  'unheard',
  'expected',
  'late',
  'silent',
  'lost-network',
  'off',
  'asleep',
  'gone',
  'stopped',
  'never',
]);
export type PresenceState = z.infer<typeof PresenceState>;

export const Problem = z.object({
  error: z.object({
    code: z.string(),
    message: Text,
    /** The field that is wrong, such as `programs[3].id`; absent when no single field is. */
    path: z.string().optional(),
    correlationId: z.string(),
  }),
});
export type Problem = z.infer<typeof Problem>;

/** What a ticket is about, as a clerk would say it. */
export const ReportCategory = z.enum([
  'one_stop',
  'civil_registration',
  'signature',
  'printer',
  'network',
  'slow',
  'other',
]);
export type ReportCategory = z.infer<typeof ReportCategory>;
