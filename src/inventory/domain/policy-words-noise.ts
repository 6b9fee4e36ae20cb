import type { PolicyWords } from './policy-groups.js';
import type { PolicyKey } from './policy.js';

/** What keeps alarms quiet: flapping, recurring short faults, the daily digest. */
export const NOISE_WORDS = {
  'flap.enterScore': {
    group: 'noise',
    unit: 'changes',
    name: { vi: 'Bắt đầu coi là chập chờn', en: 'Begins to count as flapping' },
    does: {
      vi: 'Lỗi đến rồi đi nhiều như vậy gần đây thì giữ một cảnh báo mở, không đóng mở liên tục.',
      en: 'A fault that came and went so often lately stays one open finding instead of ending again and again.',
    },
  },
  'flap.leaveScore': {
    group: 'noise',
    unit: 'changes',
    name: { vi: 'Thôi coi là chập chờn', en: 'Ceases to count as flapping' },
    does: {
      vi: 'Lắng xuống mức này thì hết chập chờn. Phải thấp hơn mức bắt đầu.',
      en: 'Calm again at this level, which must be below the one at which it begins.',
    },
  },
  'flap.halfLifeSeconds': {
    group: 'noise',
    unit: 'seconds',
    name: { vi: 'Một lần đổi được nhớ', en: 'A change is remembered for' },
    does: {
      vi: 'Sau mỗi khoảng này, một lần đổi chỉ còn tính một nửa.',
      en: 'After each such time a change counts only half.',
    },
  },
  'recurring.times': {
    group: 'noise',
    unit: 'times',
    name: { vi: 'Coi là tái diễn khi lỗi đủ', en: 'Counts as recurring from' },
    does: {
      vi: 'Một lỗi trên một máy đến rồi tự hết từng này lần thì mở phiếu riêng, dù mỗi lần đều ngắn.',
      en: 'A fault of one PC that came and went by itself so often opens a ticket of its own, however short each was.',
    },
  },
  'recurring.days': {
    group: 'noise',
    unit: 'days',
    name: { vi: 'Vào ít nhất số ngày khác nhau', en: 'On so many different days' },
    does: {
      vi: 'Các lần lỗi phải rơi vào ít nhất từng này ngày làm việc khác nhau.',
      en: 'The faults must fall on at least so many different working days.',
    },
  },
  'recurring.windowDays': {
    group: 'noise',
    unit: 'days',
    name: { vi: 'Đếm lỗi tái diễn trong', en: 'Recurring faults are counted over' },
    does: {
      vi: 'Chỉ đếm các lần lỗi trong từng này ngày gần nhất.',
      en: 'Only faults of so many days past are counted.',
    },
  },
  'recurring.calmTimes': {
    group: 'noise',
    unit: 'times',
    name: { vi: 'Coi là hết tái diễn khi chỉ còn', en: 'No longer recurring at' },
    does: {
      vi: 'Trong khoảng đếm chỉ còn từng này lần lỗi thì thôi. Phải thấp hơn mức bắt đầu.',
      en: 'It is over when so few are left in that time, which must be below where it begins.',
    },
  },
  'recurring.leastSeconds': {
    group: 'noise',
    unit: 'seconds',
    name: { vi: 'Lỗi ngắn hơn thì không đếm', en: 'Shorter faults are not counted' },
    does: {
      vi: 'Lỗi thoáng qua ngắn hơn mức này không tính là một lần.',
      en: 'A hiccup shorter than this is no fault.',
    },
  },
  'digest.at': {
    group: 'digest',
    unit: 'words',
    name: { vi: 'Gửi thư tổng hợp lúc', en: 'The digest is sent at' },
    does: {
      vi: 'Vào giờ này mỗi ngày làm việc, một thư kể những gì không đáng mở phiếu; không có gì để kể thì không gửi.',
      en: 'At this time of each working day one mail tells what deserved no ticket; none when there is nothing to tell.',
    },
  },
} satisfies Partial<Record<PolicyKey, PolicyWords>>;
