import type { FastifyRequest } from 'fastify';
import type { SentFile } from '../attachments.js';
import { fileMissing, fileTooLarge } from './files.refusals.js';

const FILE_MEGABYTES = 10;
export const MAX_FILE_BYTES = FILE_MEGABYTES * 1024 * 1024;

/** Reads a multipart body with one file, within limits. @throws Refusal FILE_MISSING, FILE_TOO_LARGE */
export async function readUpload(request: FastifyRequest): Promise<SentFile> {
  if (!request.isMultipart()) throw fileMissing();
  // One byte more than may be: what is cut off there is too large, whether or not the reader of the body noticed in time.
  const limits = { fileSize: MAX_FILE_BYTES + 1, files: 1, fields: 1, parts: 3 };
  const part = await request.file({ limits });
  const bytes = await part?.toBuffer().catch(() => {
    throw fileTooLarge(FILE_MEGABYTES);
  });
  if (!part || !bytes || bytes.length === 0) throw fileMissing();
  if (bytes.length > MAX_FILE_BYTES) throw fileTooLarge(FILE_MEGABYTES);
  return { name: part.filename, bytes };
}
