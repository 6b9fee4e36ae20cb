import { z } from 'zod';
import { Instant, digest, documentedText, secret } from './carries.js';
import { CONTRACT_VERSION, Platform } from './vocabulary.js';

/**
 * A PC asks to become a device. Either with a center's join code, or, after the answer `DEVICE_CLONED`, with the token
 * that it shares with another PC: the newcomer then becomes a new, flagged device of the same center.
 */
export const EnrolmentRequest = z
  .object({
    v: z.literal(CONTRACT_VERSION),
    joinCode: secret(32).optional(),
    clonedToken: secret(128).optional(),
    hardware: digest().nullable(),
    platform: Platform,
    /** The counter's name as staff know it, such as "Quầy 3"; the computer name when nobody gave one. */
    deviceName: documentedText('device name', 64),
    agentVersion: documentedText('agent version', 32, /^\d+\.\d+\.\d+[0-9A-Za-z.+-]*$/),
  })
  .refine((request) => (request.joinCode === undefined) !== (request.clonedToken === undefined), {
    path: ['joinCode'],
    message: 'give exactly one of `joinCode` and `clonedToken`',
  });
export type EnrolmentRequest = z.infer<typeof EnrolmentRequest>;

export const EnrolmentReply = z.object({
  v: z.literal(CONTRACT_VERSION),
  deviceId: z.int(),
  token: z.string(),
  center: z.object({ id: z.int(), name: z.string(), reportUrl: z.string() }),
  serverTime: Instant,
});
export type EnrolmentReply = z.infer<typeof EnrolmentReply>;
