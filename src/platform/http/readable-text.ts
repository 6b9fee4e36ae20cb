import type { FastifyInstance } from 'fastify';

/** Word and old programs break lines with these. */
// eslint-disable-next-line no-control-regex -- control characters are what is to be replaced
const OLD_LINE_ENDS = /[\u000b\u000c\u0085\u2028\u2029]/g;
/** Marks that turn the reading direction, what is there and not seen, and the later controls. No text of people here needs them. */
const MARKS =
  '\\u007f-\\u009f\\u061c\\u180e\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff';
const UNREADABLE = new RegExp(`[\\u0000-\\u0008\\u000e-\\u001f${MARKS}]`, 'g');
const HALF_LETTERS = /\p{Surrogate}/gu;

/** JSON that holds none of them, escaped or not, is not looked through: a nation's beats come this way. */
const NEEDS_A_LOOK = new RegExp(`\\\\[ubf]|[\\u2028\\u2029${MARKS}]`);

/**
 * Text as it may be stored and shown: PostgreSQL stores no NUL, and a name that turns the reading direction would make others
 * of the words around it.
 */
export function readableText(text: string): string {
  return text.replace(OLD_LINE_ENDS, '\n').replace(UNREADABLE, '').replace(HALF_LETTERS, '\ufffd');
}

export function mayBeUnreadable(json: string): boolean {
  return NEEDS_A_LOOK.test(json);
}

/** Makes every text inside readable, in place. Goes through it without recursion: whoever sent it chose how deep it is. */
export function makeReadable(value: unknown): unknown {
  if (typeof value === 'string') return readableText(value);
  const waiting = [value];
  while (waiting.length > 0) {
    const one = waiting.pop();
    if (typeof one !== 'object' || one === null) continue;
    const holder = one as Record<string, unknown>;
    for (const [key, inner] of Object.entries(holder)) {
      if (typeof inner === 'string') holder[key] = readableText(inner);
      else waiting.push(inner);
    }
  }
  return value;
}

/** The same for what stands in an address, where only a percent sign can hide it. */
export function readAddressesPlainly(fastify: FastifyInstance): void {
  fastify.addHook('preValidation', (request, _reply, done) => {
    if (request.url.includes('%')) {
      makeReadable(request.query);
      makeReadable(request.params);
    }
    done();
  });
}
