import type { FastifyRequest } from 'fastify';
import { readableText } from '../../platform/http/index.js';
import type { SentFile } from '../attachments.js';
import { bytesOf, readForm } from '../form-parts.js';
import { pictureTooLarge } from '../tickets.refusals.js';

const PICTURE_MEGABYTES = 5;
export const MAX_PICTURE_BYTES = PICTURE_MEGABYTES * 1024 * 1024;
const FIELDS = 7;
const FIELD_BYTES = 20_000;

const LIMITS = {
  fileSize: MAX_PICTURE_BYTES + 1,
  files: 1,
  fields: FIELDS,
  fieldSize: FIELD_BYTES,
  parts: FIELDS + 1,
};

/** Reads the multipart body of a report within limits: a few short fields, one picture. Nothing of it is written to the disk. @throws Refusal */
export function readReportForm(
  request: FastifyRequest,
): Promise<{ fields: Record<string, string>; picture: SentFile | null }> {
  const tooLarge = () => pictureTooLarge(PICTURE_MEGABYTES);
  return readForm(request, MAX_PICTURE_BYTES + FIELDS * FIELD_BYTES, tooLarge, async () => {
    const fields: Record<string, string> = {};
    let picture: SentFile | null = null;
    for await (const part of request.parts({ limits: LIMITS })) {
      if (part.type === 'file') {
        const bytes = await bytesOf(part, MAX_PICTURE_BYTES, tooLarge);
        if (bytes.length > 0) picture = { name: readableText(part.filename), bytes };
      } else if (typeof part.value === 'string' && part.value !== '') {
        fields[part.fieldname] = readableText(part.value);
      }
    }
    return { fields, picture };
  });
}
