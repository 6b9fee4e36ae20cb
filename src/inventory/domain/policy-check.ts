import { dutyFaults } from './policy-check-duty.js';
import { noticeFaults } from './policy-check-notices.js';
import { slaFaults } from './policy-check-sla.js';
import type { PolicyFault } from './policy-fault.js';
import type { Policy } from './policy.js';

/** A PC that is gone must be told of within this time; a morning in a center lasts four hours. */
const LONGEST_SILENCE_SECONDS = 3600;
/** A family of rules whose waits all reach this tells nobody anything before the queue of citizens does. */
const LONGEST_WAIT_SECONDS = 3600;

const WAITS = [
  {
    keys: ['program.hungAfterSeconds', 'program.missingAfterSeconds', 'program.notListeningAfterSeconds'],
    vi: 'phần mềm hỏng',
    en: 'broken software',
  },
  {
    keys: ['web.unreachableAfterSeconds', 'web.failingAfterSeconds', 'web.slowAfterSeconds'],
    vi: 'hệ thống web hỏng',
    en: 'a broken web system',
  },
] as const;

/**
 * Why this policy must not be made: values that contradict each other, and values each allowed that together would silence
 * what the product is there to tell. Empty when it may.
 */
export function checkPolicy(policy: Policy): PolicyFault[] {
  return [
    ...silenceNeverTold(policy),
    ...waitsThatSilence(policy),
    ...tiersOutOfOrder(policy),
    ...flapsForEver(policy),
    ...recursForEver(policy),
    ...slaFaults(policy),
    ...dutyFaults(policy),
    ...noticeFaults(policy),
  ];
}

function silenceNeverTold(policy: Policy): PolicyFault[] {
  const beat = policy['beat.seconds'];
  const missed = policy['presence.missedBeats'];
  const wait = Math.round((missed + 0.5) * beat);
  if (wait <= LONGEST_SILENCE_SECONDS) return [];
  const most = Math.floor(LONGEST_SILENCE_SECONDS / beat - 0.5);
  const remedy =
    most >= 1
      ? {
          vi: `Với nhịp ${beat} giây, cho lỡ tối đa ${most} nhịp.`,
          en: `At a beat of ${beat} s allow at most ${most}.`,
        }
      : { vi: 'Giảm nhịp báo xuống 2400 giây hoặc ít hơn.', en: 'Lower the beat to 2400 s or less.' };
  return [
    {
      key: most >= 1 ? 'presence.missedBeats' : 'beat.seconds',
      code: 'POLICY_SILENCE_NEVER_TOLD',
      vi: `${missed} nhịp lỡ, mỗi nhịp ${beat} giây: máy mất kết nối hơn một giờ mới có người biết, có khi không bao giờ. ${remedy.vi}`,
      en: `${missed} missed beats of ${beat} s: a PC could be gone for over an hour, or for ever, without anybody being told. ${remedy.en}`,
    },
  ];
}

function waitsThatSilence(policy: Policy): PolicyFault[] {
  return WAITS.filter(({ keys }) => keys.every((key) => policy[key] >= LONGEST_WAIT_SECONDS)).map(
    ({ keys, vi, en }) => ({
      key: keys[0],
      code: 'POLICY_WAITS_SILENCE',
      vi: `Mọi khoảng chờ của nhóm này đều từ 3600 giây: ${vi} cả giờ vẫn không có phiếu nào. Đặt ít nhất một khoảng chờ dưới 3600 giây (${keys.join(', ')}).`,
      en: `Every wait of this group is 3600 s or more: ${en} would open no ticket for an hour. Set at least one of ${keys.join(', ')} below 3600.`,
    }),
  );
}

function flapsForEver(policy: Policy): PolicyFault[] {
  const [enter, leave] = [policy['flap.enterScore'], policy['flap.leaveScore']];
  if (leave < enter) return [];
  return [
    {
      key: 'flap.leaveScore',
      code: 'POLICY_FLAP_ORDER',
      vi: `Mức thôi chập chờn (${leave}) phải thấp hơn mức bắt đầu (${enter}). Đặt thấp hơn, ví dụ ${enter / 2}.`,
      en: `The level at which flapping ends (${leave}) must be below the one at which it begins (${enter}). Set it lower, such as ${enter / 2}.`,
    },
  ];
}

function recursForEver(policy: Policy): PolicyFault[] {
  const [times, days] = [policy['recurring.times'], policy['recurring.days']];
  const [window, calm] = [policy['recurring.windowDays'], policy['recurring.calmTimes']];
  if (calm >= times) {
    return [
      {
        key: 'recurring.calmTimes',
        code: 'POLICY_RECURRING_ORDER',
        vi: `Mức thôi tái diễn (${calm} lần) phải thấp hơn mức bắt đầu (${times} lần). Đặt thấp hơn, ví dụ ${Math.floor(times / 3)}.`,
        en: `A recurring fault is over at ${calm} times, which must be below the ${times} at which it begins. Set it lower, such as ${Math.floor(times / 3)}.`,
      },
    ];
  }
  if (days <= window) return [];
  return [
    {
      key: 'recurring.days',
      code: 'POLICY_RECURRING_SILENCE',
      vi: `Không thể có ${days} ngày khác nhau trong ${window} ngày: lỗi tái diễn sẽ không bao giờ được báo. Đặt tối đa ${window}.`,
      en: `There are no ${days} different days in ${window} days: recurring faults would never be told. Set at most ${window}.`,
    },
  ];
}

function tiersOutOfOrder(policy: Policy): PolicyFault[] {
  const tiers = policy['certificate.tierDays'];
  const cutoff = policy['certificate.renewalCutoffDays'];
  const key = 'certificate.tierDays';
  const sorted = [...new Set(tiers)].sort((a, b) => b - a);
  if (sorted.join() !== tiers.join()) {
    return [
      {
        key,
        code: 'POLICY_TIERS_ORDER',
        vi: `Các mốc phải đi từ xa đến gần và không lặp lại. Viết: ${sorted.join(',')}.`,
        en: `Tiers must go from far to near, each once. Write ${sorted.join(',')}.`,
      },
    ];
  }
  const first = tiers[0] ?? 0;
  if (first === 0) {
    return [
      {
        key,
        code: 'POLICY_TIERS_SILENCE',
        vi: 'Chỉ còn mốc 0 ngày: chứng thư hết hạn rồi mới có người biết. Thêm ít nhất một mốc xa hơn, ví dụ 90,60,30,15,7,1,0.',
        en: 'Only the tier of 0 days is left: nobody would hear of a certificate before it ends. Add a farther one, such as 90,60,30,15,7,1,0.',
      },
    ];
  }
  if (first >= cutoff) return [];
  return [
    {
      key,
      code: 'POLICY_TIERS_AFTER_CUTOFF',
      vi: `Mốc nhắc đầu tiên (${first} ngày) đến sau hạn chót gia hạn (${cutoff} ngày): khi có người biết thì không còn gia hạn được. Thêm mốc từ ${cutoff} ngày trở lên, hoặc giảm hạn chót gia hạn.`,
      en: `The first tier (${first} days) comes after the last day for renewal (${cutoff} days): too late to renew. Add a tier of ${cutoff} days or more, or lower the cutoff.`,
    },
  ];
}
