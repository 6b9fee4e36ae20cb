import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Clock } from '../clock/index.js';
import { problemOf, requestInvalid } from './problem.filter.js';
import { Refusal } from './refusal.js';

/** From its first byte to its last. A picture of 5 MB takes 100 s at 400 kbit/s. */
export const SLOWEST_REQUEST_MS = 300_000;
/** How often slower ones are looked for. */
const LOOK_MS = 10_000;
/** So long after its answer what a sender still sends is thrown away, so that it comes to read that answer. */
const LINGER_MS = 30_000;

/** How Fastify is made so that nobody holds a connection for ever, and so that what is no request is answered as all else is. */
export function requestLimits(slowestMs: number) {
  return {
    requestTimeout: slowestMs,
    http: {
      headersTimeout: Math.min(60_000, slowestMs),
      connectionsCheckingInterval: Math.min(LOOK_MS, slowestMs),
    },
    clientErrorHandler: answerBroken,
    frameworkErrors: (
      error: { statusCode?: number; message: string },
      _request: unknown,
      reply: FastifyReply,
    ) => {
      const refusal = requestInvalid(error.statusCode ?? 400, error.message);
      void reply.status(refusal.status).send(problemOf(refusal, randomUUID()));
    },
  };
}

/** No route of ours takes compressed bodies: a small one could hold gigabytes. */
export function refuseCompressedBodies(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const encoding = request.headers['content-encoding'];
    if (encoding === undefined || encoding === 'identity') done();
    else done(bodyCompressed());
  });
}

/**
 * Who is answered before the whole body came goes on sending, and reads the answer afterwards. A connection that is closed at once
 * would be reset under the answer, so what still comes is read and thrown away, for a while.
 */
export function lingerOverUnreadBodies(fastify: FastifyInstance, clock: Clock): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (hasBody(request) && !request.raw.complete) linger(request, reply, clock);
    done(null, payload);
  });
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function linger({ raw }: FastifyRequest, reply: FastifyReply, clock: Clock): void {
  // Fastify asks for the close where it read the body itself.
  void reply.removeHeader('connection');
  reply.raw.once('finish', () => {
    const endWait = clock.after(LINGER_MS, () => raw.socket.destroy());
    raw.once('end', endWait).once('close', endWait);
    raw.resume();
  });
}

/** What comes so late, so long or so malformed that it never becomes a request. */
function answerBroken(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const refusal = refusalOf(error.code);
  const body = JSON.stringify(problemOf(refusal, randomUUID()));
  socket.end(
    `HTTP/1.1 ${refusal.status} ${refusal.code}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    () => socket.destroy(error),
  );
}

function refusalOf(code: string | undefined): Refusal {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new Refusal('REQUEST_TOO_SLOW', 408, {
      vi: 'Đường truyền quá chậm nên máy chủ không nhận hết nội dung. Gửi lại, hoặc gửi không kèm ảnh.',
      en: 'The line is too slow: the body did not arrive in time. Send it again, or without a picture.',
    });
  }
  return requestInvalid(code === 'HPE_HEADER_OVERFLOW' ? 431 : 400, code ?? 'not HTTP');
}

function bodyCompressed(): Refusal {
  return new Refusal('BODY_COMPRESSED', 415, {
    vi: 'Máy chủ không nhận nội dung nén. Gửi lại không nén.',
    en: 'Compressed bodies are not accepted. Send it again without a Content-Encoding.',
  });
}
