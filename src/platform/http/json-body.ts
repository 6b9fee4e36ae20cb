import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isUtf8 } from 'node:buffer';
import { bodyNotJson } from './problem.filter.js';
import { makeReadable, mayBeUnreadable } from './readable-text.js';

/** Of requests whose signature is over the bytes of their body. */
const SIGNED_BY = 'x-zevent-signature';
const RAW = Symbol('body as it came');

/**
 * JSON in UTF-8 and nothing else. Fastify's own parser would quietly turn bytes of another encoding into replacement
 * characters, and a name broken that way would be stored.
 */
export function acceptJson(app: NestFastifyApplication, fastify: FastifyInstance, bodyLimit: number): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  app.useBodyParser('application/json', { bodyLimit }, (request, body, done) => {
    if (request.headers[SIGNED_BY] !== undefined) Object.assign(request, { [RAW]: body });
    if (!isUtf8(body)) return done(bodyNotJson());
    const json = body.toString('utf8');
    const read: typeof done = mayBeUnreadable(json)
      ? (error, value) => (error ? done(error) : done(null, makeReadable(value)))
      : done;
    void parse(request as FastifyRequest, json, read);
  });
}

/** The body as it came, of a request that says it is signed; empty of any other. */
export function rawBodyOf(request: FastifyRequest): string {
  const { [RAW]: body } = request as FastifyRequest & { [RAW]?: Buffer };
  return body?.toString('utf8') ?? '';
}
