import { z } from 'zod';
import { AgentErrorCode } from '../../src/contracts/agent/index.js';
import { TransportError } from './transport-error.js';

export interface RawAnswer {
  status: number;
  retryAfter: string | undefined;
  body: string;
}

const ErrorBody = z.object({
  error: z.object({ code: z.string(), message: z.unknown(), path: z.string().optional() }),
});

/**
 * What the server's answer means. Anything but the expected status with a body of the expected shape is an error: a
 * captive portal answers 200 with a page of its own, and a report that it swallowed was not delivered.
 */
export function readAnswer<T>(answer: RawAnswer, expected: number, schema: z.ZodType<T>): T {
  const body = parseJson(answer.body);
  if (answer.status === expected) {
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    throw new TransportError(
      'retryable',
      'ANSWER_NOT_UNDERSTOOD',
      'the answer is not one of a Trực Ban server',
      {
        status: answer.status,
      },
    );
  }
  throw refusal(answer, body);
}

function refusal(answer: RawAnswer, body: unknown): TransportError {
  const { status } = answer;
  const parsed = ErrorBody.safeParse(body);
  const code = AgentErrorCode.safeParse(parsed.data?.error.code).data;
  const path = parsed.data?.error.path;
  const text = `the server answered ${status}${code ? ` ${code}` : ''}${path ? ` at ${path}` : ''}`;
  if (status >= 500 || status === 429 || status === 408) {
    const retryAfterMs = retryAfter(answer.retryAfter);
    return new TransportError('retryable', code ?? 'REFUSED', text, {
      status,
      ...(retryAfterMs === null ? {} : { retryAfterMs }),
    });
  }
  // A 2xx or 3xx that was not expected, or a 4xx without a code, comes from something that stands between.
  if (status < 400 || !code)
    return new TransportError('retryable', 'ANSWER_NOT_UNDERSTOOD', text, { status });
  return new TransportError('permanent', code, text, { status, ...(path === undefined ? {} : { path }) });
}

/** Seconds only: the other form is a date, which a PC with a wrong clock would misread. At most an hour. */
function retryAfter(header: string | undefined): number | null {
  const seconds = /^\d+$/.test(header ?? '') ? Number(header) : null;
  return seconds === null ? null : Math.min(seconds, 3600) * 1000;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
