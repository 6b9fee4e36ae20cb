import { notFound, Refusal } from '../../platform/http/index.js';
import { PLACEHOLDERS } from './domain/placeholders.js';

const KNOWN = Object.keys(PLACEHOLDERS)
  .map((name) => `{{${name}}}`)
  .join(', ');

export function placeholderUnknown(name: string): Refusal {
  return new Refusal(
    'PLACEHOLDER_UNKNOWN',
    400,
    {
      vi: `Không có chỗ điền “${name}”. Dùng một trong: ${KNOWN}.`,
      en: `There is no placeholder “${name}”. Use one of ${KNOWN}.`,
    },
    'body',
  );
}

export function replyUnknown(): Refusal {
  return notFound({ vi: 'câu trả lời mẫu này', en: 'canned reply' });
}

export function replyChanged(): Refusal {
  return new Refusal('REPLY_CHANGED', 409, {
    vi: 'Câu mẫu vừa được người khác sửa hoặc xóa. Chép lại phần anh/chị đã gõ, tải lại trang rồi sửa tiếp.',
    en: 'Somebody has just changed or removed it. Copy what you typed, load the page again and go on from there.',
  });
}

export function mayNotShare(): Refusal {
  return new Refusal(
    'REPLY_BEYOND_PROVINCE',
    403,
    {
      vi: 'Câu mẫu dùng chung được mọi tỉnh dùng, tài khoản của một tỉnh không sửa được. Lưu thành câu mẫu riêng của anh/chị.',
      en: 'Shared replies are used by all provinces; an account held to one keeps its own. Save it as your own.',
    },
    'shared',
  );
}

export function tooManyReplies(most: number): Refusal {
  return new Refusal('REPLIES_TOO_MANY', 409, {
    vi: `Đã đủ ${most} câu mẫu. Xóa bớt những câu không dùng.`,
    en: `There are ${most} canned replies already. Remove some that nobody uses.`,
  });
}
