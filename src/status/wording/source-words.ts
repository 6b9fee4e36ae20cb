import type { Tone } from '../../contracts/api/index.js';
import { wordProbeFault } from '../../incidents/index.js';
import type { Text } from '../../platform/i18n/index.js';
import type { SpanSource, SpanState } from '../../state/index.js';

/** What one source says of a watched program. */
export interface SourceFacts {
  source: SpanSource;
  state: SpanState;
  phase?: string | null;
  code?: string | null;
  httpStatus?: number | null;
}

export interface ToneAndText {
  tone: Tone;
  text: Text;
}

const said = (tone: Tone, vi: string, en: string): ToneAndText => ({ tone, text: { vi, en } });

const UNKNOWN = said('unknown', 'Chưa rõ', 'Unknown');

const WORDS: Partial<Record<SpanSource, Partial<Record<SpanState, ToneAndText>>>> = {
  process: {
    ok: said('ok', 'Đang chạy', 'Running'),
    missing: said('off', 'Không chạy', 'Not running'),
  },
  listener: {
    ok: said('ok', 'Nhận kết nối', 'Accepts connections'),
    not_listening: said('problem', 'Không nhận kết nối', 'Does not accept connections'),
  },
  window: {
    ok: said('ok', 'Cửa sổ phản hồi tốt', 'Window responds'),
    not_responding: said('problem', 'Cửa sổ bị treo', 'Window is not responding'),
    none: said('off', 'Không mở cửa sổ', 'No window open'),
  },
  tab: {
    ok: said('ok', 'Trang phản hồi tốt', 'Page responds'),
    not_responding: said('problem', 'Trang bị treo', 'Page is not responding'),
    load_failed: said('problem', 'Trang không mở được', 'Page does not open'),
    server_error: said('problem', 'Trang báo lỗi máy chủ', 'Page shows a server error'),
    slow: said('warning', 'Trang mở chậm', 'Page loads slowly'),
    dialog: said('ok', 'Đang chờ cán bộ trả lời hộp thoại', 'Waits for the clerk in a dialog'),
    none: said('off', 'Không mở trang', 'No page open'),
  },
  probe: {
    ok: said('ok', 'Kết nối được', 'Reachable'),
    slow: said('warning', 'Kết nối chậm', 'Reachable, slowly'),
  },
};

const REQUIRED_MISSING = said('problem', 'Không chạy', 'Not running');

/** A source's state as a tone and a few words. A program that need not run everywhere is not wrong when it does not. */
export function wordState(facts: SourceFacts, required: boolean): ToneAndText {
  if (facts.source === 'probe' && facts.state === 'failed') {
    return { tone: 'problem', text: capitalised(wordProbeFault(facts)) };
  }
  if (facts.state === 'missing' && required) return REQUIRED_MISSING;
  return WORDS[facts.source]?.[facts.state] ?? UNKNOWN;
}

function capitalised({ vi, en }: Text): Text {
  return { vi: upperFirst(vi), en: upperFirst(en) };
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
