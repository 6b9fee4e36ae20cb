import { z } from 'zod';
import type { PolicyWords, Words } from './policy-groups.js';
import { POLICY_WORDS } from './policy-words.js';
import { Policy, type PolicyKey } from './policy.js';

type Value = Policy[PolicyKey];

interface Shape {
  type?: string;
  minimum?: number;
  maximum?: number;
  items?: Shape;
  minItems?: number;
  enum?: string[];
}

/** The value as it is stored and typed: lists with commas. */
export function policyText(value: Value): string {
  return Array.isArray(value) ? value.join(',') : String(value);
}

/** The value that `text` means, or null when it is not allowed for `key`. */
export function parsePolicyText(key: PolicyKey, text: string): Value | null {
  // Number('') is 0, which nobody means who types nothing.
  if (text.trim() === '' && !mayBeEmpty(key)) return null;
  const parsed = Policy.shape[key].safeParse(text);
  return parsed.success ? parsed.data : null;
}

/** How a value of `key` is typed; only numbers have bounds. */
export function policyBounds(key: PolicyKey): {
  kind: 'number' | 'list' | 'time' | 'choice';
  minimum: number | null;
  maximum: number | null;
} {
  const { type, enum: choices, minimum, maximum } = shapeOf(key);
  if (choices) return { kind: 'choice', minimum: null, maximum: null };
  if (type === 'string') return { kind: 'time', minimum: null, maximum: null };
  if (type === 'array') return { kind: 'list', minimum: null, maximum: null };
  return { kind: 'number', minimum: minimum ?? null, maximum: maximum ?? null };
}

/** What may be chosen for `key`, in the order of its schema; nothing where values are typed. */
export function policyChoices(key: PolicyKey): { value: string; name: Words }[] {
  const { choices: names }: PolicyWords = POLICY_WORDS[key];
  return (shapeOf(key).enum ?? []).map((value) => ({
    value,
    name: names?.[value] ?? { vi: value, en: value },
  }));
}

/** What is allowed for `key`, in words. */
export function allowedValues(key: PolicyKey): { vi: string; en: string } {
  const shape = shapeOf(key);
  if (shape.enum) {
    const listed = shape.enum.join(', ');
    return { vi: `một trong: ${listed}`, en: `one of ${listed}` };
  }
  if (shape.type === 'string') {
    return { vi: 'giờ và phút, như 07:00', en: 'hours and minutes, such as 07:00' };
  }
  if (shape.type !== 'array') {
    const whole = shape.type === 'integer';
    return {
      vi: `${whole ? 'số nguyên' : 'số'} từ ${shape.minimum} đến ${shape.maximum}`,
      en: `a ${whole ? 'whole number' : 'number'} from ${shape.minimum} to ${shape.maximum}`,
    };
  }
  if (shape.items?.type === 'integer') {
    return {
      vi: `các số nguyên từ ${shape.items.minimum} đến ${shape.items.maximum}, cách nhau bằng dấu phẩy, như 90,60,30`,
      en: `whole numbers from ${shape.items.minimum} to ${shape.items.maximum} with commas, such as 90,60,30`,
    };
  }
  return { vi: 'các cụm từ cách nhau bằng dấu phẩy', en: 'phrases with commas between them' };
}

function mayBeEmpty(key: PolicyKey): boolean {
  const { type, minItems = 0 } = shapeOf(key);
  return type === 'array' && minItems === 0;
}

function shapeOf(key: PolicyKey): Shape {
  return z.toJSONSchema(Policy.shape[key]) as Shape;
}
