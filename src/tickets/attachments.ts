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
import type { TicketEventKind } from './entities/ticket-event.entity.js';
import { type KeptType, trueName } from './files/domain/file-kind.js';
import { withoutTail } from './files/domain/picture-end.js';
import { fileRefused } from './files/files.refusals.js';
import { inspectFile } from './files/inspect-file.js';
import { pictureRefused, pictureTooDetailed } from './tickets.refusals.js';

/** A file as it was sent: nobody has looked into it yet. */
export interface SentFile {
  name: string;
  bytes: Buffer;
}

export interface StoredFile {
  name: string;
  mediaType: string;
  bytes: number;
  storedAs: string;
}

/** A file of an entry of a ticket's history. */
export type AttachedFile = StoredFile & { id: number; eventId: number; kind: TicketEventKind };

/** What the desk and mails may add to one ticket. */
export const TICKET_MEGABYTES = 100;

/** Files on tickets: in the data folder under a name of our own, never below what the web server serves. */
@Injectable()
export class Attachments {
  constructor(
    private readonly config: Config,
    private readonly reader: Reader,
  ) {}

  /** @throws Refusal PICTURE_INVALID for what is no picture */
  async storePicture({ name, bytes }: SentFile): Promise<StoredFile> {
    const mediaType = sniffPicture(bytes);
    if (!mediaType) throw pictureRefused();
    if (isTooDetailed(bytes)) throw pictureTooDetailed();
    return this.storeAs(mediaType, { name, bytes });
  }

  /** @throws Refusal FILE_REFUSED, which says why */
  async store({ name, bytes }: SentFile): Promise<StoredFile> {
    const judged = await inspectFile(name, bytes);
    if ('fault' in judged) throw fileRefused(judged.fault);
    return this.storeAs(judged.mediaType, { name, bytes });
  }

  async discard({ storedAs }: Pick<StoredFile, 'storedAs'>): Promise<void> {
    await rm(join(this.folder(), storedAs), { force: true });
  }

  async attach(tx: Transaction, ticketId: number, eventId: number, file: StoredFile): Promise<void> {
    const { name, mediaType, bytes, storedAs } = file;
    await tx.insert(TicketAttachmentEntity, { ticketId, eventId, name, mediaType, bytes, storedAs });
  }

  /** How many bytes the desk and mails may still add, with what is about to be sent taken for sent. */
  async roomOn(tx: Transaction, ticketId: number): Promise<number> {
    const row = await tx.row<{ bytes: number }>(
      `SELECT (SELECT COALESCE(SUM(bytes), 0) FROM ticket_upload WHERE ticket_id = ?)
         + (SELECT COALESCE(SUM(bytes), 0) FROM ticket_attachment WHERE ticket_id = ?) AS bytes`,
      [ticketId, ticketId],
    );
    return TICKET_MEGABYTES * 1024 * 1024 - Number(row?.bytes ?? 0);
  }

  ofTicket(ticketId: number): Promise<TicketAttachmentEntity[]> {
    return this.reader.find(TicketAttachmentEntity, { where: { ticketId }, order: { id: 'ASC' } });
  }

  ofEvent(eventId: number): Promise<TicketAttachmentEntity[]> {
    return this.reader.find(TicketAttachmentEntity, { where: { eventId }, order: { id: 'ASC' } });
  }

  /** `kind`: of the entry that it belongs to, which decides who may read it. */
  byId(ticketId: number, id: number): Promise<AttachedFile | null> {
    return this.reader.row<AttachedFile>(
      `SELECT file.id, file.event_id AS "eventId", file.name, file.media_type AS "mediaType", file.bytes,
         file.stored_as AS "storedAs", event.kind
       FROM ticket_attachment file JOIN ticket_event event ON event.id = file.event_id
       WHERE file.id = ? AND file.ticket_id = ?`,
      [id, ticketId],
    );
  }

  content({ storedAs }: Pick<StoredFile, 'storedAs'>): Promise<Buffer> {
    return readFile(join(this.folder(), storedAs));
  }

  /**
   * Keeps what was looked into already. The bytes are written before the row: a crash in between leaves a file nobody names, never
   * a row without its file.
   */
  async storeAs(mediaType: KeptType, { name, bytes: given }: SentFile): Promise<StoredFile> {
    const bytes = withoutTail(given, mediaType);
    const storedAs = randomUUID();
    await mkdir(this.folder(), { recursive: true });
    await writeFile(join(this.folder(), storedAs), bytes, { flag: 'wx', flush: true });
    return { name: trueName(safeName(name), mediaType), mediaType, bytes: bytes.length, storedAs };
  }

  private folder(): string {
    return join(this.config.dataDir, 'attachments');
  }
}

/** What no file system takes, what breaks the line, and joiners: two names would look the same. */
const NOT_IN_NAMES = /[\t\n\r"\\/:*?<>|\u200c\u200d]/g;

/** Keeps a name readable and harmless, and at most 100 characters of it. */
function safeName(name: string): string {
  const clean = readableText(name.normalize('NFC')).replace(NOT_IN_NAMES, '_');
  return readableText(clean.slice(-100)) || 'picture';
}
