import { Injectable } from '@nestjs/common';
import { Clock, TimedOut, within } from '../../../platform/clock/index.js';
import { signaturesOf } from './domain/signature.js';

/** Less than the courier's lease: an attempt is over before anybody may think its process died. */
const TIMEOUT_MS = 15_000;
/** Of an answer only its beginning is of use, to whoever looks why it failed. */
const ANSWER_BYTES = 2_048;

export interface Addressed {
  url: string;
  /** Those that hold, the newest first. */
  secrets: readonly string[];
}

/** `fault`: there was no answer, and why. */
export type WebhookAnswer = { status: number; text: string } | { fault: string };

/** Posts one signed message. Redirects are not followed, and an answer is read no further than it is of use. */
@Injectable()
export class WebhookSender {
  constructor(private readonly clock: Clock) {}

  async post({ url, secrets }: Addressed, id: string, body: string): Promise<WebhookAnswer> {
    const timestamp = Math.floor(this.clock.now() / 1000);
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'trucban-webhooks',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signaturesOf({ id, timestamp, body }, secrets),
    };
    try {
      return await within(this.clock, TIMEOUT_MS, async (signal) => {
        const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
        return { status: response.status, text: await beginningOf(response) };
      });
    } catch (error) {
      return { fault: error instanceof TimedOut ? 'ETIMEDOUT' : codeOf(error) };
    }
  }
}

async function beginningOf({ body }: Response): Promise<string> {
  const reader = (body as ReadableStream<Uint8Array> | null)?.getReader();
  const decoder = new TextDecoder();
  let [text, bytes] = ['', 0];
  while (reader && bytes < ANSWER_BYTES) {
    const { value, done } = await reader.read();
    if (done) return text;
    text += decoder.decode(value.subarray(0, ANSWER_BYTES - bytes), { stream: true });
    bytes += value.length;
  }
  await reader?.cancel();
  return text;
}

/** Codes only: the text of such an error may name addresses. */
function codeOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: unknown } };
  return typeof cause?.code === 'string' ? cause.code : 'ECONNECTION';
}
