import { z } from 'zod';
import { type Carries, declaredContent } from '../../src/contracts/agent/index.js';

/** One string that a message can carry, and what it was declared to carry. */
export interface StringField {
  path: string;
  declared: Carries | undefined;
}

/**
 * Every place of `schema` where a free string may stand: all strings but enums and literals. Fails on a kind of schema that
 * it does not know, since something behind it could hide a string.
 */
export function stringFields(schema: z.core.$ZodType, path = ''): StringField[] {
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape);
    const inner = fields.flatMap(([name, field]) =>
      stringFields(field, path === '' ? name : `${path}.${name}`),
    );
    // What `catchall` or `looseObject` lets through is text nobody declared.
    const rest = schema.def.catchall ? stringFields(schema.def.catchall, `${path}.*`) : [];
    return [...inner, ...rest];
  }
  if (schema instanceof z.ZodArray) return stringFields(schema.element, `${path}[]`);
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    return stringFields(schema.def.innerType, path);
  }
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => stringFields(option, path));
  if (schema instanceof z.ZodString || schema instanceof z.ZodStringFormat) {
    return [{ path, declared: declaredContent(schema) }];
  }
  if (isClosed(schema)) return [];
  throw new Error(`${path}: the walk does not know how to look into "${schema._zod.def.type}"`);
}

function isClosed(schema: z.core.$ZodType): boolean {
  return (
    schema instanceof z.ZodEnum ||
    schema instanceof z.ZodLiteral ||
    schema instanceof z.ZodNumber ||
    schema instanceof z.ZodBoolean ||
    schema instanceof z.ZodNever
  );
}
