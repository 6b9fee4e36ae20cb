import type { SimulatedPc } from './simulated-pc.js';
import type { DemoPc } from './demo-pc.js';

/** PCs of the province by center, Lạc Lương first; only numbered counters, to which faults happen. */
export interface Stage {
  /** Every PC of each center. */
  centers: readonly (readonly DemoPc[])[];
  counters: readonly (readonly DemoPc[])[];
  everyone: readonly DemoPc[];
}

/** One fault of the day. Seconds are of the ten minutes; a faster day shortens them. */
export interface Scene {
  vi: string;
  en: string;
  /** When it happens in the day that is told; the server's own clock is real, so only the script says so. */
  clock: string;
  from: number;
  until: number;
  /** The PCs it happens to in the `round`-th ten minutes: others each time. */
  cast(stage: Stage, round: number): readonly DemoPc[];
  begin(pcs: readonly DemoPc[]): void;
  end(pcs: readonly DemoPc[]): void;
  /** What the server must make of it: one ticket that resolves itself, for the PC, its center or the whole system; or none. */
  expects: 'ticket-of-pc' | 'ticket-of-center' | 'ticket-of-system' | 'nothing';
}

export const DAY_SECONDS = 600;

/** The counter of the scene's own center: no two scenes meet on one PC. */
function counterOf(scene: number): Scene['cast'] {
  return ({ counters }, round) => {
    const center = counters[(scene + round) % counters.length] ?? [];
    const pc = center[(scene + round) % center.length];
    return pc ? [pc] : [];
  };
}

/** A change of state, told at once by each PC. */
function each(change: (pc: SimulatedPc, now: number) => void): Scene['begin'] {
  return (pcs) => pcs.forEach((pc) => pc.happens(change));
}

const hang = (state: 'ok' | 'not_responding') => (pc: SimulatedPc, now: number) =>
  pc.sees('motcua', 'tab', state, now);

function slowness(isSlow: boolean) {
  return (pc: SimulatedPc, now: number): void => {
    pc.cpuPercent = isSlow ? 97 : 8;
    pc.memoryPercent = isSlow ? 94 : 46;
    pc.sees('motcua', 'tab', isSlow ? 'slow' : 'ok', now);
    const timesMs = { dns: 6, tcp: 30, tls: 85, http: 9400 };
    pc.probed('motcua', isSlow ? { state: 'slow', phase: 'http', timesMs } : { state: 'ok' }, now);
  };
}

function civilRegistration(isReached: boolean) {
  return (pc: SimulatedPc, now: number): void => {
    const timesMs = { dns: 5, tcp: null, tls: null, http: null };
    const failed = { phase: 'tcp', code: 'CONNECT_TIMEOUT', httpStatus: null, timesMs } as const;
    pc.probed('hotich', isReached ? { state: 'ok' } : { state: 'failed', ...failed }, now);
    pc.sees('hotich', 'tab', isReached ? 'ok' : 'load_failed', now);
  };
}

/** Two of three PCs are switched off in order, and on again: at lunch, in the evening. */
const switchOff = {
  cast: ({ everyone }: Stage) => everyone.filter((_, place) => place % 3 !== 0),
  begin: (pcs: readonly DemoPc[]) => pcs.forEach((pc) => void pc.leave('shutdown')),
  end: (pcs: readonly DemoPc[]) => pcs.forEach((pc) => pc.comeBack(true)),
  expects: 'nothing',
} as const;

