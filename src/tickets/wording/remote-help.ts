import type { RemoteState } from '../../contracts/api/index.js';
import { type Text, word } from '../../platform/i18n/index.js';

const STEPS = {
  asked: {
    vi: '{by} xin xem màn hình máy này bằng {tool}.',
    en: '{by} asks to see the screen of this PC by {tool}.',
  },
  accepted: {
    vi: '{by} đồng ý cho xem màn hình bằng {tool}.',
    en: '{by} agrees that the screen is seen by {tool}.',
  },
  declined: {
    vi: '{by} không đồng ý cho xem màn hình.',
    en: '{by} does not agree that the screen is seen.',
  },
  begun: { vi: '{by} bắt đầu hỗ trợ từ xa bằng {tool}.', en: '{by} began remote help by {tool}.' },
  ended: { vi: '{by} kết thúc hỗ trợ từ xa bằng {tool}.', en: '{by} ended remote help by {tool}.' },
  withdrawn: {
    vi: '{by} dừng đề nghị hỗ trợ từ xa, chưa ai xem màn hình.',
    en: '{by} withdrew the remote help; nobody has seen the screen.',
  },
  unanswered: {
    vi: 'Đề nghị hỗ trợ từ xa hết hạn, chưa ai xem màn hình.',
    en: 'The request for remote help has expired; nobody has seen the screen.',
  },
  over: {
    vi: 'Phiếu đã kết thúc nên hỗ trợ từ xa cũng dừng.',
    en: 'The ticket has ended, and remote help with it.',
  },
  overlong: {
    vi: 'Hỗ trợ từ xa bằng {tool} quá 4 giờ, coi như đã kết thúc.',
    en: 'Remote help by {tool} lasted over 4 hours and is taken to have ended.',
  },
} satisfies Record<string, Text>;

/**
 * One line of the history: who did what with which program, and nothing else. `from`: the state that it leaves; `by`: null where
 * time or the end of the ticket did it.
 */
export function wordRemoteStep(
  to: RemoteState,
  from: RemoteState | null,
  given: { by: string | null; tool: Text },
): Text {
  if (to === 'ended' && given.by === null) return STEPS.over;
  const facts = { ...given, by: given.by ?? '' };
  if (to === 'expired') return word(STEPS[from === 'begun' ? 'overlong' : 'unanswered'], facts);
  if (to === 'ended') return word(STEPS[from === 'begun' ? 'ended' : 'withdrawn'], facts);
  return word(STEPS[to], facts);
}
