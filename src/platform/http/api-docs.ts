import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { LINK_HEADER } from '../../contracts/api/index.js';
import { StaticFiles } from './static-files.js';

const PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Trực Ban API</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><div id="swagger-ui"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>`;
const START = `SwaggerUIBundle({ url: '/api/docs/openapi.json', dom_id: '#swagger-ui' });`;
const ABOUT = `PCs speak under /api/agent/v1, with the token of their enrolment as Bearer. People speak under /api/v1, with the cookie
that POST /api/v1/session sets; what is under /api/v1/public needs none, but the secret of a page in the header ${LINK_HEADER}. What is refused is
answered by {"error": {"code", "message": {"vi", "en"}, "path"}}: the code is stable, the message says what to do.`;
const ASSETS = ['swagger-ui.css', 'swagger-ui-bundle.js'];

/** OpenAPI under /api/docs, with the page's own copy of Swagger UI: a center's server may have no way out. */
export function serveApiDocs(app: INestApplication, fastify: FastifyInstance): void {
  const home = createRequire(import.meta.url).resolve('swagger-ui-dist/package.json');
  const files = StaticFiles.below(dirname(home));
  let document: OpenAPIObject | null = null;
  fastify.get('/api/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(PAGE));
  fastify.get('/api/docs/start.js', (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(START),
  );
  fastify.get('/api/docs/openapi.json', () => (document ??= describe(app)));
  for (const asset of ASSETS) {
    fastify.get(`/api/docs/${asset}`, (request, reply) => files.send(request, reply, asset));
  }
}

function describe(app: INestApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('Trực Ban')
    .setDescription(ABOUT)
    .addCookieAuth('trucban_session')
    .build();
  return SwaggerModule.createDocument(app, about);
}
