import type { FastifyInstance } from 'fastify';
import type { Clock } from '../clock/index.js';

/** What a demo's server adds to each answer: its time in epoch ms, and how fast it passes. Other servers do not have it. */
export const DEMO_CLOCK_HEADER = 'trucban-clock';

/** So that pages and simulated PCs go by the time of the simulated day: the `Date` header is the true one. */
export function tellDemoClock(fastify: FastifyInstance, clock: Clock): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (request.url.startsWith('/api/')) {
      void reply.header(DEMO_CLOCK_HEADER, `${clock.now()} ${clock.speed}`);
    }
    done(null, payload);
  });
}
