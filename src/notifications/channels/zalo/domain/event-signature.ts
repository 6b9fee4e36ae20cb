import { createHash, timingSafeEqual } from 'node:crypto';

/** Did Zalo send it? `header`: `mac=…` of sha256 over application, body, timestamp and the account's secret, in hex. */
export function isSignedByZalo(
  header: string,
  { appId, body, timestamp, oaSecret }: { appId: string; body: string; timestamp: string; oaSecret: string },
): boolean {
  const expected = createHash('sha256')
    .update(appId + body + timestamp + oaSecret)
    .digest();
  const given = Buffer.from(header.replace(/^mac=/, ''), 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
