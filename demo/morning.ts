import { oneStopOverloaded, oneStopSlow, oneStopTab, signingHelper, slowPc, unreachable } from './faults.js';
import { counterOf, countersOf, countersWhere, each, type Scene, wholeCenter } from './scene.js';

/** A third of the centers notice the one, the others the other: two systems are down at once, and none is blamed for both. */
const isCrowded = (number: number): boolean => number % 3 === 1;

/** From the rush at the counters to lunch. */
export const MORNING: readonly Scene[] = [
  {
    vi: 'Giờ cao điểm: phần mềm một cửa chậm trong hai phút: chưa đáng một phiếu',
    en: 'rush hour: the one-stop software is slow for two minutes: not worth a ticket',
    ...{ from: '07:46', until: '07:48', cast: countersWhere(isCrowded), expects: 'nothing' },
    begin: each(oneStopSlow(true)),
    end: each(oneStopSlow(false)),
  },
  {
    vi: 'Giờ cao điểm: phần mềm một cửa quá tải, báo lỗi 503 ở nhiều trung tâm: một phiếu cho cả hệ thống',
    en: 'rush hour: the one-stop software is overloaded, 503 in many centers: one ticket for the system',
    ...{ from: '07:55', until: '08:40', cast: countersWhere(isCrowded) },
    ...{ expects: 'ticket-of-system', title: 'one-stop' },
    begin: each(oneStopOverloaded(true)),
    end: each(oneStopOverloaded(false)),
  },
  {
    vi: 'Hộ tịch điện tử không truy cập được ở nhiều trung tâm: một sự cố diện rộng',
    en: 'many centers do not reach the civil-registration system: one widespread incident',
    ...{ from: '08:12', until: '08:50', cast: countersWhere((number) => !isCrowded(number)) },
    ...{ expects: 'ticket-of-system', title: 'Civil-registration' },
    begin: each(unreachable('hotich', false)),
    end: each(unreachable('hotich', true)),
  },
  {
    vi: 'Phần mềm ký số VGCA bị thoát trên một máy',
    en: 'the VGCA signing helper is gone on one PC',
    ...{ from: '09:05', until: '09:50', cast: counterOf(1), expects: 'ticket-of-pc' },
    begin: each(signingHelper(false)),
    end: each(signingHelper(true)),
  },
  {
    vi: 'Các quầy của một trung tâm để mở hộp thoại in và hộp thoại nhập PIN: không phải treo, không có phiếu',
    en: 'print and PIN dialogs are left open at the counters of a center: no hang, no ticket',
    ...{ from: '09:15', until: '10:00', cast: countersOf(13), expects: 'nothing' },
    begin: each(oneStopTab('dialog')),
    end: each(oneStopTab('ok')),
  },
  {
    vi: 'Cả một trung tâm mất điện: một phiếu cho trung tâm, không phải mỗi máy một phiếu',
    en: 'a whole center loses its power: one ticket for the center, not one for each PC',
    ...{ from: '09:20', until: '10:30', cast: wholeCenter(9), expects: 'ticket-of-center' },
    begin: (pcs) => pcs.forEach((pc) => pc.cutOff(true)),
    end: (pcs) => pcs.forEach((pc) => pc.powerBack()),
  },
  {
    vi: 'Một trung tâm mất đường truyền: một phiếu cho trung tâm',
    en: 'a center loses its line: one ticket for the center',
    ...{ from: '09:40', until: '10:50', cast: wholeCenter(8), expects: 'ticket-of-center' },
    begin: (pcs) => {
      pcs.forEach((pc) => pc.cutOff(true));
      each(unreachable('hotich', false))(pcs);
    },
    end: (pcs) => {
      pcs.forEach((pc) => pc.happens(unreachable('hotich', true)));
      pcs.forEach((pc) => pc.cutOff(false));
    },
  },
  {
    vi: 'Ổ đĩa gần đầy, rồi được dọn',
    en: 'a disk is nearly full, then cleaned',
    ...{ from: '10:05', until: '11:05', cast: counterOf(2), expects: 'ticket-of-pc' },
    begin: each((pc) => (pc.freePercent = 2.4)),
    end: each((pc) => (pc.freePercent = 55)),
  },
  {
    vi: 'Một máy chạy chậm',
    en: 'one PC is slow',
    ...{ from: '10:15', until: '11:10', cast: counterOf(3), expects: 'ticket-of-pc' },
    begin: each(slowPc(true)),
    end: each(slowPc(false)),
  },
  {
    vi: 'Trang một cửa bị treo trên một máy, rồi chạy lại',
    en: 'the one-stop page hangs on one PC, then recovers',
    ...{ from: '10:25', until: '11:10', cast: counterOf(0), expects: 'ticket-of-pc' },
    begin: each(oneStopTab('not_responding')),
    end: each(oneStopTab('ok')),
  },
];
