import { z } from 'zod';

type JsonSchema = z.core.JSONSchema.BaseSchema;
export type Step = string | number;

/** One place of a body where a value stands. */
export interface Place {
  path: Step[];
  kind: 'text' | 'number';
}

const DECEMBER = Date.parse('2026-12-23T09:00:00+07:00');

/** Right for fields that not every text fits, by their name or by what the schema says of them. */
const BY_NAME: Readonly<Record<string, unknown>> = {
  login: 'nguoi.moi',
  province: '25',
  phone: '0912345678',
  password: 'mưa nắng cây đa bến nước',
  email: 'moi@xa.test',
  times: '07:30-11:30',
  season: '',
  fromAt: DECEMBER,
  untilAt: DECEMBER + 3_600_000,
  until: DECEMBER,
};
/** Where the sender chooses keys: one that is known, by the field that holds them. */
const KEYS: Readonly<Record<string, string>> = { fields: 'nameVi', changes: 'program.hungAfterSeconds' };
const BY_FORMAT: Readonly<Record<string, string>> = { email: 'moi@xa.test', date: '2026-12-01' };

/** A body that `schema` takes, as far as a schema tells; what else has to be right is given. */
export function sampleOf(schema: z.ZodType, given: object = {}): Record<string, unknown> {
  const made = valueOf(jsonSchemaOf(schema), '');
  return { ...(made as Record<string, unknown>), ...given };
}

/** Where a text or a number of the sender's choice stands in a body. */
export function placesOf(schema: z.ZodType): Place[] {
  return placesIn(jsonSchemaOf(schema), []);
}

/** The body with another value at one place. */
export function withValue(body: unknown, [step, ...rest]: readonly Step[], value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(body)) return body.map((one, at) => (at === step ? withValue(one, rest, value) : one));
  const inner = (body ?? {}) as Record<string, unknown>;
  return { ...inner, [step]: withValue(inner[step], rest, value) };
}

function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' });
}

/** The first of several that is not null: what may be left out is sent. */
function chosen(schema: JsonSchema): JsonSchema {
  const options = schema.anyOf ?? schema.oneOf;
  return options ? chosen(options.find(({ type }) => type !== 'null') ?? options[0]!) : schema;
}

function valueOf(given: JsonSchema, name: string): unknown {
  const schema = chosen(given);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (Object.hasOwn(BY_NAME, name)) return BY_NAME[name];
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, inner]) => [
          key,
          valueOf(inner as JsonSchema, key),
        ]),
      );
    case 'array':
      return [valueOf(schema.items as JsonSchema, name)];
    case 'boolean':
      return false;
    case 'string':
      return BY_FORMAT[schema.format ?? ''] ?? 'Chữ thường'.padEnd(Math.min(schema.minLength ?? 0, 200), 'x');
    // A number, or what is made one.
    default:
      return Math.max(1, schema.minimum ?? 1);
  }
}

function placesIn(given: JsonSchema, path: Step[]): Place[] {
  const schema = chosen(given);
  if (schema.const !== undefined || schema.enum) return [];
  switch (schema.type) {
    case 'object': {
      const fixed = Object.entries(schema.properties ?? {}).flatMap(([key, inner]) =>
        placesIn(inner as JsonSchema, [...path, key]),
      );
      // Keys of the sender's choice.
      return schema.additionalProperties && typeof schema.additionalProperties === 'object'
        ? [...fixed, ...placesIn(schema.additionalProperties, [...path, KEYS[String(path.at(-1))] ?? 'khóa'])]
        : fixed;
    }
    case 'array':
      return placesIn(schema.items as JsonSchema, [...path, 0]);
    case 'string':
      return [{ path, kind: 'text' }];
    case 'integer':
    case 'number':
      return [{ path, kind: 'number' }];
    default:
      return [];
  }
}
