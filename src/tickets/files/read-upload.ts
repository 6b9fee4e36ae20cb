import type { FastifyRequest } from 'fastify';
import { readableText } from '../../platform/http/index.js';
import type { SentFile } from '../attachments.js';
import { bytesOf, readForm } from '../form-parts.js';
import { fileMissing, fileTooLarge } from './files.refusals.js';

const FILE_MEGABYTES = 10;
export const MAX_FILE_BYTES = FILE_MEGABYTES * 1024 * 1024;
const LIMITS = { fileSize: MAX_FILE_BYTES + 1, files: 1, fields: 1, parts: 3 };

/** Reads a multipart body with one file, within limits. @throws Refusal FILE_MISSING, FILE_TOO_LARGE, FORM_UNREADABLE */
export function readUpload(request: FastifyRequest): Promise<SentFile> {
  if (!request.isMultipart()) throw fileMissing();
  const tooLarge = () => fileTooLarge(FILE_MEGABYTES);
  return readForm(request, MAX_FILE_BYTES, tooLarge, async () => {
    const part = await request.file({ limits: LIMITS });
    const bytes = part && (await bytesOf(part, MAX_FILE_BYTES, tooLarge));
    if (!bytes || bytes.length === 0) throw fileMissing();
    return { name: readableText(part.filename), bytes };
  });
}
