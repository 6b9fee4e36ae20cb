import type { Sentence } from '../i18n/index.js';

/**
 * A request that is answered with a stable code and a sentence that says what to do. Anything else that is thrown is a
 * fault of ours and says nothing to the caller but its correlation id.
 */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly sentence: Sentence,
    /** The field that is wrong, such as `programs[3].id`. */
    readonly path?: string,
    /** `Retry-After`, in seconds. */
    readonly retryAfter?: number,
  ) {
    super(`${code}: ${sentence.en}${path ? ` (${path})` : ''}`);
    this.name = 'Refusal';
  }
}

/** `programs[3].id` from a schema issue's path. */
export function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? String(step) : `${text}.${String(step)}`;
  }, '');
}

export function notFound(what: Sentence): Refusal {
  return new Refusal('NOT_FOUND', 404, {
    vi: `Không tìm thấy ${what.vi}. Có thể đã bị xóa, hoặc đường dẫn bị gõ sai.`,
    en: `There is no such ${what.en}. It may have been removed, or the address is mistyped.`,
  });
}
