import type { FastifyRequest } from 'fastify';
import type { SentFile } from '../attachments.js';
import { fileMissing, fileTooLarge } from './files.refusals.js';

const FILE_MEGABYTES = 10;
export const MAX_FILE_BYTES = FILE_MEGABYTES * 1024 * 1024;

/** Reads a multipart body with one file, within limits. @throws Refusal FILE_MISSING, FILE_TOO_LARGE */
export async function readUpload(request: FastifyRequest): Promise<SentFile> {
  if (!request.isMultipart()) throw fileMissing();
  const part = await request.file({ limits: { fileSize: MAX_FILE_BYTES, files: 1, fields: 1, parts: 3 } });
  const bytes = await part?.toBuffer().catch(() => {
    throw fileTooLarge(FILE_MEGABYTES);
  });
  if (!part || !bytes || bytes.length === 0) throw fileMissing();
  return { name: part.filename, bytes };
}
