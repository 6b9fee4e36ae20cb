import { type RuleId, wordFinding } from '../incidents/index.js';
import { displayDate, displayTime } from '../platform/civil/index.js';
import { type Sentence, type Text, verbatim, word } from '../platform/i18n/index.js';
import type { DigestCode, DigestLine } from './domain/digest.js';

type Group = 'tickets' | 'faults' | 'pcs' | 'duties';

const GROUPS: Record<Group, Text> = {
  tickets: { vi: 'Phiếu', en: 'Tickets' },
  faults: { vi: 'Lỗi không gấp, không mở phiếu', en: 'Faults that can wait, without a ticket' },
  pcs: { vi: 'Máy', en: 'PCs' },
  duties: { vi: 'Việc cần làm', en: 'To do' },
};

const WORDS: Record<DigestCode, { group: Group; text: Sentence }> = {
  'resolved-by-itself': {
    group: 'tickets',
    text: { vi: 'phiếu đã tự hết, không ai phải xử lý', en: 'tickets resolved by themselves' },
  },
  unclaimed: {
    group: 'tickets',
    text: {
      vi: 'phiếu chưa ai nhận, trong đó {of} phiếu gấp',
      en: 'tickets nobody has taken, {of} of them urgent',
    },
  },
  untold: {
    group: 'faults',
    text: { vi: 'lần: {fault} ({devices} máy)', en: 'times: {fault} ({devices} PCs)' },
  },
  'untold-more': { group: 'faults', text: { vi: 'mục khác', en: 'more' } },
  'notice-failed': {
    group: 'duties',
    text: { vi: 'tin không gửi được hoặc không chắc đã đến', en: 'notices that failed or are in doubt' },
  },
  'webhook-off': {
    group: 'duties',
    text: {
      vi: 'webhook bị tắt vì bên nhận không trả lời',
      en: 'webhooks that were turned off because they do not answer',
    },
  },
  'zalo-refused': {
    group: 'duties',
    text: {
      vi: 'tài khoản Zalo cần mã làm mới (TRUCBAN_ZALO_REFRESH_TOKEN) mới: Zalo không nhận mã cũ',
      en: 'Zalo account that needs a new TRUCBAN_ZALO_REFRESH_TOKEN: Zalo refuses the old one',
    },
  },
  'mailbox-failing': {
    group: 'duties',
    text: {
      vi: 'hộp thư không đọc được đã hơn một giờ: thư của cán bộ chưa vào phiếu',
      en: 'mailbox that could not be read for over an hour: clerks’ mails wait in it',
    },
  },
  'mail-aside': {
    group: 'duties',
    text: { vi: 'thư máy chủ không tự xếp được, chờ người xem', en: 'mails that wait for a person to look' },
  },
  'not-seen': {
    group: 'pcs',
    text: { vi: 'máy không bật cả ngày làm việc trước', en: 'PCs not seen all the working day before' },
  },
  'not-installed': {
    group: 'pcs',
    text: { vi: 'máy chưa cài, ở {of} trung tâm', en: 'PCs without the agent, in {of} centers' },
  },
  'clock-drifts': {
    group: 'pcs',
    text: { vi: 'máy có đồng hồ lệch hơn một phút', en: 'PCs whose clock is off by over a minute' },
  },
  'renewal-ends': {
    group: 'duties',
    text: {
      vi: 'chứng thư chỉ còn {days} ngày trở lại để gia hạn, sau đó phải cấp mới',
      en: 'certificates with {days} days or less left to renew them',
    },
  },
  holidays: {
    group: 'duties',
    text: {
      vi: 'lịch nghỉ năm {year} chưa ai xác nhận',
      en: 'year of holidays ({year}) that nobody has confirmed',
    },
  },
};

/** One line of the digest in words, without its number. */
export function wordDigestLine(line: DigestLine): Text {
  const { code, of, devices, days, year } = line;
  const text = code === 'untold' && devices === 0 ? OF_NO_PC : WORDS[code].text;
  return word(text, {
    of: of ?? 0,
    devices: devices ?? 0,
    days: days ?? 0,
    year: year ?? 0,
    fault: wordFault(line),
  });
}

const OF_NO_PC: Sentence = { vi: 'lần: {fault}', en: 'times: {fault}' };
const BLIND: Text = { vi: 'máy chủ không nghe được máy nào', en: 'the server heard nobody' };

function wordFault({ rule, program }: DigestLine): Text {
  if (rule === undefined) return verbatim('');
  if (rule === 'server-was-blind') return BLIND;
  return wordFinding({ rule: rule as RuleId, thing: '', evidence: {}, program: program ?? null });
}

/** Lines by group, in the order in which people read them; groups without lines are left out. */
export function digestGroups(lines: readonly DigestLine[]): { title: Text; lines: DigestLine[] }[] {
  return (Object.keys(GROUPS) as Group[])
    .map((group) => ({
      title: GROUPS[group],
      lines: lines.filter(({ code }) => WORDS[code].group === group),
    }))
    .filter((group) => group.lines.length > 0);
}

/** Subject and text of the daily mail: numbers first, Vietnamese with English beside, each line with its page. */
export function wordDigest(
  lines: readonly DigestLine[],
  { from, until }: { from: number; until: number },
  publicUrl: string,
): { subject: string; text: string } {
  const moment = (instant: number): string => `${displayTime(instant)} ${displayDate(instant)}`;
  const groups = digestGroups(lines).flatMap(({ title, lines: inGroup }) => [
    '',
    `${title.vi} / ${title.en}`,
    ...inGroup.map((line) => worded(line, publicUrl)),
  ]);
  const text = [
    `Từ ${moment(from)} đến ${moment(until)} / since then:`,
    ...groups,
    '',
    `${WHY.vi} / ${WHY.en}: ${publicUrl}/digest`,
  ].join('\n');
  return { subject: `Tổng hợp ngày ${displayDate(until)} / Daily digest`, text };
}

const WHY: Text = {
  vi: 'Thư này kể những gì không đáng mở phiếu; tắt ở',
  en: 'What deserved no ticket; switch it off at',
};

function worded(line: DigestLine, publicUrl: string): string {
  const { vi, en } = wordDigestLine(line);
  const and = line.code === 'untold-more' ? 'và ' : '';
  return `- ${and}${line.count} ${vi} / ${en}: ${publicUrl}${line.path}`;
}
