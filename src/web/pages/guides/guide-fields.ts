import type { GuideState, GuideView, ReportCategory } from '../../../contracts/api/index.js';

/** What the form of a guide holds; selects know texts alone, so no program is the empty one. */
export interface GuideFields {
  titleVi: string;
  bodyVi: string;
  titleEn: string;
  bodyEn: string;
  keywords: string;
  category: ReportCategory;
  program: string;
  state: GuideState;
  note: string;
}

export const EMPTY_FIELDS: GuideFields = {
  titleVi: '',
  bodyVi: '',
  titleEn: '',
  bodyEn: '',
  keywords: '',
  category: 'other',
  program: '',
  state: 'draft',
  note: '',
};

export function fieldsOf({ text, category, program, state }: GuideView): GuideFields {
  return { ...text, category, program: program?.id ?? '', state, note: '' };
}

/** The same as the server takes it. */
export function askedOf({ program, ...fields }: GuideFields): Omit<GuideFields, 'program'> & {
  program: string | null;
} {
  return { ...fields, program: program === '' ? null : program };
}

export function sameFields(one: GuideFields, other: GuideFields): boolean {
  return (Object.keys(one) as (keyof GuideFields)[]).every((key) => one[key] === other[key]);
}
