import type { DevicePresence } from '../../contracts/api/index.js';
import { civilDay, displayDate, displayTime } from '../../platform/civil/index.js';
import { type Text, verbatim, word } from '../../platform/i18n/index.js';

/** A PC's presence in a few words. */
export const PRESENCE_WORDS: Record<DevicePresence, Text> = {
  online: { vi: 'Đang kết nối', en: 'Online' },
  silent: { vi: 'Mất kết nối', en: 'Silent' },
  off: { vi: 'Đã tắt máy', en: 'Switched off' },
  stopped: { vi: 'Phần mềm giám sát bị tắt', en: 'Agent stopped' },
  never: { vi: 'Chưa có tín hiệu', en: 'Not heard yet' },
};

export interface SentenceFacts {
  presence: DevicePresence;
  /** Since when it is present or absent; null when it was never heard. */
  since: number | null;
  /** Open findings but the one about presence, worst first, in words. */
  problems: readonly { title: Text; since: number }[];
  /** Whether any software is watched on it. */
  watched: boolean;
}

/** The sentence on top of a PC's page: how it is, and since when. */
export function deviceSentence({ presence, since, problems, watched }: SentenceFacts, now: number): Text {
  if (presence !== 'online') return absence(presence, since, now);
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

function absence(presence: Exclude<DevicePresence, 'online'>, since: number | null, now: number): Text {
  const when = since === null ? verbatim('') : sinceWhen(since, now);
  switch (presence) {
    case 'silent':
      return word({ vi: 'Máy mất kết nối {when}.', en: 'The PC is silent {when}.' }, { when });
    case 'off':
      return word({ vi: 'Máy đã tắt {when}.', en: 'The PC is switched off {when}.' }, { when });
    case 'stopped':
      return word(
        { vi: 'Phần mềm giám sát bị tắt bằng tay {when}.', en: 'The agent was stopped by hand {when}.' },
        { when },
      );
    case 'never':
      return {
        vi: 'Máy đã ghi danh nhưng chưa gửi tín hiệu nào.',
        en: 'The PC has enrolled but was not heard from yet.',
      };
  }
}

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
