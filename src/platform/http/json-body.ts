import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isUtf8 } from 'node:buffer';
import { bodyNotJson } from './problem.filter.js';

/**
 * JSON in UTF-8 and nothing else. Fastify's own parser would quietly turn bytes of another encoding into replacement
 * characters, and a name broken that way would be stored.
 */
export function acceptJson(app: NestFastifyApplication, fastify: FastifyInstance, bodyLimit: number): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  app.useBodyParser('application/json', { bodyLimit }, (request, body, done) => {
    if (!isUtf8(body)) done(bodyNotJson());
    else void parse(request as FastifyRequest, body.toString('utf8'), done);
  });
}
