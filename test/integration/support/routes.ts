import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { z } from 'zod';
import { DECLARATION, type Declaration } from '../../../src/access/index.js';
import type { TestApp } from '../../factories/app.js';

/** One route as its controller declares it. */
export interface Route {
  method: string;
  path: string;
  declared: Declaration | undefined;
  /** Null: it takes none, or reads it by itself. */
  body: z.ZodType | null;
  query: z.ZodType | null;
}

/** Every route that Nest knows. */
export function routesOf({ app }: TestApp): Route[] {
  const reflector = app.get(Reflector);
  const controllers = app.get(DiscoveryService, { strict: false }).getControllers();
  return controllers.flatMap(({ metatype }) => {
    if (!metatype) return [];
    const prototype = metatype.prototype as object;
    const base = Reflect.getMetadata(PATH_METADATA, metatype) as string;
    return new MetadataScanner().getAllMethodNames(prototype).flatMap((name): Route[] => {
      const handler = (prototype as Record<string, () => void>)[name]!;
      const path = Reflect.getMetadata(PATH_METADATA, handler) as string | undefined;
      if (path === undefined) return [];
      const declared = reflector.getAllAndOverride<Declaration | undefined>(DECLARATION, [handler, metatype]);
      const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
      const schemas = schemasOf(metatype, name);
      return [{ method, path: `/${base}/${path}`.replace(/\/+$/, ''), declared, ...schemas }];
    });
  });
}

function schemasOf(metatype: object, name: string): Pick<Route, 'body' | 'query'> {
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, metatype, name) ?? {}) as Record<
    string,
    { schema?: z.ZodType }
  >;
  const of = (kind: RouteParamtypes) =>
    Object.entries(args).find(([key]) => key.startsWith(`${kind}:`))?.[1].schema ?? null;
  return { body: of(RouteParamtypes.BODY), query: of(RouteParamtypes.QUERY) };
}
