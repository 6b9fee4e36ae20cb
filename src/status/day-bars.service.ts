import { Injectable } from '@nestjs/common';
import type { BarSpan, DevicePresence } from '../contracts/api/index.js';
import type { WatchedProgramEntity } from '../inventory/index.js';
import { nextTurn } from '../platform/clock/index.js';
import { Reader } from '../platform/database/index.js';
import { word } from '../platform/i18n/index.js';
import { type HistorySpan, SpanRepository } from '../state/index.js';
import { centerBar, type CenterBarWords } from './domain/center-bar.js';
import { dayBar, type Stretch } from './domain/day-bar.js';
import { presenceTone } from './domain/tones.js';
import { nameOf } from './program-states.js';
import { PRESENCE_WORDS } from './wording/device-words.js';
import { wordState } from './wording/source-words.js';

/** Before the PC enrolled, and while its history has been thrown away. */
const NOTHING = { tone: 'unknown', label: { vi: 'Chưa có dữ liệu', en: 'No data' } } as const;

/** A silence that its agent lived through. */
const LOST_NETWORK = { vi: 'Mất mạng', en: 'Network lost' };

export interface DeviceBar {
  id: number;
  name: string;
  bar: BarSpan[];
}

@Injectable()
export class DayBars {
  constructor(
    private readonly spans: SpanRepository,
    private readonly reader: Reader,
  ) {}

  /** The bar of one PC between two moments. */
  async of(
    deviceId: number,
    programs: readonly WatchedProgramEntity[],
    from: number,
    until: number,
  ): Promise<BarSpan[]> {
    const history = await this.spans.historyOfDevice(this.reader, deviceId, from, until);
    const presence = history.filter(({ source }) => source === 'presence').map(presenceStretch);
    const told = history.filter(({ source }) => source !== 'presence');
    return dayBar(
      { presence, programs: told.flatMap((span) => programStretch(span, programs)), nothing: NOTHING },
      from,
      until,
    );
  }

  /** Those of several PCs. Each is a few ms at most, and others have their turn in between. */
  async ofDevices(
    devices: readonly { id: number; name: string }[],
    programs: readonly WatchedProgramEntity[],
    from: number,
    until: number,
  ): Promise<DeviceBar[]> {
    const bars: DeviceBar[] = [];
    for (const { id, name } of devices) {
      bars.push({ id, name, bar: await this.of(id, programs, from, until) });
      await nextTurn();
    }
    return bars;
  }
}

/** The bar of a center from those of its PCs. */
export function joinBars(bars: readonly DeviceBar[]): BarSpan[] {
  return centerBar(bars, CENTER_WORDS);
}

const CENTER_WORDS: CenterBarWords = {
  one: (name, label) => word({ vi: '{name}: {label}', en: '{name}: {label}' }, { name, label }),
  several: (count, label) =>
    word({ vi: '{count} máy, như: {label}', en: '{count} PCs, such as: {label}' }, { count, label }),
  calm: {
    ok: { vi: 'Bình thường', en: 'Working' },
    off: { vi: 'Các máy đã tắt', en: 'All PCs switched off' },
    unknown: NOTHING.label,
  },
};

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
