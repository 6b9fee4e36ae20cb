import type { MaintenanceView, NewMaintenance } from '../../../contracts/api/index.js';
import { t } from '../../i18n/index.svelte.js';
import {
  civilDateInput,
  civilInput,
  minuteOfInput,
  momentOfInput,
  timeInput,
} from '../../lib/civil-input.js';
import { displayCivilDate, displayMoment } from '../../lib/format.js';

/** What stands in the form, as its inputs hold it. */
export interface Draft {
  id: number | null;
  version: number;
  scope: NewMaintenance['scope'];
  centerId: string;
  deviceId: string;
  programId: string;
  kind: 'once' | 'weekly';
  fromAt: string;
  untilAt: string;
  weekdays: number[];
  fromTime: string;
  toTime: string;
  fromDate: string;
  untilDate: string;
  reason: string;
  announced: boolean;
}
/** Names of the fields as the server names them in refusals. */
export type DraftField =
  | 'centerId'
  | 'deviceId'
  | 'when.fromAt'
  | 'when.untilAt'
  | 'when.weekdays'
  | 'when.fromMinute'
  | 'when.toMinute'
  | 'when.fromDate'
  | 'when.untilDate'
  | 'reason';

const HOUR_MS = 3_600_000;

export function newDraft(now: number): Draft {
  return {
    id: null,
    version: 0,
    scope: 'center',
    centerId: '',
    deviceId: '',
    programId: '',
    kind: 'once',
    fromAt: civilInput(now),
    untilAt: civilInput(now + 2 * HOUR_MS),
    weekdays: [],
    fromTime: '22:00',
    toTime: '23:00',
    fromDate: civilDateInput(now),
    untilDate: '',
    reason: '',
    announced: false,
  };
}

export function draftOf(view: MaintenanceView, now: number): Draft {
  const { id, version, scope, centerId, deviceId, programId, reason, announced, when } = view;
  const draft = { ...newDraft(now), id, version, scope, reason, announced, kind: when.kind };
  const places = { centerId: text(centerId), deviceId: text(deviceId), programId: programId ?? '' };
  if (when.kind === 'once') {
    const times = { fromAt: civilInput(when.fromAt), untilAt: civilInput(when.untilAt) };
    return { ...draft, ...places, ...times };
  }
  const { weekdays, fromMinute, toMinute, fromDate, untilDate } = when;
  const hours = { fromTime: timeInput(fromMinute), toTime: timeInput(toMinute) };
  return { ...draft, ...places, ...hours, weekdays, fromDate, untilDate: untilDate ?? '' };
}

const text = (id: number | null): string => (id === null ? '' : String(id));

export function checkDraft(draft: Draft): Partial<Record<DraftField, string>> {
  const wrong: Partial<Record<DraftField, string>> = {};
  if (draft.scope !== 'province' && draft.centerId === '') wrong.centerId = t('maintenance.center.missing');
  else if (draft.scope === 'device' && draft.deviceId === '')
    wrong.deviceId = t('maintenance.device.missing');
  if (draft.kind === 'once') {
    const [from, until] = [momentOfInput(draft.fromAt), momentOfInput(draft.untilAt)];
    if (from === null) wrong['when.fromAt'] = t('maintenance.time.missing');
    if (until === null) wrong['when.untilAt'] = t('maintenance.time.missing');
    else if (from !== null && until <= from) wrong['when.untilAt'] = t('maintenance.time.order');
  } else {
    if (draft.weekdays.length === 0) wrong['when.weekdays'] = t('maintenance.weekdays.missing');
    if (minuteOfInput(draft.fromTime) === null) wrong['when.fromMinute'] = t('maintenance.time.missing');
    if (minuteOfInput(draft.toTime) === null) wrong['when.toMinute'] = t('maintenance.time.missing');
    if (draft.fromDate === '') wrong['when.fromDate'] = t('maintenance.time.missing');
  }
  if (draft.reason.trim().length < 3) wrong.reason = t('maintenance.reason.missing');
  return wrong;
}

/** Of a draft in which `checkDraft` finds nothing. */
export function requestOf(draft: Draft): NewMaintenance {
  const { scope, kind, reason, announced } = draft;
  return {
    scope,
    centerId: scope === 'center' ? Number(draft.centerId) : null,
    deviceId: scope === 'device' ? Number(draft.deviceId) : null,
    programId: draft.programId === '' ? null : draft.programId,
    when:
      kind === 'once'
        ? { kind, fromAt: momentOfInput(draft.fromAt) ?? 0, untilAt: momentOfInput(draft.untilAt) ?? 0 }
        : {
            kind,
            weekdays: draft.weekdays,
            fromMinute: minuteOfInput(draft.fromTime) ?? 0,
            toMinute: minuteOfInput(draft.toTime) ?? 0,
            fromDate: draft.fromDate,
            untilDate: draft.untilDate === '' ? null : draft.untilDate,
          },
    reason: reason.trim(),
    announced,
  };
}

/** "22:00 24/11/2026 – 23:30 24/11/2026", or the days of the week. */
export function displayTimes({ when }: MaintenanceView): string {
  if (when.kind === 'once') return `${displayMoment(when.fromAt)} – ${displayMoment(when.untilAt)}`;
  const days = when.weekdays.map((day) => t(`weekday.${day as 1}`)).join(', ');
  const hours = { days, from: timeInput(when.fromMinute), until: timeInput(when.toMinute) };
  const date = displayCivilDate(when.fromDate);
  if (when.untilDate === null) return t('maintenance.weekly', { ...hours, date });
  return t('maintenance.weekly.until', { ...hours, date, last: displayCivilDate(when.untilDate) });
}
