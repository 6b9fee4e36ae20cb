import { Inject, Injectable } from '@nestjs/common';
import { argon2id, hash, verify } from 'argon2';

/** What one guess at a password costs: KiB of memory, and how often all of it is gone through. */
export interface PasswordCost {
  memoryCost: number;
  timeCost: number;
}
export const PASSWORD_COST = Symbol('password cost');

/** 46 MiB, two passes: about 60 ms of one core, off the event loop (OWASP asks for at least 46 MiB with one pass). */
export const GUARDED: PasswordCost = { memoryCost: 46 * 1024, timeCost: 2 };
/** For people whom a scenario or a test invents and forgets again: the least that argon2 takes. */
export const INVENTED: PasswordCost = { memoryCost: 1024, timeCost: 2 };

@Injectable()
export class Passwords {
  private decoy: Promise<string> | null = null;

  constructor(@Inject(PASSWORD_COST) private readonly cost: PasswordCost) {}

  hash(password: string): Promise<string> {
    return hash(password, { type: argon2id, parallelism: 1, ...this.cost });
  }

  /** With no stored hash it does the same work and says no: the time of an answer must not tell which logins exist. */
  async matches(stored: string | null, password: string): Promise<boolean> {
    this.decoy ??= this.hash('a password that nobody has');
    const known = await verify(stored ?? (await this.decoy), password);
    return stored !== null && known;
  }
}