/** Ten minutes that hold a working day in which everything happens once. */
export const DAY: readonly Scene[] = [
  {
    vi: 'Trang một cửa bị treo trên một máy, rồi chạy lại',
    en: 'the one-stop page hangs on one PC, then recovers',
    clock: '07:32',
    ...{ from: 15, until: 105, expects: 'ticket-of-pc', cast: counterOf(0) },
    begin: each(hang('not_responding')),
    end: each(hang('ok')),
  },
  {
    vi: 'Phần mềm ký số VGCA không lắng nghe',
    en: 'the VGCA signing helper does not listen',
    clock: '07:50',
    ...{ from: 50, until: 170, expects: 'ticket-of-pc', cast: counterOf(1) },
    begin: each((pc, now) => pc.sees('vgca-sign', 'listener', 'not_listening', now)),
    end: each((pc, now) => pc.sees('vgca-sign', 'listener', 'ok', now)),
  },
  {
    vi: 'Ổ đĩa gần đầy, rồi được dọn',
    en: 'a disk is nearly full, then cleaned',
    clock: '08:15',
    ...{ from: 80, until: 220, expects: 'ticket-of-pc', cast: counterOf(2) },
    begin: each((pc) => (pc.freePercent = 2.4)),
    end: each((pc) => (pc.freePercent = 55)),
  },
  {
    vi: 'Một máy chạy chậm',
    en: 'one PC is slow',
    clock: '08:40',
    ...{ from: 110, until: 240, expects: 'ticket-of-pc', cast: counterOf(3) },
    begin: each(slowness(true)),
    end: each(slowness(false)),
  },
  {
    vi: 'Hộ tịch điện tử không truy cập được ở mọi trung tâm',
    en: 'no center reaches the civil-registration system',
    clock: '09:20',
    ...{ from: 150, until: 270, expects: 'ticket-of-system', cast: ({ everyone }) => everyone },
    begin: each(civilRegistration(false)),
    end: each(civilRegistration(true)),
  },
  {
    vi: 'Nghỉ trưa: nhiều máy được tắt, đầu giờ chiều bật lại: không có phiếu',
    en: 'lunch: many PCs are shut down, and on again in the afternoon: no ticket',
    clock: '11:30',
    ...{ from: 274, until: 286 },
    ...switchOff,
  },
  {
    vi: 'Một máy mất tín hiệu, rồi có lại',
    en: 'a PC goes silent, then is heard again',
    clock: '13:40',
    ...{ from: 290, until: 390, expects: 'ticket-of-pc', cast: counterOf(4) },
    begin: (pcs) => pcs.forEach((pc) => pc.cutOff(true)),
    end: (pcs) => pcs.forEach((pc) => pc.cutOff(false)),
  },
  {
    vi: 'Phần mềm giám sát bị tắt bằng tay trong giờ làm việc',
    en: 'the agent is stopped by hand in working hours',
    clock: '14:05',
    ...{ from: 320, until: 410, expects: 'ticket-of-pc', cast: counterOf(5) },
    begin: (pcs) => pcs.forEach((pc) => void pc.leave('stopped_by_hand')),
    end: (pcs) => pcs.forEach((pc) => pc.comeBack(false)),
  },
  {
    vi: 'Đồng hồ của một máy sai 20 phút',
    en: 'the clock of a PC is wrong by 20 minutes',
    clock: '14:30',
    ...{ from: 350, until: 450, expects: 'ticket-of-pc', cast: counterOf(6) },
    begin: each((pc) => (pc.clockOff = -20 * 60_000)),
    end: each((pc) => (pc.clockOff = 0)),
  },
  {
    vi: 'Một máy được tắt rồi bật lại: không có phiếu',
    en: 'a PC is shut down and turned on again: no ticket',
    clock: '14:50',
    ...{ from: 380, until: 470, expects: 'nothing', cast: counterOf(7) },
    begin: (pcs) => pcs.forEach((pc) => void pc.leave('shutdown')),
    end: (pcs) => pcs.forEach((pc) => pc.comeBack(true)),
  },
  {
    vi: 'Cả một trung tâm mất điện: một phiếu cho trung tâm, không phải mỗi máy một phiếu',
    en: 'a whole center loses its power: one ticket for the center, not one for each PC',
    clock: '15:10',
    ...{ from: 400, until: 500, expects: 'ticket-of-center' },
    cast: ({ centers }, round) => centers[(9 + round) % centers.length] ?? [],
    begin: (pcs) => pcs.forEach((pc) => pc.cutOff(true)),
    end: (pcs) =>
      pcs.forEach((pc) => {
        pc.comeBack(true);
        pc.cutOff(false);
      }),
  },
  {
    vi: 'Một trung tâm mất đường truyền; trang một cửa treo rồi chạy lại trong lúc đó: chỉ là lịch sử',
    en: 'a center loses its line while its one-stop pages hang and recover: history, no ticket',
    clock: '16:10',
    ...{
      from: 490,
      until: 510,
      expects: 'nothing',
      cast: ({ counters }, round) => counters[(8 + round) % counters.length] ?? [],
    },
    begin: (pcs) => {
      pcs.forEach((pc) => pc.cutOff(true));
      each(hang('not_responding'))(pcs);
    },
    end: (pcs) => {
      each(hang('ok'))(pcs);
      pcs.forEach((pc) => pc.cutOff(false));
    },
  },
  {
    vi: 'Hết giờ: các máy lần lượt được tắt, sáng sau bật lại: không có phiếu',
    en: 'the day is over: PCs are shut down, and on again the next morning: no ticket',
    clock: '17:00',
    ...{ from: 560, until: 595 },
    ...switchOff,
  },
];
