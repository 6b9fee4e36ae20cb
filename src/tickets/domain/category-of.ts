import type { ReportCategory } from '../../contracts/api/index.js';
import type { Finding } from '../../incidents/index.js';

/** Parts of the ids of watched programs; a province's own programs are one-stop software unless they say otherwise. */
const BY_PROGRAM: readonly [RegExp, ReportCategory][] = [
  [/hotich|tuphap|ho-tich/, 'civil_registration'],
  [/sign|token|vgca|chu-ky|plugin/, 'signature'],
];

/** Which pictogram a clerk would press for what the server found. */
export function categoryOf({ rule, thing }: Pick<Finding, 'rule' | 'thing'>): ReportCategory {
  if (rule.startsWith('certificate')) return 'signature';
  if (rule === 'device-silent' || rule === 'recurring-silence') return 'network';
  if (rule.startsWith('device') || rule.startsWith('disk') || rule.startsWith('clock')) return 'slow';
  return BY_PROGRAM.find(([pattern]) => pattern.test(thing))?.[1] ?? 'one_stop';
}

/** Of the rules that are about watched programs. */
const OF_PROGRAMS = /^(?:program|web|recurring-fault)/;

/** Id of the watched program that a finding is about; null: it is about something else. */
export function programOf({ rule, thing }: Pick<Finding, 'rule' | 'thing'>): string | null {
  return OF_PROGRAMS.test(rule) && thing !== '' ? thing : null;
}
