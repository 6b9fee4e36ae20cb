import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../platform/http/index.js';
import { formUnreadable } from './tickets.refusals.js';

/** What stands around the parts of a form. */
const AROUND_BYTES = 64 * 1024;

/**
 * Reads a multipart form whose parts have `bytes` together at most; one that says of itself that it is larger is not read.
 * @throws Refusal `tooLarge`, FORM_UNREADABLE and what `read` refuses with
 */
export async function readForm<T>(
  { headers }: FastifyRequest,
  bytes: number,
  tooLarge: () => Refusal,
  read: () => Promise<T>,
): Promise<T> {
  if (Number(headers['content-length'] ?? 0) > bytes + AROUND_BYTES) throw tooLarge();
  try {
    return await read();
  } catch (error) {
    // The parser says with plain errors that a form is cut off or has no boundary; the rest explains itself.
    const explained = error instanceof Refusal || (error as { statusCode?: number }).statusCode !== undefined;
    throw explained ? error : formUnreadable();
  }
}

/**
 * The bytes of a file in a form. Of one that is too large no more is read than shows that it is; the parser's own limit must
 * allow one byte more. @throws Refusal `tooLarge`
 */
export async function bytesOf(
  { file }: MultipartFile,
  most: number,
  tooLarge: () => Refusal,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of file as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > most) throw tooLarge();
  }
  return Buffer.concat(chunks);
}
