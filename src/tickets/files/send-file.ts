import type { FastifyReply } from 'fastify';
import type { StoredFile } from '../attachments.js';
import { isPictureType } from './domain/file-kind.js';

/** Answers with a file: pictures as pictures, everything else as something to be saved, nothing as a page. */
export async function sendFile(
  reply: FastifyReply,
  { name, mediaType }: Pick<StoredFile, 'name' | 'mediaType'>,
  content: Buffer,
): Promise<void> {
  const how = isPictureType(mediaType) ? 'inline' : 'attachment';
  await reply
    .header('Content-Type', mediaType)
    .header('Content-Disposition', `${how}; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('Content-Security-Policy', "default-src 'none'; sandbox")
    .header('X-Content-Type-Options', 'nosniff')
    .header('Cache-Control', 'private, max-age=3600')
    .send(content);
}
