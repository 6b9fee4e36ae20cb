import type { PolicyFault } from './policy-fault.js';
import type { Policy } from './policy.js';

const DAY_MINUTES = 24 * 60;
/** Longer ones would run into the working day: people would hear of nothing but urgent tickets. */
const LONGEST_QUIET_MINUTES = 14 * 60;

/** Quiet hours that would silence a working day. */
export function noticeFaults(policy: Policy): PolicyFault[] {
  const [from, to] = [policy['notices.quietFrom'], policy['notices.quietTo']];
  const minutes = (minutesOf(to) - minutesOf(from) + DAY_MINUTES) % DAY_MINUTES;
  if (minutes <= LONGEST_QUIET_MINUTES) return [];
  return [
    {
      key: 'notices.quietTo',
      code: 'POLICY_QUIET_TOO_LONG',
      vi: `Giờ yên tĩnh từ ${from} đến ${to} dài hơn 14 giờ: cả ngày làm việc chỉ còn phiếu khẩn cấp được báo. Đặt tối đa 14 giờ, ví dụ 21:00 đến 06:30.`,
      en: `Quiet hours from ${from} to ${to} last more than 14 hours: all working day people would hear of urgent tickets alone. Set at most 14 hours, such as 21:00 to 06:30.`,
    },
  ];
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return hours * 60 + minutes;
}
