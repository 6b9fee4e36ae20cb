import { Refusal } from '../../platform/http/index.js';
import type { SplitProblem } from '../domain/split.js';

const SPLIT_PROBLEMS = {
  nothing: {
    code: 'SPLIT_NOTHING',
    vi: 'Chọn ít nhất một mục để tách ra.',
    en: 'Choose at least one entry to split off.',
  },
  everything: {
    code: 'SPLIT_EVERYTHING',
    vi: 'Tách hết thì phiếu này không còn gì. Để lại ít nhất một mục, hoặc đổi nhóm sự cố của phiếu này.',
    en: 'Nothing would be left in this ticket. Leave at least one entry, or change the category of this ticket instead.',
  },
  'not-movable': {
    code: 'SPLIT_NOT_MOVABLE',
    vi: 'Chỉ tách được lời của người viết trong phiếu này. Tải lại trang rồi chọn lại.',
    en: 'Only what people wrote in this ticket can be split off. Load the page again and choose anew.',
  },
} satisfies Record<SplitProblem, { code: string; vi: string; en: string }>;

export function splitRefused(problem: SplitProblem): Refusal {
  const { code, vi, en } = SPLIT_PROBLEMS[problem];
  return new Refusal(code, 400, { vi, en }, 'entries');
}

export function splitOfDuplicate(): Refusal {
  return new Refusal('SPLIT_OF_DUPLICATE', 409, {
    vi: 'Phiếu này đã gộp vào phiếu khác. Tách ở phiếu kia, hoặc mở lại phiếu này trước.',
    en: 'This ticket was merged into another. Split that one, or reopen this one first.',
  });
}

/** Of one ticket among many: what failed is in the log of the server. */
export function bulkFailed(): Refusal {
  return new Refusal('INTERNAL', 500, {
    vi: 'Máy chủ gặp lỗi ở phiếu này. Thử lại riêng phiếu này.',
    en: 'The server failed at this ticket. Try it again by itself.',
  });
}

export function viewUnreadable(): Refusal {
  return new Refusal(
    'VIEW_UNREADABLE',
    400,
    {
      vi: 'Bộ lọc này không lưu được. Mở danh sách phiếu, chọn lại bộ lọc rồi lưu.',
      en: 'This filter cannot be saved. Open the list of tickets, filter it anew, and save that.',
    },
    'query',
  );
}

export function viewChanged(): Refusal {
  return new Refusal('VIEW_CHANGED', 409, {
    vi: 'Danh sách đã lưu này vừa được người khác sửa. Tải lại trang rồi sửa lại.',
    en: 'Somebody has just changed this view. Load the page again, then change it.',
  });
}

export function tooManyViews(most: number): Refusal {
  return new Refusal('TOO_MANY_VIEWS', 409, {
    vi: `Mỗi người lưu được ${most} danh sách. Xóa bớt rồi lưu lại.`,
    en: `Everybody may keep ${most} views. Remove one, then save it again.`,
  });
}
