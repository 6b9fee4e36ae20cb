import { MINUTE_MS } from './calendar.js';
import { oneStopTab, unreachable } from './faults.js';
import { counterOf, countersOf, countersWhere, each, type Scene } from './scene.js';

/** When the document system is worked on, as its administrators announce it in the morning. */
export const PLANNED_WORK = { program: 'qlvb', from: '14:00', until: '14:30' } as const;
const FLAP_MINUTES = 10;
const HUNG_MINUTES = 4;
const FLAPS = 8;

/** From lunch, at which a PC is lost, to the evening. */
export const AFTERNOON: readonly Scene[] = [
  {
    vi: 'Một máy mất mạng ngay trước giờ nghỉ trưa và chiều vẫn im lặng: có phiếu sau giờ nghỉ',
    en: 'a PC loses its network just before lunch and stays silent in the afternoon: a ticket after lunch',
    ...{ from: '11:27', until: '15:10', cast: counterOf(4), expects: 'ticket-of-pc', opensFrom: '13:30' },
    begin: (pcs) => pcs.forEach((pc) => pc.cutOff(true)),
    end: (pcs) => pcs.forEach((pc) => pc.cutOff(false)),
  },
  {
    vi: 'Trang một cửa trên một máy cứ treo rồi chạy lại: một phiếu chập chờn',
    en: 'the one-stop page of one PC hangs again and again: one ticket that says it comes and goes',
    ...{ from: '13:50', until: '15:20', cast: counterOf(7), expects: 'ticket-of-pc' },
    begin: (pcs, clock) => {
      const begun = clock.now();
      for (let flap = 0; flap < FLAPS; flap++) {
        const at = begun + flap * FLAP_MINUTES * MINUTE_MS;
        void clock.until(at).then(() => each(oneStopTab('not_responding'))(pcs));
        void clock.until(at + HUNG_MINUTES * MINUTE_MS).then(() => each(oneStopTab('ok'))(pcs));
      }
    },
    end: each(oneStopTab('ok')),
  },
  {
    vi: 'Phần mềm giám sát bị tắt bằng tay trong giờ làm việc',
    en: 'the agent is stopped by hand in working hours',
    ...{ from: '13:55', until: '14:45', cast: counterOf(5), expects: 'ticket-of-pc' },
    begin: (pcs) => pcs.forEach((pc) => void pc.leave('stopped_by_hand')),
    end: (pcs) => pcs.forEach((pc) => pc.comeBack(false)),
  },
  {
    vi: 'Bảo trì đã báo trước: phần mềm quản lý văn bản ngừng ở mọi nơi: không có phiếu',
    en: 'announced maintenance: the document system is down everywhere: no ticket',
    ...{
      from: '14:05',
      until: '14:15',
      cast: countersWhere((number) => number % 4 === 0),
      expects: 'nothing',
    },
    begin: each(unreachable('qlvb', false)),
    end: each(unreachable('qlvb', true)),
  },
  {
    vi: 'Một máy mất tín hiệu, các máy bên cạnh vẫn chạy',
    en: 'a PC goes silent while those beside it go on',
    ...{ from: '14:10', until: '15:20', cast: counterOf(10), expects: 'ticket-of-pc' },
    begin: (pcs) => pcs.forEach((pc) => pc.cutOff(true)),
    end: (pcs) => pcs.forEach((pc) => pc.cutOff(false)),
  },
  {
    vi: 'Đồng hồ của một máy sai hai giờ',
    en: 'the clock of a PC is wrong by two hours',
    ...{ from: '14:20', until: '15:30', cast: counterOf(6), expects: 'ticket-of-pc' },
    begin: each((pc) => (pc.clockOff = -120 * MINUTE_MS)),
    end: each((pc) => (pc.clockOff = 0)),
  },
  {
    vi: 'Đường truyền của một trung tâm đứt ba phút; trang một cửa treo trong lúc đó: chỉ là lịch sử',
    en: 'the line of a center drops for three minutes while its pages hang: history, no ticket',
    ...{ from: '15:40', until: '15:43', cast: countersOf(12), expects: 'nothing' },
    begin: (pcs) => {
      pcs.forEach((pc) => pc.cutOff(true));
      each(oneStopTab('not_responding'))(pcs);
    },
    end: (pcs) => {
      pcs.forEach((pc) => pc.happens(oneStopTab('ok')));
      pcs.forEach((pc) => pc.cutOff(false));
    },
  },
  {
    vi: 'Một máy được tắt rồi bật lại: không có phiếu',
    en: 'a PC is shut down and turned on again: no ticket',
    ...{ from: '16:00', until: '16:25', cast: counterOf(11), expects: 'nothing' },
    begin: (pcs) => pcs.forEach((pc) => void pc.leave('shutdown')),
    end: (pcs) => pcs.forEach((pc) => pc.comeBack(true)),
  },
];
