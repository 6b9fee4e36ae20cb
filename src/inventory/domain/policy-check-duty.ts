import type { PolicyFault } from './policy-fault.js';
import type { Policy } from './policy.js';

const PRIORITIES = ['critical', 'high', 'normal', 'low'] as const;
/** Reminder, second person, head. */
const MOST_STEPS = 3;

/** Steps that cannot follow each other, and priorities that nobody has. */
export function dutyFaults(policy: Policy): PolicyFault[] {
  return [...stepsOutOfOrder(policy), ...unknownPriorities(policy)];
}

function stepsOutOfOrder(policy: Policy): PolicyFault[] {
  return PRIORITIES.flatMap((priority): PolicyFault[] => {
    const key = `escalation.${priority}.minutes` as const;
    const minutes = policy[key];
    const sorted = [...new Set(minutes)].sort((a, b) => a - b).slice(0, MOST_STEPS);
    if (sorted.join() === minutes.join()) return [];
    return [
      {
        key,
        code: 'POLICY_STEPS_ORDER',
        vi: `Nhiều nhất ba bước, bước sau lâu hơn bước trước. Viết: ${sorted.join(',')}.`,
        en: `At most three steps, each later than the one before. Write ${sorted.join(',')}.`,
      },
    ];
  });
}

function unknownPriorities(policy: Policy): PolicyFault[] {
  const key = 'escalation.aroundTheClock';
  const known: readonly string[] = PRIORITIES;
  const unknown = policy[key].find((word) => !known.includes(word));
  if (unknown === undefined) return [];
  return [
    {
      key,
      code: 'POLICY_PRIORITY_UNKNOWN',
      vi: `Không có mức ưu tiên "${unknown}". Ghi critical, high, normal hoặc low, cách nhau bằng dấu phẩy.`,
      en: `There is no priority "${unknown}". Write critical, high, normal or low, with commas between.`,
    },
  ];
}
