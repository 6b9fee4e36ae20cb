import type { LINK_HEADER as LinkHeader, Problem, Text } from '../../contracts/api/index.js';
import { clock } from '../lib/clock.svelte.js';

/** An answer of the server that is no success, or no answer at all (`status` 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly sentence: Text,
    readonly path: string | null,
    readonly correlationId: string | null,
  ) {
    super(`${code}: ${sentence.en}`);
    this.name = 'ApiError';
  }
}

const NO_CONNECTION: Text = {
  vi: 'Không kết nối được tới máy chủ. Kiểm tra mạng của máy này rồi thử lại.',
  en: 'The server cannot be reached. Check the network of this PC and try again.',
};
const UNREADABLE: Text = {
  vi: 'Máy chủ đang bận hoặc đang khởi động lại. Chờ một phút rồi thử lại.',
  en: 'The server is busy or restarting. Wait a minute and try again.',
};

let whenSignedOut: () => void = () => undefined;

/** Called when the server no longer knows who is asking. */
export function onSignedOut(handler: () => void): void {
  whenSignedOut = handler;
}

let whenFirstAnswered: (() => void) | null = null;

/** Called once, when the server has answered a first request or could not be reached. */
export function onFirstAnswer(handler: () => void): void {
  whenFirstAnswered = handler;
}

function tellFirstAnswer(): void {
  whenFirstAnswered?.();
  whenFirstAnswered = null;
}

type Method = 'GET' | 'POST' | 'DELETE';

/** Answers that are on their way to a page whose own code still is. */
const ahead = new Map<string, Promise<Response>>();
let begun = false;

/** Asks for what a page will get first by `path` and `link`, before the page itself is here; a page that is here asks itself. */
export function askAhead(path: string, link = ''): void {
  if (begun) return;
  const answer = send('GET', path, undefined, { link });
  // Whoever takes it hears of a failure.
  answer.catch(() => undefined);
  ahead.set(`${path} ${link}`, answer);
}

function takeAhead(method: Method, path: string, link = ''): Promise<Response> | undefined {
  const key = `${path} ${link}`;
  const answer = method === 'GET' ? ahead.get(key) : undefined;
  ahead.delete(key);
  return answer;
}

interface Options {
  signal?: AbortSignal;
  /** Whoever asks need not be signed in: an answer that nobody is leads nowhere. */
  quiet?: boolean;
  /** The secret of the address, on pages that one opens without signing in. */
  link?: string;
}
/** `LINK_HEADER` of the contracts, whose module brings the schema library along. */
const LINK_HEADER: typeof LinkHeader = 'trucban-link';

function send(
  method: Method,
  path: string,
  body?: unknown,
  { signal, link }: Options = {},
): Promise<Response> {
  const form = body instanceof FormData;
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined && !form) headers['Content-Type'] = 'application/json';
  if (link) headers[LINK_HEADER] = link;
  return fetch(path, {
    method,
    headers,
    credentials: 'same-origin',
    body: form ? body : body === undefined ? null : JSON.stringify(body),
    signal: signal ?? null,
  });
}

/** The answer of the server when it is a success; an ApiError otherwise. */
async function answerOf(
  method: Method,
  path: string,
  body?: unknown,
  options: Options = {},
): Promise<Response> {
  const { signal, link, quiet } = options;
  begun = true;
  let response: Response;
  try {
    response = await (takeAhead(method, path, link) ?? send(method, path, body, options));
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, 'NO_CONNECTION', NO_CONNECTION, null, null);
  } finally {
    tellFirstAnswer();
  }
  clock.hear(response.headers);
  if (response.ok) return response;
  const error = await failureOf(response);
  if (error.code === 'NOT_SIGNED_IN' && !quiet) whenSignedOut();
  throw error;
}

async function request(method: Method, path: string, body?: unknown, options?: Options): Promise<unknown> {
  const response = await answerOf(method, path, body, options);
  return response.status === 204 ? null : response.json();
}

/** An answer that comes line by line, each of JSON. Aborting ends it, here and on the server. */
async function* lines(path: string, body: unknown, signal: AbortSignal): AsyncGenerator<unknown> {
  const { body: stream } = await answerOf('POST', path, body, { signal });
  const reader = stream?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (reader) {
    const { value, done } = await reader.read();
    if (done) return;
    text += value;
    const whole = text.split('\n');
    text = whole.pop() ?? '';
    for (const line of whole) yield JSON.parse(line);
  }
}

/** Proxies between here and the server answer in their own words: such an answer has no code of ours. */
async function failureOf(response: Response): Promise<ApiError> {
  try {
    const { error } = (await response.json()) as Problem;
    return new ApiError(response.status, error.code, error.message, error.path ?? null, error.correlationId);
  } catch {
    return new ApiError(response.status, 'UNREADABLE_ANSWER', UNREADABLE, null, null);
  }
}

export const api = {
  get: <Answer>(path: string, options?: Options) =>
    request('GET', path, undefined, options) as Promise<Answer>,
  post: <Answer>(path: string, body: unknown, options?: Options) =>
    request('POST', path, body, options) as Promise<Answer>,
  lines: <Line>(path: string, body: unknown, signal: AbortSignal) =>
    lines(path, body, signal) as AsyncGenerator<Line>,
  delete: (path: string) => request('DELETE', path),
};
