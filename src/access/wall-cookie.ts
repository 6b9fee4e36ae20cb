import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PublicAddress } from '../platform/http/index.js';

const NAME = 'trucban_wall';
/** The longest that browsers keep a cookie. The screen hands in its link anew each time its page opens. */
const KEPT_SECONDS = 400 * 24 * 3600;

@Injectable()
export class WallCookie {
  constructor(private readonly address: PublicAddress) {}

  read(request: FastifyRequest): string | null {
    return request.cookies[NAME] ?? null;
  }

  give(reply: FastifyReply, secret: string): void {
    void reply.setCookie(NAME, secret, {
      path: '/api/v1/wall/',
      httpOnly: true,
      sameSite: 'strict',
      secure: this.address.url.startsWith('https:'),
      maxAge: KEPT_SECONDS,
    });
  }
}
