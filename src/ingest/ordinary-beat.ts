import { Ajv } from 'ajv';
import { z } from 'zod';
import { Report } from '../contracts/agent/index.js';

/** What nearly every report is: a beat that brings no lists and no history, to the letter of the contract. */
const OrdinaryBeat = Report.omit({ inventory: true, certificates: true, history: true }).extend({
  history: z.array(z.unknown()).max(0),
});

/**
 * Says of such a beat that the contract holds, and makes nothing new of it; a nation's beats, each copied by the contract's
 * schema, were half of all garbage of the server. Made from that schema, and stricter: whatever has more than it names, or
 * breaks it, is left to the schema itself, which strips or refuses.
 */
export const isOrdinaryBeat = new Ajv({ strict: true }).compile<Report>(
  withNull(z.toJSONSchema(OrdinaryBeat, { target: 'openapi-3.0', io: 'output' })),
);

/** OpenAPI says of a value that it may be null; JSON Schema wants to see null among its values as well. */
function withNull<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map(withNull) as T;
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.entries(schema).map(([key, value]): [string, unknown] => [key, withNull(value)]);
  const copy = Object.fromEntries(inner) as { nullable?: boolean; enum?: unknown[] };
  if (copy.nullable && copy.enum && !copy.enum.includes(null)) copy.enum = [...copy.enum, null];
  return copy as T;
}
