import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Registry } from 'prom-client';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** For whoever runs the server. `ready` rejects when the database does not answer. */
export function addOperationsRoutes(
  fastify: FastifyInstance,
  parts: { ready: () => Promise<unknown>; registry: Registry },
): void {
  fastify.get('/api/health/live', () => ({ status: 'live' }));
  fastify.get('/api/health/ready', async (_request, reply) => {
    try {
      await parts.ready();
      return { status: 'ready' };
    } catch {
      return reply.status(503).send({ status: 'database does not answer' });
    }
  });
  fastify.get('/metrics', async (request, reply) => {
    if (!isLocal(request)) return reply.callNotFound();
    return reply.type(parts.registry.contentType).send(await parts.registry.metrics());
  });
}

/** A proxy on this very machine calls from loopback too, but says for whom. */
function isLocal(request: FastifyRequest): boolean {
  const forwarded = request.headers['x-forwarded-for'] ?? request.headers['forwarded'];
  return forwarded === undefined && LOOPBACK.has(request.ip);
}
