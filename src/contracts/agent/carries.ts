import { z } from 'zod';

/**
 * What a string in the agent contract is allowed to carry (decision 13: nothing personal leaves the PC).
 * Every string schema below `src/contracts/agent` is an enum or is tagged with one of these; a test walks the
 * schemas and fails on an untagged string.
 */
export type Carries =
  | { kind: 'server-id' }
  | { kind: 'random-id' }
  | { kind: 'digest' }
  | { kind: 'secret' }
  | { kind: 'documented'; field: string };

const carries = z.registry<Carries>();

/** What `schema` was declared to carry, or undefined when nobody declared it. */
export function declaredContent(schema: z.ZodType): Carries | undefined {
  return carries.get(schema);
}

/** An id the server handed out: a watched program, a device. Lower-case slug. */
export function serverId(): z.ZodString {
  return z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/)
    .register(carries, { kind: 'server-id' });
}

/** A random id the agent made up: a boot, an agent process. It says nothing about a person. */
export function randomId(): z.ZodString {
  return z
    .string()
    .regex(/^[A-Za-z0-9-]{8,64}$/)
    .register(carries, { kind: 'random-id' });
}

/** SHA-256 in lower-case hex, 64 characters. */
export function digest(): z.ZodString {
  return z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .register(carries, { kind: 'digest' });
}

/** A join code or token: proves a right, is never stored in the clear. */
export function secret(maximum: number): z.ZodString {
  return z.string().min(1).max(maximum).register(carries, { kind: 'secret' });
}

/** Text listed by name in docs/what-leaves-the-pc.md. `field` is the name used there. */
export function documentedText(field: string, maximum: number, pattern?: RegExp): z.ZodString {
  const text = z.string().min(1).max(maximum);
  return (pattern ? text.regex(pattern) : text).register(carries, { kind: 'documented', field });
}

/** A civil date listed by name in docs/what-leaves-the-pc.md. */
export function documentedDate(field: string): z.ZodISODate {
  return z.iso.date().register(carries, { kind: 'documented', field });
}

/** Epoch milliseconds between 2000 and 2100: a clock off by years is still a reading, nonsense is not. */
export const Instant = z.int().min(946_684_800_000).max(4_102_444_800_000);
