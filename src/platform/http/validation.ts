import { StandardSchemaValidationPipe } from '@nestjs/common';
import { type Issue, wordIssue } from './issue-words.js';
import { Refusal, fieldPath } from './refusal.js';

/** The first issue of a failed schema as a refusal that names the field. */
export function invalid(code: string, issues: readonly Issue[]): Refusal {
  const issue = issues[0];
  const path = fieldPath((issue?.path ?? []).map((step) => (typeof step === 'object' ? step.key : step)));
  const wrong = wordIssue(issue ?? { message: 'invalid' });
  return new Refusal(
    code,
    400,
    {
      vi: `Dữ liệu chưa đúng${path ? ` ở mục "${path}"` : ''}: ${wrong.vi}. Sửa lại rồi gửi lại.`,
      en: `The data is not valid${path ? ` at "${path}"` : ''}: ${wrong.en}. Correct it and send it again.`,
    },
    path === '' ? undefined : path,
  );
}

/** Validates what routes declare with `{ schema }`. Past it, types are trusted. */
export function validationPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues) => invalid('REQUEST_INVALID', issues),
  });
}
