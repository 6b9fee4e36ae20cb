import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits that fit into an address or a cookie. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored instead of a secret. The secrets are random, so a plain digest cannot be guessed backwards. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
