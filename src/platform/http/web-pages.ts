import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StaticFiles } from './static-files.js';

const NOT_BUILT =
  'Trang web chưa được dựng. Chạy "npm run build:web" rồi khởi động lại máy chủ.\n' +
  'The pages have not been built. Run "npm run build:web" and start the server again.\n';

/** Which front end this server hands out. */
@Injectable()
export class WebPages {
  /** Changes with anything in the front end, because its pages name every file with a digest. */
  version = 'none';

  learn(folder: string): void {
    if (!existsSync(join(folder, 'index.html'))) return;
    const pages = readdirSync(folder).filter((name) => name.endsWith('.html'));
    const digest = createHash('sha256');
    for (const page of pages.toSorted()) digest.update(readFileSync(join(folder, page)));
    this.version = digest.digest('hex').slice(0, 16);
  }
}

/**
 * The front end. Its addresses belong to the browser, so an unknown GET outside of /api answers with the page of the desk, or
 * with `x.html` where addresses begin with `x` and the build made one. Files under assets/ carry a digest in their names and never
 * change.
 */
export function serveWebPages(fastify: FastifyInstance, folder: string): void {
  const files = StaticFiles.below(folder);
  fastify.get('/*', (request, reply) => {
    const path = decoded(request.url.split('?')[0] ?? '/').slice(1);
    if (path === 'api' || path.startsWith('api/')) {
      reply.callNotFound();
      return reply;
    }
    const file = [path, `${path.split('/')[0]}.html`, 'index.html'].find((one) => files.has(one));
    if (file === undefined) return reply.status(404).type('text/plain; charset=utf-8').send(NOT_BUILT);
    const lasting = file.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    return files.send(request, reply.header('Cache-Control', lasting), file);
  });
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
