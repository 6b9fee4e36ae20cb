import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};
const COMPRESSIBLE = new Set(['.html', '.js', '.css', '.svg', '.json', '.webmanifest', '.txt']);

type Encoding = 'br' | 'gzip' | 'identity';

/** Of the file that the build laid beside another, compressed as well as there was time for. */
const BESIDE: Readonly<Record<Encoding, string>> = { br: '.br', gzip: '.gz', identity: '' };

const ENCODERS: Readonly<Record<Encoding, (bytes: Buffer) => Promise<Buffer>>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes) => promisify(gzip)(bytes),
  identity: (bytes) => Promise.resolve(bytes),
};

/**
 * The files of one folder as they were when the server started, kept in memory in the encodings that were asked for: a
 * centre's slow line should not wait for a disk or a compressor twice.
 */
export class StaticFiles {
  private readonly bodies = new Map<string, Promise<Buffer>>();
  private readonly tags = new Map<string, string>();

  private constructor(
    private readonly folder: string,
    private readonly paths: ReadonlySet<string>,
  ) {}

  /** Every file below `folder`; none when there is no such folder. */
  static below(folder: string): StaticFiles {
    return new StaticFiles(folder, new Set(filesBelow(folder)));
  }

  has(path: string): boolean {
    return this.paths.has(path);
  }

  async send(request: FastifyRequest, reply: FastifyReply, path: string): Promise<FastifyReply> {
    const extension = extname(path);
    const encoding = COMPRESSIBLE.has(extension)
      ? bestEncoding(request.headers['accept-encoding'])
      : 'identity';
    const body = await this.body(path, encoding);
    const tag = this.tag(path, encoding, body);
    void reply.header('ETag', tag).header('Vary', 'Accept-Encoding');
    if (request.headers['if-none-match'] === tag) return reply.status(304).send();
    if (encoding !== 'identity') void reply.header('Content-Encoding', encoding);
    return reply.type(TYPES[extension] ?? 'application/octet-stream').send(body);
  }

  private body(path: string, encoding: Encoding): Promise<Buffer> {
    const key = `${encoding} ${path}`;
    let body = this.bodies.get(key);
    if (!body) {
      const beside = path + BESIDE[encoding];
      body = this.paths.has(beside)
        ? readFile(join(this.folder, beside))
        : readFile(join(this.folder, path)).then(ENCODERS[encoding]);
      body.catch(() => this.bodies.delete(key));
      this.bodies.set(key, body);
    }
    return body;
  }

  private tag(path: string, encoding: Encoding, body: Buffer): string {
    const key = `${encoding} ${path}`;
    let tag = this.tags.get(key);
    if (!tag) {
      tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
      this.tags.set(key, tag);
    }
    return tag;
  }
}

function bestEncoding(accepted: string | string[] | undefined): Encoding {
  const names = String(accepted ?? '').split(',');
  const accepts = (name: string) => names.some((part) => part.trim().split(';')[0] === name);
  if (accepts('br')) return 'br';
  return accepts('gzip') ? 'gzip' : 'identity';
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length))
      .map((path) => path.split(sep).join('/').replace(/^\//, ''));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
