import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Permission } from '../contracts/api/index.js';
import { Clock } from '../platform/clock/index.js';
import { PublicAddress } from '../platform/http/index.js';
import { DECLARATION, type Declaration } from './access.decorators.js';
import { foreignPage, notPermitted, notSignedIn, wallLinkUnusable } from './access.refusals.js';
import { mayDo } from './domain/permissions.js';
import { comesFromOurPages } from './domain/same-origin.js';
import { SessionCookie } from './session-cookie.js';
import { Sessions } from './sessions.service.js';
import { WallCookie } from './wall-cookie.js';
import { WallLinks } from './wall-links.service.js';

/** In front of every route: what a route does not declare, nobody gets. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    private readonly cookie: SessionCookie,
    private readonly walls: WallLinks,
    private readonly wallCookie: WallCookie,
    private readonly clock: Clock,
    private readonly address: PublicAddress,
  ) {}

  /** Answers without a promise for agents, whose beats are the bulk of all requests. */
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const declared = this.reflector.getAllAndOverride<Declaration | undefined>(DECLARATION, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!declared) throw notPermitted();
    if (declared.kind === 'agent') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (!this.isFromOurPages(request)) throw foreignPage();
    if (declared.kind === 'screen') return this.admitScreen(request, declared.permission);
    return declared.kind === 'anyone' || this.admit(request, declared);
  }

  private async admit(request: FastifyRequest, declared: Declaration): Promise<boolean> {
    const secret = this.cookie.read(request);
    const user = secret === null ? null : await this.sessions.find(secret, this.clock.now());
    if (!user) throw notSignedIn();
    if (declared.kind === 'permission' && !mayDo(user, declared.permission)) throw notPermitted();
    request.signedIn = user;
    return true;
  }

  private async admitScreen(request: FastifyRequest, permission: Permission): Promise<boolean> {
    const secret = this.wallCookie.read(request);
    const screen = secret === null ? null : await this.walls.find(secret, this.clock.now());
    if (!screen) throw wallLinkUnusable();
    const account = { role: 'screen', province: screen.province, center: null } as const;
    if (!mayDo(account, permission)) throw notPermitted();
    request.screen = screen;
    return true;
  }

  private isFromOurPages({ method, headers }: FastifyRequest): boolean {
    const secFetchSite = headers['sec-fetch-site'] as string | string[] | undefined;
    return comesFromOurPages(
      {
        method,
        secFetchSite: Array.isArray(secFetchSite) ? secFetchSite[0] : secFetchSite,
        origin: headers.origin,
        host: headers.host,
      },
      this.address.url,
    );
  }
}
