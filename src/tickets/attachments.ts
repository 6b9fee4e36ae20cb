import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Config } from '../platform/config/index.js';
import { Reader, type Transaction } from '../platform/database/index.js';
import { readableText } from '../platform/http/index.js';
import { sniffPicture } from './domain/picture.js';
import { isTooDetailed } from './domain/picture-size.js';
import { TicketAttachmentEntity } from './entities/ticket-attachment.entity.js';
import { pictureRefused, pictureTooDetailed } from './tickets.refusals.js';

export interface Picture {
  name: string;
  bytes: Buffer;
}

export interface StoredPicture {
  name: string;
  mediaType: string;
  bytes: number;
  storedAs: string;
}

/** Pictures on tickets: in the data folder under a name of our own, never below what the web server serves. */
@Injectable()
export class Attachments {
  constructor(
    private readonly config: Config,
    private readonly reader: Reader,
  ) {}

  /** Writes the bytes before the row: a crash in between leaves a file nobody names, never a row without its file. */
  async store({ name, bytes }: Picture): Promise<StoredPicture> {
    const mediaType = sniffPicture(bytes);
    if (!mediaType) throw pictureRefused();
    if (isTooDetailed(bytes)) throw pictureTooDetailed();
    const storedAs = randomUUID();
    await mkdir(this.folder(), { recursive: true });
    await writeFile(join(this.folder(), storedAs), bytes, { flag: 'wx', flush: true });
    return { name: safeName(name), mediaType, bytes: bytes.length, storedAs };
  }

  async discard({ storedAs }: Pick<StoredPicture, 'storedAs'>): Promise<void> {
    await rm(join(this.folder(), storedAs), { force: true });
  }

  async attach(tx: Transaction, ticketId: number, eventId: number, picture: StoredPicture): Promise<void> {
    await tx.insert(TicketAttachmentEntity, { ticketId, eventId, ...picture });
  }

  ofTicket(ticketId: number): Promise<TicketAttachmentEntity[]> {
    return this.reader.find(TicketAttachmentEntity, { where: { ticketId }, order: { id: 'ASC' } });
  }

  async read(
    ticketId: number,
    id: number,
  ): Promise<{ mediaType: string; name: string; content: Buffer } | null> {
    const row = await this.reader.findOne(TicketAttachmentEntity, { where: { id, ticketId } });
    if (!row) return null;
    return {
      mediaType: row.mediaType,
      name: row.name,
      content: await this.content(row),
    };
  }

  content({ storedAs }: Pick<StoredPicture, 'storedAs'>): Promise<Buffer> {
    return readFile(join(this.folder(), storedAs));
  }

  private folder(): string {
    return join(this.config.dataDir, 'attachments');
  }
}

/** Keeps a name readable and harmless: no path, no control characters, at most 100 characters, none of them a half. */
function safeName(name: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is to be removed
  const clean = name.normalize('NFC').replace(/[\u0000-\u001f\u007f"\\/:*?<>|]/g, '_');
  return readableText(clean.slice(-100)) || 'picture';
}
