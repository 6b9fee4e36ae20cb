import { createHash } from 'node:crypto';
import type { ZaloConfig } from '../../../src/platform/config/index.js';
import type { TestApp } from '../../factories/app.js';
import { answering, HttpReceiver, type Received } from './http-receiver.js';

const JSON_TYPE = { 'content-type': 'application/json' };

/** Speaks Zalo's two calls as its documents describe them: every answer is 200, a refresh token serves once. */
export class ZaloServer {
  readonly messages: { to: string; text: string; token: string }[] = [];
  /** What the next messages are answered with; 0: taken. */
  error = 0;
  /** HTTP status of everything, as when the service is down. */
  status = 200;
  renewals = 0;
  private accessToken = '';
  private open = new Set(['refresh-0']);

  private constructor(private readonly http: HttpReceiver) {
    http.answer = (request, response) => {
      const answer = this.status === 200 ? this.answer(request) : '';
      answering(this.status, answer, JSON_TYPE)(request, response);
    };
  }

  static async start(): Promise<ZaloServer> {
    return new ZaloServer(await HttpReceiver.start());
  }

  get config(): ZaloConfig {
    const { url } = this.http;
    const secrets = { appSecret: 'app-secret', oaSecret: 'oa-secret', refreshToken: 'refresh-0' };
    return { appId: '4242', ...secrets, apiUrl: url, oauthUrl: url };
  }

  /** The access token that was given last does not hold any more. */
  forgetAccess(): void {
    this.accessToken = 'none';
  }

  /** No refresh token holds any more. */
  forgetRefresh(): void {
    this.open = new Set();
  }

  /** An administrator of the account got a token by hand. */
  brings(refreshToken: string): void {
    this.open = new Set([refreshToken]);
  }

  close(): Promise<void> {
    return this.http.close();
  }

  private answer({ path, headers, body }: Received): string {
    if (path === '/v4/oa/access_token') return JSON.stringify(this.renew(headers['secret_key'], body));
    if (path === '/v3.0/oa/message/cs')
      return JSON.stringify(this.take(String(headers['access_token']), body));
    return JSON.stringify({ error: -1, message: 'no such call' });
  }

  private renew(secret: unknown, body: string): object {
    const form = new URLSearchParams(body);
    const token = form.get('refresh_token') ?? '';
    const right = secret === 'app-secret' && form.get('app_id') === '4242';
    if (!right || form.get('grant_type') !== 'refresh_token' || !this.open.delete(token))
      return { error: -14014, error_name: 'Invalid refresh token' };
    this.renewals += 1;
    const next = `refresh-${this.renewals}`;
    this.open.add(next);
    this.accessToken = `access-${this.renewals}`;
    return { access_token: this.accessToken, refresh_token: next, expires_in: '90000' };
  }

  private take(token: string, body: string): object {
    if (token !== this.accessToken) return { error: -216, message: 'Access token is invalid' };
    if (this.error !== 0) return { error: this.error, message: 'refused' };
    const { recipient, message } = JSON.parse(body) as {
      recipient: { user_id: string };
      message: { text: string };
    };
    this.messages.push({ to: recipient.user_id, text: message.text, token });
    return { error: 0, message: 'Success', data: { message_id: String(this.messages.length) } };
  }
}

/** Zalo tells the server of something at the official account. */
export function zaloTells(app: TestApp, event: object, oaSecret = 'oa-secret') {
  const timestamp = String(app.clock.now());
  const body = JSON.stringify({ app_id: '4242', ...event, timestamp });
  const mac = createHash('sha256').update(`4242${body}${timestamp}${oaSecret}`).digest('hex');
  return app.request('POST', '/api/v1/zalo/events', {
    body,
    headers: { 'x-zevent-signature': `mac=${mac}` },
  });
}

export const userWrites = (app: TestApp, zaloId: string, text: string) =>
  zaloTells(app, {
    event_name: 'user_send_text',
    sender: { id: zaloId },
    recipient: { id: 'oa' },
    message: { text },
  });
