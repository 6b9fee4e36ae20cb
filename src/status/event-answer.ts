import type { FastifyReply } from 'fastify';

/** Takes the response away from the framework and begins a stream of server-sent events on it. */
export function beginEvents(reply: FastifyReply): FastifyReply['raw'] {
  void reply.hijack();
  reply.raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    // nginx would hold events back to send them together.
    'x-accel-buffering': 'no',
  });
  return reply.raw;
}

/** The revision that a browser says it has, if it says so. */
export function revisionIn(lastEventId: string | undefined): number | null {
  return /^\d{1,15}$/.test(lastEventId ?? '') ? Number(lastEventId) : null;
}
