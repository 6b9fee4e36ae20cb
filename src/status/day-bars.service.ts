import { Injectable } from '@nestjs/common';
import type { BarSpan, DevicePresence } from '../contracts/api/index.js';
import type { WatchedProgramEntity } from '../inventory/index.js';
import { DAY_MS } from '../platform/civil/index.js';
import { Reader } from '../platform/database/index.js';
import { word } from '../platform/i18n/index.js';
import { type HistorySpan, SpanRepository } from '../state/index.js';
import { dayBar, type Stretch } from './domain/day-bar.js';
import { presenceTone } from './domain/tones.js';
import { nameOf } from './program-states.js';
import { PRESENCE_WORDS } from './wording/device-words.js';
import { wordState } from './wording/source-words.js';

/** Before the PC enrolled, and while its history has been thrown away. */
const NOTHING = { tone: 'unknown', label: { vi: 'Chưa có dữ liệu', en: 'No data' } } as const;

/** A silence that its agent lived through. */
const LOST_NETWORK = { vi: 'Mất mạng', en: 'Network lost' };

@Injectable()
export class DayBars {
  constructor(
    private readonly spans: SpanRepository,
    private readonly reader: Reader,
  ) {}

  /** The 24 hours that end at `now`. */
  async of(deviceId: number, programs: readonly WatchedProgramEntity[], now: number): Promise<BarSpan[]> {
    const from = now - DAY_MS;
    const history = await this.spans.historyOfDevice(this.reader, deviceId, from);
    const presence = history.filter(({ source }) => source === 'presence').map(presenceStretch);
    const told = history.filter(({ source }) => source !== 'presence');
    return dayBar(
      { presence, programs: told.flatMap((span) => programStretch(span, programs)), nothing: NOTHING },
      from,
      now,
    );
  }
}

function presenceStretch({ state, from, until }: HistorySpan): Stretch & { online: boolean } {
  if (state === 'lost_network') {
    return { from, until, tone: presenceTone('silent'), label: LOST_NETWORK, online: false };
  }
  const presence = state as DevicePresence;
  return {
    from,
    until,
    tone: presenceTone(presence),
    label: PRESENCE_WORDS[presence],
    online: presence === 'online',
  };
}

function programStretch(span: HistorySpan, programs: readonly WatchedProgramEntity[]): Stretch[] {
  const program = programs.find(({ id }) => id === span.thing);
  if (!program) return [];
  const { tone, text } = wordState(span, program.required === 1);
  const label = word(
    { vi: '{program}: {text}', en: '{program}: {text}' },
    { program: nameOf(program), text },
  );
  return [{ from: span.from, until: span.until, tone, label }];
}
