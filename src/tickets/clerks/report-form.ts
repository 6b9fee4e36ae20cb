import type { FastifyRequest } from 'fastify';
import type { SentFile } from '../attachments.js';
import { pictureTooLarge } from '../tickets.refusals.js';

const PICTURE_MEGABYTES = 5;
export const MAX_PICTURE_BYTES = PICTURE_MEGABYTES * 1024 * 1024;

/** Reads the multipart body of a report within limits: a few short fields, one picture. */
export async function readReportForm(
  request: FastifyRequest,
): Promise<{ fields: Record<string, string>; picture: SentFile | null }> {
  const fields: Record<string, string> = {};
  let picture: SentFile | null = null;
  const limits = { fileSize: MAX_PICTURE_BYTES + 1, files: 1, fields: 7, fieldSize: 20_000, parts: 8 };
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') {
      if (typeof part.value === 'string' && part.value !== '') fields[part.fieldname] = part.value;
      continue;
    }
    const bytes = await part.toBuffer().catch(() => {
      throw pictureTooLarge(PICTURE_MEGABYTES);
    });
    // Cut off there, whether or not the reader of the body noticed in time.
    if (bytes.length > MAX_PICTURE_BYTES) throw pictureTooLarge(PICTURE_MEGABYTES);
    if (bytes.length > 0) picture = { name: part.filename, bytes };
  }
  return { fields, picture };
}
