import { readFileSync, readdirSync } from 'node:fs';
import type { z } from 'zod';
import {
  AgentPolicy,
  EnrolmentReply,
  EnrolmentRequest,
  Reply,
  Report,
} from '../../src/contracts/agent/index.js';
import { Problem } from '../../src/contracts/api/index.js';

const folder = new URL('../../src/contracts/samples/', import.meta.url);

/** The first part of a sample's file name says what it is a sample of. */
const schemas: Record<string, z.ZodType> = {
  report: Report,
  enrolment: EnrolmentRequest,
  'enrolment-reply': EnrolmentReply,
  reply: Reply,
  policy: AgentPolicy,
  error: Problem,
};

export interface ValidSample {
  name: string;
  schema: z.ZodType;
  body: unknown;
}

/** `path` is the field that the refusal has to name, such as `programs[3].id`. */
export interface InvalidSample extends ValidSample {
  path: string;
}

function read(kind: 'valid' | 'invalid'): { name: string; schema: z.ZodType; json: unknown }[] {
  const within = new URL(`${kind}/`, folder);
  return readdirSync(within)
    .sort()
    .map((file) => {
      const schema = schemas[file.split('.')[0] ?? ''];
      if (!schema)
        throw new Error(`samples/${kind}/${file}: the name does not start with one of the schemas`);
      const json: unknown = JSON.parse(readFileSync(new URL(file, within), 'utf8'));
      return { name: file.replace(/\.json$/, ''), schema, json };
    });
}

export function validSamples(): ValidSample[] {
  return read('valid').map(({ name, schema, json }) => ({ name, schema, body: json }));
}

export function invalidSamples(): InvalidSample[] {
  return read('invalid').map(({ name, schema, json }) => {
    const { path, body } = json as { path: string; body: unknown };
    return { name, schema, path, body };
  });
}

/** One valid sample by its file's name without `.json`; a fresh copy at each call. */
export function validSample(name: string): Record<string, unknown> {
  const sample = validSamples().find((candidate) => candidate.name === name);
  if (!sample) throw new Error(`there is no valid sample ${name}`);
  return sample.body as Record<string, unknown>;
}
