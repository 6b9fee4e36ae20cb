import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { DECLARATION, type Declaration } from '../access/index.js';
import { Clock } from '../platform/clock/index.js';
import type { DeviceIdentity } from './device-identities.js';
import { Devices } from './devices.service.js';
import { tokenMissing, tokenRevoked, tokenUnknown } from './inventory.refusals.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the device guard on routes that are for agents. */
    device?: DeviceIdentity;
  }
}

/** In front of every route that declares `@AgentOnly()`. */
@Injectable()
export class DeviceGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly devices: Devices,
    private readonly clock: Clock,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const declared = this.reflector.getAllAndOverride<Declaration | undefined>(DECLARATION, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (declared?.kind !== 'agent') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const token = bearerToken(request.headers.authorization);
    const now = this.clock.now();
    const known = this.devices.identifyCached(token, now);
    return known ? admit(request, known) : this.look(request, token, now);
  }

  private async look(request: FastifyRequest, token: string, now: number): Promise<boolean> {
    return admit(request, await this.devices.identify(token, now));
  }
}

/** The token of `Authorization: Bearer …`. */
export function bearerToken(header: string | undefined): string {
  if (!header?.startsWith('Bearer ')) throw tokenMissing();
  return header.slice('Bearer '.length).trim();
}

/** Refuses a token that nobody has, or that was revoked. */
export function usable(identity: DeviceIdentity | null): DeviceIdentity {
  if (!identity) throw tokenUnknown();
  if (identity.revokedAt !== null) throw tokenRevoked();
  return identity;
}

function admit(request: FastifyRequest, identity: DeviceIdentity | null): true {
  request.device = usable(identity);
  return true;
}

/** The device that the guard let in. */
export const CurrentDevice = createParamDecorator((_: unknown, context: ExecutionContext): DeviceIdentity => {
  const { device } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!device) throw new Error('CurrentDevice on a route that is not for agents');
  return device;
});
