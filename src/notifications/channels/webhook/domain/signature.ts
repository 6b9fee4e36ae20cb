import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';

/** The secret as people see it, from random bytes (Standard Webhooks asks for 24 to 64). */
export function secretFrom(bytes: Uint8Array): string {
  return PREFIX + Buffer.from(bytes).toString('base64');
}

/** `webhook-signature` of the Standard Webhooks specification 1.0.0, one for each secret that holds. */
export function signaturesOf(
  { id, timestamp, body }: { id: string; timestamp: number; body: string },
  secrets: readonly string[],
): string {
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
      return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
    })
    .join(' ');
}
