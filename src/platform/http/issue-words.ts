import { type Text, verbatim, word } from '../i18n/index.js';

/** What a schema says is wrong with one value: an issue of zod, as far as it is put into words. */
export interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: string;
  readonly origin?: string;
  readonly expected?: string;
  readonly format?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly values?: readonly unknown[];
  readonly keys?: readonly string[];
  /** Of a rule of our own: its words in Vietnamese, beside `message`. */
  readonly params?: { readonly vi?: string };
}

const KINDS: Readonly<Record<string, Text>> = {
  string: { vi: 'chữ', en: 'text' },
  number: { vi: 'số', en: 'a number' },
  int: { vi: 'số nguyên', en: 'a whole number' },
  boolean: { vi: 'có hoặc không (true, false)', en: 'true or false' },
  array: { vi: 'danh sách', en: 'a list' },
  object: { vi: 'nhóm dữ liệu', en: 'an object' },
};
const TOO_SMALL: Readonly<Record<string, Text>> = {
  string: { vi: 'cần ít nhất {n} ký tự', en: 'at least {n} characters are needed' },
  array: { vi: 'cần ít nhất {n} mục', en: 'at least {n} entries are needed' },
  number: { vi: 'phải từ {n} trở lên', en: 'must be {n} or more' },
};
const TOO_BIG: Readonly<Record<string, Text>> = {
  string: { vi: 'dài quá {n} ký tự', en: 'longer than {n} characters' },
  array: { vi: 'nhiều hơn {n} mục', en: 'more than {n} entries' },
  number: { vi: 'phải từ {n} trở xuống', en: 'must be {n} or less' },
};
const FORMATS: Readonly<Record<string, Text>> = {
  email: { vi: 'không phải địa chỉ thư', en: 'is no mail address' },
  url: { vi: 'không phải địa chỉ web', en: 'is no web address' },
};
const NOT_OF_THAT_FORM: Text = { vi: 'không đúng dạng', en: 'is not of the form that is asked for' };
const NOTHING: Text = { vi: 'chưa điền', en: 'nothing is there' };

/** What is wrong, so that whoever sent it can correct it. An issue that we have no words for keeps those of the schema. */
export function wordIssue(issue: Issue): Text {
  const { message } = issue;
  switch (issue.code) {
    case 'too_small':
      if (Number(issue.minimum) === 1 && issue.origin === 'string') return NOTHING;
      return sized(TOO_SMALL, issue.origin, issue.minimum);
    case 'too_big':
      return sized(TOO_BIG, issue.origin, issue.maximum);
    case 'invalid_type':
      return word(
        { vi: 'còn thiếu, hoặc không phải {kind}', en: 'is missing, or is not {kind}' },
        {
          kind: KINDS[issue.expected ?? ''] ?? verbatim(issue.expected ?? ''),
        },
      );
    case 'invalid_value':
      return word(
        { vi: 'phải là một trong: {values}', en: 'must be one of: {values}' },
        { values: (issue.values ?? []).map(String).join(', ') },
      );
    case 'invalid_format':
      return FORMATS[issue.format ?? ''] ?? NOT_OF_THAT_FORM;
    case 'unrecognized_keys':
      return word(
        { vi: 'có mục lạ: {keys}', en: 'there are unknown entries: {keys}' },
        { keys: (issue.keys ?? []).join(', ') },
      );
    default:
      return { vi: issue.params?.vi ?? message, en: message };
  }
}

function sized(
  words: Readonly<Record<string, Text>>,
  origin: string | undefined,
  n: number | bigint | undefined,
): Text {
  return word(words[origin ?? ''] ?? words['number']!, { n: String(n) });
}
