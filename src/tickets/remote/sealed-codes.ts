import { Injectable } from '@nestjs/common';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Config } from '../../platform/config/index.js';
import { Reader, type Transaction } from '../../platform/database/index.js';
import { RemoteHelpCodeEntity } from './entities/remote-help-code.entity.js';

const KEY_FILE = 'remote-help.key';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

export interface Codes {
  id: string;
  password: string;
}

/**
 * What lets somebody onto a clerk's PC, for as long as it is needed. The database holds it sealed, the key lies beside the
 * attachments: a copy of the database alone, such as a backup, opens nothing.
 */
@Injectable()
export class SealedCodes {
  private key: Promise<Buffer> | null = null;

  constructor(
    private readonly config: Config,
    private readonly reader: Reader,
  ) {}

  /** Outside of a unit of work, because the key is read from a file. */
  async seal(helpId: number, codes: Codes): Promise<string> {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', await this.theKey(), iv).setAAD(aad(helpId));
    const sealed = [cipher.update(JSON.stringify(codes), 'utf8'), cipher.final()];
    return Buffer.concat([iv, cipher.getAuthTag(), ...sealed]).toString('base64url');
  }

  async put(tx: Transaction, helpId: number, sealed: string, forgottenAt: number): Promise<void> {
    await this.forget(tx, helpId);
    await tx.insert(RemoteHelpCodeEntity, { helpId, sealed, forgottenAt });
  }

  async forget(tx: Transaction, helpId: number): Promise<void> {
    await tx.run('DELETE FROM remote_help_code WHERE help_id = ?', [helpId]);
  }

  /** When they are forgotten; null: there are none. */
  async forgottenAt(from: Transaction | Reader, helpId: number): Promise<number | null> {
    return (await from.findOne(RemoteHelpCodeEntity, { where: { helpId } }))?.forgottenAt ?? null;
  }

  /** Null: there are none, or they were sealed with a key that is gone. */
  async read(helpId: number, now: number): Promise<(Codes & { forgottenAt: number }) | null> {
    const row = await this.reader.findOne(RemoteHelpCodeEntity, { where: { helpId } });
    if (!row || row.forgottenAt <= now) return null;
    const bytes = Buffer.from(row.sealed, 'base64url');
    const iv = bytes.subarray(0, IV_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', await this.theKey(), iv)
      .setAAD(aad(helpId))
      .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    try {
      const text =
        decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
      return { ...(JSON.parse(text) as Codes), forgottenAt: row.forgottenAt };
    } catch {
      return null;
    }
  }

  private theKey(): Promise<Buffer> {
    return (this.key ??= this.readOrMakeKey());
  }

  /** Of two processes that start with an empty folder one makes it. */
  private async readOrMakeKey(): Promise<Buffer> {
    const path = join(this.config.dataDir, KEY_FILE);
    await mkdir(this.config.dataDir, { recursive: true });
    try {
      await writeFile(path, randomBytes(KEY_BYTES), { flag: 'wx', mode: 0o600, flush: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    return readFile(path);
  }
}

function aad(helpId: number): Buffer {
  return Buffer.from(`remote-help ${helpId}`);
}
