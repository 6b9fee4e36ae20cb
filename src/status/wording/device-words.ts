import type { DevicePresence, PresenceState } from '../../contracts/api/index.js';
import { civilDay, displayDate, displayTime } from '../../platform/civil/index.js';
import { type Sentence, type Text, verbatim, word } from '../../platform/i18n/index.js';

/** A PC's presence in a few words. */
export const PRESENCE_WORDS: Record<DevicePresence, Text> = {
  online: { vi: 'Đang kết nối', en: 'Online' },
  silent: { vi: 'Mất kết nối', en: 'Silent' },
  off: { vi: 'Đã tắt máy', en: 'Switched off' },
  stopped: { vi: 'Phần mềm giám sát bị tắt', en: 'Agent stopped' },
  never: { vi: 'Chưa có tín hiệu', en: 'Not heard yet' },
};

/** The same, told apart as people need it. */
export const STATE_WORDS: Record<PresenceState, Text> = {
  on: PRESENCE_WORDS.online,
  unheard: { vi: 'Chưa rõ', en: 'Not known' },
  expected: { vi: 'Chờ bật máy', en: 'Expected on' },
  late: { vi: 'Bật máy muộn', en: 'Late' },
  silent: PRESENCE_WORDS.silent,
  'lost-network': { vi: 'Mất kết nối riêng máy này', en: 'Lost its network' },
  off: PRESENCE_WORDS.off,
  asleep: { vi: 'Đang ngủ', en: 'Asleep' },
  gone: { vi: 'Đã tắt, không báo', en: 'Left without goodbye' },
  stopped: PRESENCE_WORDS.stopped,
  never: PRESENCE_WORDS.never,
};

export interface SentenceFacts {
  state: PresenceState;
  /** Since when it is present or absent; null when it was never heard. */
  since: number | null;
  /** Open findings but the one about presence, worst first, in words. */
  problems: readonly { title: Text; since: number }[];
  /** Whether any software is watched on it. */
  watched: boolean;
}

/** The sentence on top of a PC's page: how it is, and since when. */
export function deviceSentence({ state, since, problems, watched }: SentenceFacts, now: number): Text {
  if (state !== 'on') return absence(state, since, now);
  const [worst, ...others] = problems;
  if (!worst) {
    return watched
      ? {
          vi: 'Đang kết nối, mọi phần mềm hoạt động bình thường.',
          en: 'Online, and all software works normally.',
        }
      : { vi: 'Đang kết nối, chưa theo dõi phần mềm nào.', en: 'Online; no software is watched on it.' };
  }
  const parameters = { title: worst.title, since: sinceWhen(worst.since, now), others: others.length };
  return others.length === 0
    ? word({ vi: '{title} {since}.', en: '{title} {since}.' }, parameters)
    : word(
        { vi: '{title} {since}; còn {others} vấn đề khác.', en: '{title} {since}, and {others} more.' },
        parameters,
      );
}

function absence(state: Exclude<PresenceState, 'on'>, since: number | null, now: number): Text {
  const when = since === null ? verbatim('') : sinceWhen(since, now);
  if (state === 'never') {
    return {
      vi: 'Máy đã ghi danh nhưng chưa gửi tín hiệu nào.',
      en: 'The PC has enrolled but was not heard from yet.',
    };
  }
  return word(ABSENCES[state], { when });
}

const ABSENCES: Record<Exclude<PresenceState, 'on' | 'never'>, Sentence> = {
  unheard: {
    vi: 'Chưa rõ: máy chủ mất đường truyền, không nghe được máy này {when}.',
    en: 'Not known: the server has lost its line and has not heard this PC {when}.',
  },
  expected: {
    vi: 'Giờ làm việc vừa bắt đầu, máy chưa bật; tắt {when}.',
    en: 'Work has just begun and the PC is not on yet; off {when}.',
  },
  late: {
    vi: 'Máy bật muộn: đã vào giờ làm việc mà chưa bật; tắt {when}.',
    en: 'The PC is late: work goes on and it is not on; off {when}.',
  },
  silent: { vi: 'Máy mất kết nối {when}.', en: 'The PC is silent {when}.' },
  'lost-network': {
    vi: 'Máy mất kết nối {when}, trong khi máy khác của trung tâm vẫn kết nối.',
    en: 'The PC is silent {when} while others of its center are online.',
  },
  off: { vi: 'Máy đã tắt {when}.', en: 'The PC is switched off {when}.' },
  asleep: { vi: 'Máy đang ngủ {when}.', en: 'The PC is asleep {when}.' },
  gone: {
    vi: 'Máy đã tắt {when}, không báo trước.',
    en: 'The PC left without goodbye {when}.',
  },
  stopped: { vi: 'Phần mềm giám sát bị tắt bằng tay {when}.', en: 'The agent was stopped by hand {when}.' },
};

/** "từ 14:31" today, "từ 08:12 ngày 24/11/2026" on another day. */
function sinceWhen(instant: number, now: number): Text {
  const time = displayTime(instant);
  if (civilDay(instant) === civilDay(now)) return { vi: `từ ${time}`, en: `since ${time}` };
  const date = displayDate(instant);
  return { vi: `từ ${time} ngày ${date}`, en: `since ${time} on ${date}` };
}

/** Why a PC that enrolled anew under a shared token is flagged. */
export function cloneFlag(original: string): Text {
  return word(
    {
      vi: 'Máy này từng dùng chung mã với máy "{original}" nên được ghi danh thành máy mới. Kiểm tra xem ổ đĩa có phải được sao chép từ máy đó không.',
      en: 'This PC shared the token of "{original}" and was enrolled as a new one. Check whether its disk was copied from that PC.',
    },
    { original },
  );
}
