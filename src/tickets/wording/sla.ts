import type { Text } from '../../platform/i18n/index.js';

const SENTENCES: Readonly<Record<'due_soon' | 'overdue', Text>> = {
  due_soon: {
    vi: 'Sắp đến hạn: đã dùng ba phần tư thời gian cam kết.',
    en: 'Due soon: three quarters of the agreed time are used.',
  },
  overdue: {
    vi: 'Quá hạn: đã hết thời gian cam kết mà chưa xong.',
    en: 'Overdue: the agreed time is used up and it is not done.',
  },
};

/** What a ticket's history says when its time runs out. */
export function wordSla(kind: 'due_soon' | 'overdue'): Text {
  return SENTENCES[kind];
}
