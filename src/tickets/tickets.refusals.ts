import { Refusal } from '../platform/http/index.js';

export function ticketChanged(): Refusal {
  return new Refusal('TICKET_CHANGED', 409, {
    vi: 'Phiếu vừa được người khác cập nhật. Xem lại rồi thử lại; nội dung anh/chị đã gõ vẫn còn.',
    en: 'Somebody has just changed the ticket. Look again and retry; what you typed is kept.',
  });
}

export function alreadyResolved(): Refusal {
  return new Refusal('TICKET_RESOLVED', 409, {
    vi: 'Phiếu đã xử lý xong. Mở lại phiếu trước khi thay đổi.',
    en: 'The ticket is resolved. Reopen it before changing it.',
  });
}

export function notResolved(): Refusal {
  return new Refusal('TICKET_NOT_RESOLVED', 409, {
    vi: 'Phiếu đang mở, không cần mở lại.',
    en: 'The ticket is open; there is nothing to reopen.',
  });
}

export function snoozeInvalid(mostDays: number): Refusal {
  return new Refusal(
    'SNOOZE_INVALID',
    400,
    {
      vi: `Chọn một giờ sau bây giờ và trong vòng ${mostDays} ngày.`,
      en: `Choose a time after now and within ${mostDays} days.`,
    },
    'until',
  );
}

export function notAssignable(): Refusal {
  return new Refusal(
    'ASSIGNEE_INVALID',
    400,
    {
      vi: 'Không thể giao phiếu cho người này. Chọn một kỹ thuật viên hoặc quản trị viên đang hoạt động.',
      en: 'This person cannot take tickets. Choose an active technician or administrator.',
    },
    'assigneeId',
  );
}

export function tooManyReports(): Refusal {
  return new Refusal(
    'TOO_MANY_REPORTS',
    429,
    {
      vi: 'Trung tâm này vừa gửi rất nhiều phiếu. Chờ vài phút rồi gửi lại, hoặc gọi điện cho kỹ thuật viên.',
      en: 'This center has just sent very many reports. Wait some minutes, or call the technician.',
    },
    undefined,
    300,
  );
}

export function pictureRefused(): Refusal {
  return new Refusal(
    'PICTURE_INVALID',
    400,
    {
      vi: 'Tệp đính kèm phải là một ảnh PNG, JPEG hoặc WebP. Chọn ảnh khác, hoặc gửi không kèm ảnh.',
      en: 'The file must be one PNG, JPEG or WebP picture. Choose another, or send without a picture.',
    },
    'picture',
  );
}

export function pictureTooLarge(megabytes: number): Refusal {
  return new Refusal(
    'PICTURE_TOO_LARGE',
    413,
    {
      vi: `Ảnh lớn hơn ${megabytes} MB. Chụp lại nhỏ hơn, hoặc gửi không kèm ảnh.`,
      en: `The picture is larger than ${megabytes} MB. Take a smaller one, or send without a picture.`,
    },
    'picture',
  );
}
