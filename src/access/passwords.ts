import { Injectable } from '@nestjs/common';
import { argon2id, hash, verify } from 'argon2';

/** 46 MiB, two passes: about 60 ms of one core, off the event loop (OWASP asks for at least 46 MiB with one pass). */
const COST = { type: argon2id, memoryCost: 46 * 1024, timeCost: 2, parallelism: 1 } as const;

@Injectable()
export class Passwords {
  private decoy: Promise<string> | null = null;

  hash(password: string): Promise<string> {
    return hash(password, COST);
  }

  /** With no stored hash it does the same work and says no: the time of an answer must not tell which logins exist. */
  async matches(stored: string | null, password: string): Promise<boolean> {
    this.decoy ??= this.hash('a password that nobody has');
    const known = await verify(stored ?? (await this.decoy), password);
    return stored !== null && known;
  }
}
