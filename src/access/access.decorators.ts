import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Permission } from '../contracts/api/index.js';
import type { SignedInUser } from './sessions.service.js';
import type { WallScreen } from './wall-links.service.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the access guard on routes that need a person. */
    signedIn?: SignedInUser;
    /** Set by it on routes of a screen on the wall. */
    screen?: WallScreen;
  }
}

/** What a route says about who may call it. A route that says nothing is denied. */
export type Declaration =
  | { kind: 'anyone' }
  | { kind: 'agent' }
  | { kind: 'signed-in' }
  | { kind: 'permission'; permission: Permission }
  | { kind: 'screen'; permission: Permission };

export const DECLARATION = 'trucban:access';

const declare = (declaration: Declaration) => SetMetadata(DECLARATION, declaration);

/** People whose role has `permission`. */
export const Requires = (permission: Permission) => declare({ kind: 'permission', permission });
/** Screens on the wall, by the cookie of their link. */
export const ScreenMay = (permission: Permission) => declare({ kind: 'screen', permission });
/** Every person who is signed in. */
export const SignedIn = () => declare({ kind: 'signed-in' });
/** Public: no sign-in. */
export const Anyone = () => declare({ kind: 'anyone' });
/** PCs with a device token; checked by the device guard of `inventory`. */
export const AgentOnly = () => declare({ kind: 'agent' });

/** The person whom the guard let in. */
export const CurrentUser = createParamDecorator((_: unknown, context: ExecutionContext): SignedInUser => {
  const { signedIn } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!signedIn) throw new Error('CurrentUser on a route that needs no person');
  return signedIn;
});

/** The screen whose link the guard found. */
export const CurrentScreen = createParamDecorator((_: unknown, context: ExecutionContext): WallScreen => {
  const { screen } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!screen) throw new Error('CurrentScreen on a route that needs no screen');
  return screen;
});
