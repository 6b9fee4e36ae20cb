import { Injectable } from '@nestjs/common';
import { digestOf } from '../../../access/index.js';
import { MINUTE_MS } from '../../../platform/civil/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { Config } from '../../../platform/config/index.js';
import { Reader, UnitOfWork } from '../../../platform/database/index.js';
import { DeliveryError } from '../channel.js';
import { ZaloTokenEntity } from './entities/zalo.entities.js';
import { ZaloApi } from './zalo-api.js';

const ROW = { id: 1 };
/** A token that ends so soon is not begun with. */
const SPARE_MS = 5 * MINUTE_MS;
/** A process that has not come back by then died with the refresh token in its hands. */
const LEASE_MS = MINUTE_MS;

/**
 * The tokens of the official account. A refresh token serves once, so each step is in the row before the next is taken:
 *
 *     from the settings ─> stored ─> claimed by one process ─> used ─> its successor stored ─> only then used itself
 */
@Injectable()
export class ZaloTokens {
  readonly api: ZaloApi | null;
  private renewing: Promise<string> | null = null;

  constructor(
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {
    this.api = config.zalo && new ZaloApi(config.zalo, clock);
  }

  /** What Zalo answered when it refused the refresh token: a person must bring another. Null: it did not. */
  async refused(): Promise<string | null> {
    const row = await this.reader.findOne(ZaloTokenEntity, { where: ROW });
    return row && row.seedDigest === this.seedDigest ? row.refused : null;
  }

  /** A token that still holds for a while. @throws DeliveryError */
  async current(): Promise<string> {
    const row = await this.row();
    if (row.accessToken !== null && (row.accessUntil ?? 0) - SPARE_MS > this.clock.now())
      return row.accessToken;
    return this.renewed(row);
  }

  /** Another one, because Zalo says that `stale` does not hold. @throws DeliveryError */
  async insteadOf(stale: string): Promise<string> {
    const row = await this.row();
    return row.accessToken !== null && row.accessToken !== stale ? row.accessToken : this.renewed(row);
  }

  private get seedDigest(): string {
    return digestOf(this.config.zalo?.refreshToken ?? '');
  }

  /** The row as it is, or begun with the token of the settings. */
  private async row(): Promise<ZaloTokenEntity> {
    const { seedDigest } = this;
    const found = await this.reader.findOne(ZaloTokenEntity, { where: ROW });
    if (found?.seedDigest === seedDigest) return found;
    const refreshToken = this.config.zalo?.refreshToken ?? '';
    await this.work.run((tx) =>
      tx.run(
        `INSERT INTO zalo_token (id, refresh_token, seed_digest) VALUES (1, ?, ?)
         ON CONFLICT (id) DO UPDATE SET refresh_token = excluded.refresh_token, seed_digest = excluded.seed_digest,
           access_token = NULL, access_until = NULL, renewing_at = NULL, refused = NULL
         WHERE zalo_token.seed_digest <> excluded.seed_digest`,
        [refreshToken, seedDigest],
      ),
    );
    return (await this.reader.findOne(ZaloTokenEntity, { where: ROW }))!;
  }

  private renewed(row: ZaloTokenEntity): Promise<string> {
    this.renewing ??= this.renew(row).finally(() => (this.renewing = null));
    return this.renewing;
  }

  private async renew({ refreshToken, refused }: ZaloTokenEntity): Promise<string> {
    if (!this.api) throw new DeliveryError('EZALOTOKEN none', false, true);
    if (refused !== null) throw new DeliveryError(`EZALOTOKEN ${refused}`, false, true);
    const now = this.clock.now();
    const mine = await this.work.run((tx) =>
      tx.run(
        `UPDATE zalo_token SET renewing_at = ? WHERE id = 1 AND refresh_token = ?
           AND (renewing_at IS NULL OR renewing_at < ?)`,
        [now, refreshToken, now - LEASE_MS],
      ),
    );
    // Another process is about it, or has done it: the next attempt finds what it brought.
    if (mine !== 1) throw new DeliveryError('EZALOTOKEN busy', false, true);
    const answer = await this.api.renew(refreshToken).catch(async (error: unknown) => {
      await this.work.run((tx) => tx.update(ZaloTokenEntity, { ...ROW, refreshToken }, { renewingAt: null }));
      throw error;
    });
    if ('refused' in answer) {
      await this.keep(refreshToken, { refused: answer.refused });
      throw new DeliveryError(`EZALOTOKEN ${answer.refused}`, false, true);
    }
    const accessUntil = now + answer.lastsMs;
    await this.keep(refreshToken, {
      accessToken: answer.accessToken,
      accessUntil,
      refreshToken: answer.refreshToken,
      refused: null,
    });
    return answer.accessToken;
  }

  private async keep(usedToken: string, values: Partial<ZaloTokenEntity>): Promise<void> {
    await this.work.run((tx) =>
      tx.update(ZaloTokenEntity, { ...ROW, refreshToken: usedToken }, { ...values, renewingAt: null }),
    );
  }
}
