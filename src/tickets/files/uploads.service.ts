import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { UploadReply } from '../../contracts/api/index.js';
import { DAY_MS } from '../../platform/civil/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Reader, type Transaction, UnitOfWork } from '../../platform/database/index.js';
import { Nightly } from '../../platform/scheduler/index.js';
import { Attachments, type SentFile, TICKET_MEGABYTES } from '../attachments.js';
import { TicketUploadEntity } from './entities/ticket-upload.entity.js';
import { ticketFull, tooManyFiles, uploadGone } from './files.refusals.js';

export const MOST_FILES = 10;
/** Whoever chose a file and did not send it in a day has forgotten it. */
const KEPT_MS = DAY_MS;

/** Files that somebody of the desk is about to send: uploaded one by one, taken along by the entry. */
@Injectable()
export class Uploads implements OnModuleInit {
  constructor(
    private readonly attachments: Attachments,
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly nightly: Nightly,
  ) {}

  onModuleInit(): void {
    this.nightly.forgetting('tickets.uploads', (now) => this.forget(now));
  }

  /** @throws Refusal FILE_REFUSED, FILES_TOO_MANY, TICKET_FILES_FULL */
  async add(ticketId: number, userId: number, file: SentFile): Promise<UploadReply> {
    const stored = await this.attachments.store(file);
    const now = this.clock.now();
    try {
      const id = await this.work.run(async (tx) => {
        await this.refuseFlood(tx, ticketId, userId, stored.bytes);
        return tx.insert(TicketUploadEntity, { ticketId, userId, at: now, ...stored });
      });
      return { id, name: stored.name, bytes: stored.bytes };
    } catch (error) {
      await this.attachments.discard(stored);
      throw error;
    }
  }

  /** One's own, which was not sent. */
  async remove(ticketId: number, userId: number, id: number): Promise<void> {
    const found = await this.reader.findOne(TicketUploadEntity, { where: { id, ticketId, userId } });
    if (!found) return;
    const removed = await this.work.run((tx) =>
      tx.run('DELETE FROM ticket_upload WHERE id = ? AND user_id = ?', [id, userId]),
    );
    if (removed === 1) await this.attachments.discard(found);
  }

  /** They belong to the entry from now on. @throws Refusal UPLOAD_GONE */
  async claim(
    tx: Transaction,
    { ticketId, eventId, userId }: { ticketId: number; eventId: number; userId: number },
    ids: readonly number[],
  ): Promise<void> {
    for (const id of new Set(ids)) {
      const upload = await tx.findToChange(TicketUploadEntity, { id, ticketId, userId });
      if (!upload) throw uploadGone();
      await this.attachments.attach(tx, ticketId, eventId, upload);
      await tx.run('DELETE FROM ticket_upload WHERE id = ?', [id]);
    }
  }

  async forget(now: number): Promise<void> {
    const old = await this.reader.rows<{ id: number; storedAs: string }>(
      'SELECT id, stored_as AS "storedAs" FROM ticket_upload WHERE at < ?',
      [now - KEPT_MS],
    );
    for (const { id, storedAs } of old) {
      const removed = await this.work.run((tx) => tx.run('DELETE FROM ticket_upload WHERE id = ?', [id]));
      if (removed === 1) await this.attachments.discard({ storedAs });
    }
  }

  private async refuseFlood(tx: Transaction, ticketId: number, userId: number, more: number): Promise<void> {
    const row = await tx.row<{ mine: number }>(
      'SELECT COUNT(*) AS mine FROM ticket_upload WHERE ticket_id = ? AND user_id = ?',
      [ticketId, userId],
    );
    if (Number(row?.mine ?? 0) >= MOST_FILES) throw tooManyFiles(MOST_FILES);
    if (more > (await this.attachments.roomOn(tx, ticketId))) throw ticketFull(TICKET_MEGABYTES);
  }
}
