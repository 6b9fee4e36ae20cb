import type { Evidence, RuleId } from '../../detection/index.js';
import { displayDate, displayTime } from '../../platform/civil/index.js';
import { displayDuration, type Sentence, type Text, verbatim, word } from '../../platform/i18n/index.js';
import type { Reach } from '../policies/causes.js';
import { PROBE_WORDS } from './probe-words.js';

/** What is needed to put a finding into words; `program` is the watched program's name where the rule is about one. */
export interface Wordable {
  rule: RuleId;
  thing: string;
  evidence: Evidence;
  program: Text | null;
}

const TITLES: Record<
  Exclude<RuleId, 'certificate-ending' | 'web-unreachable' | 'recurring-fault'>,
  Sentence
> = {
  'device-silent': { vi: 'Máy mất kết nối', en: 'PC is silent' },
  'device-stopped-by-hand': {
    vi: 'Phần mềm giám sát bị tắt bằng tay trong giờ làm việc',
    en: 'Agent stopped by hand in working hours',
  },
  'device-off-for-days': { vi: 'Máy tắt nhiều ngày làm việc', en: 'PC off for several working days' },
  'program-hung': { vi: '{program} bị treo', en: '{program} is not responding' },
  'program-missing': { vi: '{program} không chạy', en: '{program} is not running' },
  'program-not-listening': {
    vi: '{program} đang chạy nhưng không nhận kết nối',
    en: '{program} runs but does not accept connections',
  },
  'web-failing': { vi: '{program}: {fault}', en: '{program}: {fault}' },
  'web-slow': { vi: '{program} chậm', en: '{program} is slow' },
  'disk-nearly-full': {
    vi: 'Ổ đĩa {thing} sắp đầy (còn {free} %)',
    en: 'Disk {thing} is nearly full ({free} % free)',
  },
  'recurring-silence': {
    vi: 'Máy hay mất kết nối rồi tự có lại',
    en: 'PC falls silent again and again',
  },
  'clock-wrong': { vi: 'Đồng hồ máy sai {minutes} phút', en: 'PC clock is off by {minutes} min' },
  'server-line-lost': {
    vi: 'Máy chủ mất đường truyền: {count}/{of} trung tâm cùng im lặng',
    en: "The server's line is lost: {count} of {of} centers fell silent at once",
  },
  'server-clock-wrong': {
    vi: 'Đồng hồ máy chủ sai {minutes} phút so với {count}/{of} máy',
    en: "The server's clock is off by {minutes} min, say {count} of {of} PCs",
  },
  'server-unsteady': {
    vi: 'Máy chủ không ổn định: {count} lần gián đoạn trong một giờ',
    en: 'The server is unsteady: {count} interruptions within an hour',
  },
  'server-was-blind': {
    vi: 'Máy chủ không nghe được {lasted} ({reason})',
    en: 'The server heard nobody for {lasted} ({reason})',
  },
};

const CERTIFICATE_TITLES: Record<NonNullable<Evidence['action']>, Sentence> = {
  renew: {
    vi: 'Chứng thư của {holder} hết hạn {date}: cần đề nghị gia hạn',
    en: 'Certificate of {holder} ends on {date}: request its renewal',
  },
  replace: {
    vi: 'Chứng thư của {holder} hết hạn {date}: đã quá thời gian gia hạn, cần đề nghị cấp mới',
    en: 'Certificate of {holder} ends on {date}: too late to renew, request a new one',
  },
  expired: {
    vi: 'Chứng thư của {holder} đã hết hạn từ {date}: cần đề nghị cấp mới',
    en: 'Certificate of {holder} expired on {date}: request a new one',
  },
};

/** What comes back, by the rule that one long such fault is a matter of. */
const RECURRING_TITLES: Partial<Record<RuleId, Sentence>> = {
  'program-hung': { vi: '{program} hay bị treo', en: '{program} hangs again and again' },
  'program-missing': { vi: '{program} hay tự tắt', en: '{program} stops running again and again' },
  'program-not-listening': {
    vi: '{program} hay ngừng nhận kết nối',
    en: '{program} stops accepting connections again and again',
  },
  'web-unreachable': { vi: '{program} hay mất kết nối', en: '{program} cannot be reached again and again' },
  'web-failing': { vi: '{program} hay báo lỗi', en: '{program} answers with errors again and again' },
};
const RECURRING: Sentence = { vi: '{program} hay lỗi rồi tự hết', en: '{program} fails again and again' };

