import type { TicketStatus } from '../contracts/api/index.js';
import { Refusal } from '../platform/http/index.js';
import { word } from '../platform/i18n/index.js';
import { STATUS_WORDS } from './wording/states.js';

export function ticketChanged(): Refusal {
  return new Refusal('TICKET_CHANGED', 409, {
    vi: 'Phiếu vừa được người khác cập nhật. Xem lại rồi thử lại; nội dung anh/chị đã gõ vẫn còn.',
    en: 'Somebody has just changed the ticket. Look again and retry; what you typed is kept.',
  });
}

export function moveRefused(from: TicketStatus, to: TicketStatus): Refusal {
  const words = { from: STATUS_WORDS[from], to: STATUS_WORDS[to] };
  const sentence = {
    vi: 'Phiếu đang ở tình trạng “{from}”, không thể chuyển thành “{to}”. Mở lại phiếu trước nếu cần.',
    en: 'The ticket is “{from}” and cannot become “{to}”. Reopen it first if that is needed.',
  };
  return new Refusal('TICKET_MOVE_REFUSED', 409, word(sentence, words));
}

export function alreadyEnded(): Refusal {
  return new Refusal('TICKET_ENDED', 409, {
    vi: 'Phiếu đã kết thúc. Mở lại phiếu trước khi thay đổi.',
    en: 'The ticket has ended. Reopen it before changing it.',
  });
}

export function notWaiting(): Refusal {
  return new Refusal('TICKET_NOT_WAITING', 409, {
    vi: 'Phiếu không chờ ai, đang được xử lý.',
    en: 'The ticket waits for nobody; work goes on.',
  });
}

export function mergeTargetUnknown(number: string): Refusal {
  return new Refusal(
    'MERGE_TARGET_UNKNOWN',
    400,
    {
      vi: `Không có phiếu ${number}. Xem lại số phiếu ở đầu trang của phiếu kia.`,
      en: `There is no ticket ${number}. The number stands at the top of the other ticket's page.`,
    },
    'into',
  );
}

export function mergeTargetEnded(number: string): Refusal {
  return new Refusal(
    'MERGE_TARGET_ENDED',
    400,
    {
      vi: `Phiếu ${number} đã kết thúc. Gộp vào một phiếu đang mở, hoặc mở lại phiếu đó trước.`,
      en: `Ticket ${number} has ended. Merge into one that is open, or reopen that one first.`,
    },
    'into',
  );
}

export function mergeWithItself(): Refusal {
  return new Refusal(
    'MERGE_WITH_ITSELF',
    400,
    {
      vi: 'Đây là số của chính phiếu này. Nhập số của phiếu kia.',
      en: 'This is the number of this very ticket. Type the number of the other one.',
    },
    'into',
  );
}

export function notEnded(): Refusal {
  return new Refusal('TICKET_NOT_ENDED', 409, {
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

export function notAssignable(path = 'assigneeId'): Refusal {
  return new Refusal(
    'ASSIGNEE_INVALID',
    400,
    {
      vi: 'Không thể giao phiếu cho người này. Chọn một kỹ thuật viên hoặc quản trị viên đang hoạt động.',
      en: 'This person cannot take tickets. Choose an active technician or administrator.',
    },
    path,
  );
}

export function mailSettled(by: string): Refusal {
  return new Refusal('MAIL_SETTLED', 409, {
    vi: `${by} đã xem xong thư này. Tải lại trang để thấy danh sách mới.`,
    en: `${by} has dealt with this mail. Load the page again to see the list as it is.`,
  });
}

export function vendorUnknown(): Refusal {
  return new Refusal('VENDOR_UNKNOWN', 409, {
    vi: 'Chưa có địa chỉ thư của nhà cung cấp. Quản trị viên nhập ở trang Ngưỡng › Phần mềm theo dõi.',
    en: 'The vendor has no mail address yet. An administrator sets it on the page Thresholds › Watched programs.',
  });
}

export function vendorMailChanged(): Refusal {
  return new Refusal('VENDOR_MAIL_CHANGED', 409, {
    vi: 'Bằng chứng vừa thay đổi, thư chưa được gửi. Xem lại thư rồi gửi.',
    en: 'The evidence has just changed and nothing was sent. Read the mail again, then send it.',
  });
}

export function linkUnknown(): Refusal {
  return new Refusal('REPORT_LINK_UNKNOWN', 404, {
    vi: 'Đường dẫn báo sự cố này không đúng. Bấm lại biểu tượng Báo sự cố trên màn hình.',
    en: 'This link is not known. Press the report icon on the desktop again.',
  });
}

export function linkUsed(): Refusal {
  return new Refusal('REPORT_LINK_USED', 410, {
    vi: 'Đường dẫn này đã được dùng để gửi một báo cáo. Bấm lại biểu tượng Báo sự cố để gửi báo cáo khác.',
    en: 'This link has been used for a report. Press the report icon again for another one.',
  });
}

export function linkExpired(): Refusal {
  return new Refusal('REPORT_LINK_EXPIRED', 410, {
    vi: 'Đường dẫn này đã hết hạn. Bấm lại biểu tượng Báo sự cố trên màn hình.',
    en: 'This link has expired. Press the report icon on the desktop again.',
  });
}

export function tooManyLinks(): Refusal {
  return new Refusal(
    'TOO_MANY_REPORT_LINKS',
    429,
    {
      vi: 'Máy này vừa bấm Báo sự cố quá nhiều lần. Chờ vài phút, hoặc gọi điện cho kỹ thuật viên.',
      en: 'This PC has asked for too many reports. Wait some minutes, or call the technician.',
    },
    undefined,
    300,
  );
}

export function followUnknown(): Refusal {
  return new Refusal('FOLLOW_UNKNOWN', 404, {
    vi: 'Không tìm thấy báo cáo của đường dẫn này. Mở lại từ danh sách báo cáo đã gửi, hoặc gửi báo cáo mới.',
    en: 'There is no report for this address. Open it from the list of reports, or send a new one.',
  });
}

export function notResolvedYet(): Refusal {
  return new Refusal('TICKET_NOT_RESOLVED_YET', 409, {
    vi: 'Phiếu đang được xử lý. Viết thêm cho kỹ thuật viên nếu cần.',
    en: 'Somebody is working on it. Write to the technician if there is more to say.',
  });
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

export function pictureTooDetailed(): Refusal {
  return new Refusal(
    'PICTURE_TOO_DETAILED',
    400,
    {
      vi: 'Ảnh có quá nhiều điểm ảnh nên không mở được. Chụp lại màn hình, hoặc gửi không kèm ảnh.',
      en: 'The picture has too many pixels to be shown. Take another, or send without a picture.',
    },
    'picture',
  );
}

export function formUnreadable(): Refusal {
  return new Refusal('FORM_UNREADABLE', 400, {
    vi: 'Nội dung gửi lên bị đứt giữa chừng. Kiểm tra mạng rồi gửi lại.',
    en: 'The form was cut off on its way. Check the network and send it again.',
  });
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
