import type { FastifyInstance } from 'fastify';

const POLICY =
  "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; style-src-attr 'unsafe-inline'; " +
  "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const HEADERS = {
  'Content-Security-Policy': POLICY,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
} as const;

/** What browsers must not do with our pages. Agents are no browsers, and their answers are the bulk: they go without. */
export function addSecurityHeaders(fastify: FastifyInstance, https: boolean): void {
  const headers = https ? { ...HEADERS, 'Strict-Transport-Security': 'max-age=31536000' } : HEADERS;
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!request.url.startsWith('/api/agent/')) {
      void reply.headers(headers);
      if (request.url.startsWith('/api/v1/')) void reply.header('Cache-Control', 'no-store');
    }
    done();
  });
}