const REACH_WORDS: Record<Reach, Text> = {
  device: { vi: 'máy này', en: 'this PC' },
  center: { vi: 'cả trung tâm', en: 'the whole center' },
  system: { vi: 'hệ thống', en: 'the system' },
  lines: { vi: 'đường truyền của nhiều trung tâm', en: 'the lines of several centers' },
  unknown: { vi: 'chưa rõ phạm vi', en: 'scope not known yet' },
};

const SOURCE_WORDS: Record<NonNullable<Evidence['source']>, Text> = {
  probe: { vi: 'kiểm tra kết nối', en: 'connection probe' },
  tab: { vi: 'thẻ trình duyệt', en: 'browser tab' },
  window: { vi: 'cửa sổ', en: 'window' },
  process: { vi: 'tiến trình', en: 'process' },
  listener: { vi: 'cổng lắng nghe', en: 'listening port' },
  presence: { vi: 'tín hiệu định kỳ', en: 'heartbeat' },
};

const BLIND_REASONS: Record<NonNullable<Evidence['reason']>, Text> = {
  started: { vi: 'vừa khởi động lại', en: 'it was started anew' },
  stalled: { vi: 'bị đứng', en: 'it stood still' },
  clock: { vi: 'đồng hồ máy chủ bị chỉnh', en: 'its clock was set' },
  line: { vi: 'mất đường truyền', en: 'its line was lost' },
};

/** A finding in a few words: "Hộ tịch điện tử bị treo". */
export function wordFinding({ rule, thing, evidence, program }: Wordable): Text {
  if (rule === 'certificate-ending') {
    const date = displayDate(evidence.notAfter ?? 0);
    return word(CERTIFICATE_TITLES[evidence.action ?? 'renew'], { holder: evidence.holder ?? '', date });
  }
  const parameters = {
    thing,
    program: program ?? verbatim(thing),
    fault: wordProbeFault(evidence),
    free: String(evidence.freePercent ?? '').replace('.', ','),
    minutes: Math.abs(evidence.skewMinutes ?? 0),
    count: evidence.count ?? '',
    of: evidence.of ?? '',
    lasted: displayDuration((evidence.seconds ?? 0) * 1000),
    reason: BLIND_REASONS[evidence.reason ?? 'started'],
  };
  if (rule === 'web-unreachable')
    return word({ vi: '{program}: {fault}', en: '{program}: {fault}' }, parameters);
  if (rule === 'recurring-fault')
    return word(RECURRING_TITLES[evidence.kind ?? rule] ?? RECURRING, parameters);
  return word(TITLES[rule], parameters);
}

/** The failing step in words, with its phase: "máy chủ từ chối kết nối (TCP)". */
export function wordProbeFault({ source, phase, code, httpStatus }: Evidence): Text {
  if (source === 'tab' && !code) {
    return { vi: 'trang không mở được trong trình duyệt', en: 'the page does not open in the browser' };
  }
  const words = code ? PROBE_WORDS[code as keyof typeof PROBE_WORDS] : undefined;
  const step = phase ? ` (${phase.toUpperCase()})` : '';
  const said = word(words ?? { vi: 'không kết nối được', en: 'cannot be reached' }, {
    status: httpStatus ?? '',
  });
  return { vi: said.vi + step, en: said.en + step };
}

/** How often it came back, in a sentence; null for what does not recur. */
export function wordRecurrence({ times, days, minutes, firstAt, lastAt }: Evidence): Text | null {
  if (times === undefined) return null;
  return word(RECURRENCE, {
    times,
    days: days ?? '',
    minutes: minutes ?? '',
    first: `${displayTime(firstAt ?? 0)} ${displayDate(firstAt ?? 0)}`,
    last: `${displayTime(lastAt ?? 0)} ${displayDate(lastAt ?? 0)}`,
  });
}

const RECURRENCE: Sentence = {
  vi: 'Đã {times} lần trong {days} ngày, tổng cộng {minutes} phút; lần đầu {first}, lần gần nhất {last}, lần nào cũng tự hết.',
  en: '{times} times on {days} days, {minutes} min in all; first at {first}, last at {last}, over by itself each time.',
};

export function wordReach(reach: Reach): Text {
  return REACH_WORDS[reach];
}

export function wordSource(source: NonNullable<Evidence['source']>): Text {
  return SOURCE_WORDS[source];
}
