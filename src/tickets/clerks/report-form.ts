import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { readableText, Refusal } from '../../platform/http/index.js';
import type { SentFile } from '../attachments.js';
import { formUnreadable, pictureTooLarge } from '../tickets.refusals.js';

const PICTURE_MEGABYTES = 5;
export const MAX_PICTURE_BYTES = PICTURE_MEGABYTES * 1024 * 1024;
const FIELDS = 7;
const FIELD_BYTES = 20_000;
/** A form cannot be larger without a picture that is; what says of itself that it is, is not read. */
const MAX_FORM_BYTES = MAX_PICTURE_BYTES + FIELDS * FIELD_BYTES + 64 * 1024;

/** One byte more than a picture may have, so that one which is too large is known without reading on. */
const LIMITS = {
  fileSize: MAX_PICTURE_BYTES + 1,
  files: 1,
  fields: FIELDS,
  fieldSize: FIELD_BYTES,
  parts: FIELDS + 1,
};

/**
 * Reads the multipart body of a report within limits: a few short fields, one picture. Nothing of it is written to the disk, and
 * of what is too large no more is read than shows that it is. @throws Refusal
 */
export async function readReportForm(
  request: FastifyRequest,
): Promise<{ fields: Record<string, string>; picture: SentFile | null }> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_FORM_BYTES)
    throw pictureTooLarge(PICTURE_MEGABYTES);
  const fields: Record<string, string> = {};
  let picture: SentFile | null = null;
  try {
    for await (const part of request.parts({ limits: LIMITS })) {
      if (part.type === 'file') {
        const bytes = await bytesOf(part);
        if (bytes.length > 0) picture = { name: readableText(part.filename), bytes };
      } else if (typeof part.value === 'string' && part.value !== '') {
        fields[part.fieldname] = readableText(part.value);
      }
    }
  } catch (error) {
    // The parser says with plain errors that a form is cut off or has no boundary; the rest explains itself.
    const explained = error instanceof Refusal || (error as { statusCode?: number }).statusCode !== undefined;
    throw explained ? error : formUnreadable();
  }
  return { fields, picture };
}

async function bytesOf({ file }: MultipartFile): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of file as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MAX_PICTURE_BYTES) throw pictureTooLarge(PICTURE_MEGABYTES);
  }
  return Buffer.concat(chunks);
}
