import { z } from 'zod';
import { type Clock, TimedOut, within } from '../../../platform/clock/index.js';
import type { ZaloConfig } from '../../../platform/config/index.js';
import { DeliveryError } from '../channel.js';

/** Two of them are less than the courier's lease. */
const TIMEOUT_MS = 12_000;
/** An hour, where Zalo does not say how long a token lasts. */
const LEAST_SECONDS = 3_600;

const Sent = z.object({ error: z.coerce.number().int() });
const Renewed = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.coerce.number().int().min(60).catch(LEAST_SECONDS),
});
const Refused = z.object({ error: z.coerce.number().int() });

export interface RenewedTokens {
  accessToken: string;
  refreshToken: string;
  lastsMs: number;
}

/** The two calls of Zalo's API that are used. It answers with HTTP 200 and says in the body what went wrong. */
export class ZaloApi {
  constructor(
    private readonly config: ZaloConfig,
    private readonly clock: Clock,
  ) {}

  /** The number of the error; 0: it was sent. @throws DeliveryError when there is no such answer */
  async send(accessToken: string, zaloId: string, text: string): Promise<number> {
    const answer = await this.post(`${this.config.apiUrl}/v3.0/oa/message/cs`, {
      headers: { 'content-type': 'application/json', access_token: accessToken },
      body: JSON.stringify({ recipient: { user_id: zaloId }, message: { text } }),
    });
    const parsed = Sent.safeParse(answer);
    if (!parsed.success) throw new DeliveryError('EZALO unreadable', false, true);
    return parsed.data.error;
  }

  /** New tokens, or what Zalo said instead. The refresh token is used up by it. @throws DeliveryError as above */
  async renew(refreshToken: string): Promise<RenewedTokens | { refused: string }> {
    const { appId, appSecret, oauthUrl } = this.config;
    const form = { app_id: appId, grant_type: 'refresh_token', refresh_token: refreshToken };
    const answer = await this.post(`${oauthUrl}/v4/oa/access_token`, {
      headers: { 'content-type': 'application/x-www-form-urlencoded', secret_key: appSecret },
      body: new URLSearchParams(form).toString(),
    });
    const renewed = Renewed.safeParse(answer);
    if (renewed.success) {
      const { access_token, refresh_token, expires_in } = renewed.data;
      return { accessToken: access_token, refreshToken: refresh_token, lastsMs: expires_in * 1000 };
    }
    const refused = Refused.safeParse(answer);
    if (!refused.success) throw new DeliveryError('EZALOTOKEN unreadable', false, true);
    return { refused: String(refused.data.error) };
  }

  private async post(
    url: string,
    request: { headers: Record<string, string>; body: string },
  ): Promise<unknown> {
    const answer = await within<Answered>(this.clock, TIMEOUT_MS, async (signal) => {
      const response = await fetch(url, { method: 'POST', ...request, redirect: 'error', signal });
      if (response.ok) return { body: await response.json() };
      return { fault: new DeliveryError(`EZALO HTTP ${response.status}`, false, true) };
    }).catch((error: unknown): Answered => {
      const what = error instanceof TimedOut ? 'timeout' : 'connection';
      return { fault: new DeliveryError(`EZALO ${what}`, false, false) };
    });
    if ('fault' in answer) throw answer.fault;
    return answer.body;
  }
}

type Answered = { body: unknown } | { fault: DeliveryError };
