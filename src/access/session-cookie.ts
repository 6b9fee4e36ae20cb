import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PublicAddress } from '../platform/http/index.js';
import { SESSION_MS } from './domain/session-times.js';

const NAME = 'trucban_session';

@Injectable()
export class SessionCookie {
  constructor(private readonly address: PublicAddress) {}

  read(request: FastifyRequest): string | null {
    return request.cookies[NAME] ?? null;
  }

  give(reply: FastifyReply, secret: string): void {
    void reply.setCookie(NAME, secret, { ...this.attributes(), maxAge: SESSION_MS / 1000 });
  }

  takeBack(reply: FastifyReply): void {
    void reply.clearCookie(NAME, this.attributes());
  }

  /** Over plain http (one machine, a first try) browsers would drop a Secure cookie. */
  private attributes() {
    return {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: this.address.url.startsWith('https:'),
    } as const;
  }
}
