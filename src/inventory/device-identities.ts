import { Injectable } from '@nestjs/common';
import { hash } from 'node:crypto';
import { Reader, type Transaction } from '../platform/database/index.js';
import { FRESH_MS } from './fresh-value.js';

export interface DeviceIdentity {
  readonly deviceId: number;
  readonly centerId: number;
  readonly hardware: string | null;
  readonly revokedAt: number | null;
}

const VERSION_SQL = 'SELECT version FROM device_identity_version WHERE id = 1';

/**
 * Whom a token belongs to. Beats come every 30 s, so remembering for some seconds would remember nothing: instead everything
 * is remembered, and every 5 s one small read asks whether any token was replaced, revoked or moved since. If so, all is
 * forgotten. Tokens themselves are not kept, only their digests.
 */
@Injectable()
export class DeviceIdentities {
  private readonly known = new Map<string, DeviceIdentity>();
  private version = -1;
  private checkedAt = Number.NEGATIVE_INFINITY;
  private checking: Promise<void> | null = null;

  constructor(private readonly reader: Reader) {}

  /** The identity if it is remembered and fresh; undefined means: ask `identify`. */
  identifyCached(token: string, now: number): DeviceIdentity | undefined {
    return this.isFresh(now) ? this.known.get(tokenDigest(token)) : undefined;
  }

  async identify(token: string, now: number): Promise<DeviceIdentity | null> {
    if (!this.isFresh(now)) await (this.checking ??= this.check(now));
    const digest = tokenDigest(token);
    const known = this.known.get(digest);
    if (known) return known;
    const { version } = this;
    const found = await this.reader.row<DeviceIdentity>(
      `SELECT id AS "deviceId", center_id AS "centerId", hardware, token_revoked_at AS "revokedAt"
         FROM device WHERE token_hash = ?`,
      [digest],
    );
    // Read under an older version than stands now: right for this call, not to be remembered.
    if (found && version === this.version) this.known.set(digest, found);
    return found;
  }

  /** Belongs into every unit of work that replaces, revokes or moves a token. */
  async changed(tx: Transaction): Promise<void> {
    await tx.run('UPDATE device_identity_version SET version = version + 1 WHERE id = 1');
    tx.onCommit(() => this.forget());
  }

  private isFresh(now: number): boolean {
    const age = now - this.checkedAt;
    return age >= 0 && age < FRESH_MS;
  }

  private async check(now: number): Promise<void> {
    try {
      const row = await this.reader.row<{ version: number }>(VERSION_SQL);
      const version = row?.version ?? -1;
      if (version !== this.version) this.known.clear();
      this.version = version;
      this.checkedAt = now;
    } finally {
      this.checking = null;
    }
  }

  private forget(): void {
    this.known.clear();
    this.version = -1;
    this.checkedAt = Number.NEGATIVE_INFINITY;
  }
}

export function tokenDigest(token: string): string {
  return hash('sha256', token, 'hex');
}
