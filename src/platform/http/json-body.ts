import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isUtf8 } from 'node:buffer';
import { bodyNotJson } from './problem.filter.js';
import { makeReadable, mayBeUnreadable } from './readable-text.js';

/**
 * JSON in UTF-8 and nothing else. Fastify's own parser would quietly turn bytes of another encoding into replacement
 * characters, and a name broken that way would be stored.
 */
export function acceptJson(app: NestFastifyApplication, fastify: FastifyInstance, bodyLimit: number): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  app.useBodyParser('application/json', { bodyLimit }, (request, body, done) => {
    if (!isUtf8(body)) return done(bodyNotJson());
    const json = body.toString('utf8');
    const read: typeof done = mayBeUnreadable(json)
      ? (error, value) => (error ? done(error) : done(null, makeReadable(value)))
      : done;
    void parse(request as FastifyRequest, json, read);
  });
}
