import type { PolicyFault } from './policy-fault.js';
import type { Policy } from './policy.js';

const PRIORITIES = ['critical', 'high', 'normal', 'low'] as const;

/** Times that tickets cannot be owed: an answer after the resolution, more time for what presses more, a priority nobody has. */
export function slaFaults(policy: Policy): PolicyFault[] {
  return [...answersAfterTheEnd(policy), ...pressingWaitsLonger(policy), ...unknownPriorities(policy)];
}

function answersAfterTheEnd(policy: Policy): PolicyFault[] {
  return PRIORITIES.filter(
    (priority) => policy[`sla.${priority}.answerMinutes`] > policy[`sla.${priority}.resolveMinutes`],
  ).map((priority) => ({
    key: `sla.${priority}.answerMinutes`,
    code: 'POLICY_ANSWER_AFTER_RESOLUTION',
    vi: 'Thời gian tiếp nhận dài hơn thời gian xử lý xong. Giảm thời gian tiếp nhận, hoặc tăng thời gian xử lý.',
    en: 'The first answer is due after the resolution. Shorten the one or lengthen the other.',
  }));
}

function pressingWaitsLonger(policy: Policy): PolicyFault[] {
  return PRIORITIES.slice(1).flatMap((less, place): PolicyFault[] => {
    const more = PRIORITIES[place]!;
    const key = (['answerMinutes', 'resolveMinutes'] as const).find(
      (time) => policy[`sla.${more}.${time}`] > policy[`sla.${less}.${time}`],
    );
    if (!key) return [];
    return [
      {
        key: `sla.${more}.${key}`,
        code: 'POLICY_PRESSING_WAITS_LONGER',
        vi: 'Mức ưu tiên cao hơn lại có thời hạn dài hơn mức ngay dưới. Giảm giá trị này, hoặc tăng giá trị của mức dưới.',
        en: 'A higher priority has more time than the one below it. Lower this value or raise the other.',
      },
    ];
  });
}

function unknownPriorities(policy: Policy): PolicyFault[] {
  const known: readonly string[] = PRIORITIES;
  const unknown = policy['sla.aroundTheClock'].find((word) => !known.includes(word));
  if (unknown === undefined) return [];
  return [
    {
      key: 'sla.aroundTheClock',
      code: 'POLICY_PRIORITY_UNKNOWN',
      vi: `Không có mức ưu tiên "${unknown}". Ghi critical, high, normal hoặc low, cách nhau bằng dấu phẩy.`,
      en: `There is no priority "${unknown}". Write critical, high, normal or low, with commas between.`,
    },
  ];
}
