import type { TicketPriority } from '../../contracts/api/index.js';
import { displayDate, displayTime } from '../../platform/civil/index.js';
import { type Text, word } from '../../platform/i18n/index.js';
import type { EscalationStep } from '../domain/escalation.js';
import { PRIORITY_WORDS } from './states.js';

const DONE: Readonly<Record<EscalationStep, Text>> = {
  remind: { vi: 'nhắc {name}', en: '{name} is reminded' },
  second: { vi: 'báo người tiếp theo: {name}', en: 'the next person is told: {name}' },
  head: { vi: 'báo tổ trưởng: {name}', en: 'the head is told: {name}' },
};
const NOBODY: Text = {
  vi: 'không còn ai trực để báo, nên báo mọi người hỗ trợ khu vực này',
  en: 'nobody on duty is left, hence everybody who supports this area is told',
};

export interface EscalationWords {
  step: EscalationStep;
  /** Null: nobody is left. */
  name: string | null;
  team: string;
  priority: TicketPriority;
  since: number;
  minutes: number;
  aroundTheClock: boolean;
  /** Whom the steps before told, oldest first. */
  before: readonly { name: string; at: number }[];
}

/** "Vì sao tôi được báo": the step, since when nobody answers, and who was told before. */
export function wordEscalation(told: EscalationWords): Text {
  const { step, name, team, priority, since, minutes, aroundTheClock, before } = told;
  const unit: Text = aroundTheClock
    ? { vi: 'phút', en: 'minutes' }
    : { vi: 'phút làm việc', en: 'working minutes' };
  const done = name === null ? NOBODY : word(DONE[step], { name });
  const facts = {
    done,
    team,
    priority: PRIORITY_WORDS[priority],
    since: `${displayTime(since)} ${displayDate(since)}`,
    minutes,
    unit,
  };
  const sentence = word(
    {
      vi: 'Chưa ai trả lời từ {since}, quá {minutes} {unit} của mức {priority}: {done} ({team}).',
      en: 'Nobody has answered since {since}, more than {minutes} {unit} at priority {priority}: {done} ({team}).',
    },
    facts,
  );
  if (before.length === 0) return sentence;
  const names = before.map((one) => `${one.name} ${displayTime(one.at)}`).join(', ');
  const tail = word({ vi: ' Đã báo trước đó: {names}.', en: ' Told before: {names}.' }, { names });
  return { vi: sentence.vi + tail.vi, en: sentence.en + tail.en };
}
