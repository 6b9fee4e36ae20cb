import { notFound, Refusal } from '../../platform/http/index.js';

export function guideUnknown(): Refusal {
  return notFound({ vi: 'hướng dẫn này', en: 'guide' });
}

export function guideChanged(): Refusal {
  return new Refusal('GUIDE_CHANGED', 409, {
    vi: 'Hướng dẫn vừa được người khác sửa. Chép lại phần anh/chị đã gõ, mở lại trang rồi sửa tiếp.',
    en: 'Somebody has just changed the guide. Copy what you typed, open the page again and go on from there.',
  });
}

export function guideHoldsAlready(): Refusal {
  return new Refusal('GUIDE_HOLDS_ALREADY', 409, {
    vi: 'Đây là bản đang dùng, không cần khôi phục.',
    en: 'This is the text in use; there is nothing to restore.',
  });
}

export function beyondProvince(): Refusal {
  return new Refusal('GUIDE_BEYOND_PROVINCE', 403, {
    vi: 'Hướng dẫn dùng chung cho mọi tỉnh, tài khoản của một tỉnh không sửa được. Gửi đề nghị sửa cho quản trị hệ thống.',
    en: 'All provinces read the guides; an account held to one cannot change them. Ask the administrator.',
  });
}

export function programUnknown(): Refusal {
  return new Refusal(
    'GUIDE_PROGRAM_UNKNOWN',
    400,
    {
      vi: 'Không có phần mềm được theo dõi này. Chọn lại trong danh sách, hoặc để trống.',
      en: 'There is no such watched program. Choose one of the list, or none.',
    },
    'program',
  );
}

export function notResolved(): Refusal {
  return new Refusal('TICKET_NOT_RESOLVED_YET', 409, {
    vi: 'Phiếu đang được xử lý. Ghi cách xử lý và bấm “Đã xử lý” trước, rồi viết hướng dẫn từ đó.',
    en: 'The ticket is still open. Say how it was resolved first; the guide is written from that.',
  });
}

export function notAVoter(): Refusal {
  return new Refusal('GUIDE_VOTE_REFUSED', 403, {
    vi: 'Chỉ nhận ý kiến từ trang Báo sự cố. Bấm biểu tượng Báo sự cố trên màn hình rồi mở lại hướng dẫn.',
    en: 'Votes come from the report pages. Press the report icon on the desktop and open the guide from there.',
  });
}

export function pictureMissing(): Refusal {
  return new Refusal(
    'PICTURE_INVALID',
    400,
    {
      vi: 'Chưa có ảnh. Chọn một ảnh PNG, JPEG hoặc WebP.',
      en: 'There is no picture. Choose one PNG, JPEG or WebP picture.',
    },
    'picture',
  );
}
