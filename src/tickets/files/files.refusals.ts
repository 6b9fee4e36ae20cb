import { Refusal } from '../../platform/http/index.js';
import type { FileFault } from './domain/file-kind.js';

const WHY: Readonly<Record<FileFault, { vi: string; en: string }>> = {
  archive: {
    vi: 'Không nhận tệp nén. Giải nén rồi gửi từng tệp bên trong.',
    en: 'Archives are not kept. Unpack it and send the files in it.',
  },
  program: {
    vi: 'Không nhận tệp chạy được. Gửi đường dẫn tải về, hoặc nhờ quản trị cài.',
    en: 'Programs are not kept. Send the address from which it is downloaded.',
  },
  active: {
    vi: 'Tệp có macro, mã lệnh hoặc đối tượng nhúng nên không nhận. In hoặc lưu lại thành PDF rồi gửi.',
    en: 'It holds macros, scripts or embedded objects. Print or save it as a plain PDF and send that.',
  },
  locked: {
    vi: 'Không xem được bên trong tệp này (có mật khẩu hoặc nén lạ). Lưu lại không mật khẩu rồi gửi.',
    en: 'Nobody can look into it (a password, or a strange packing). Save it without one and send that.',
  },
  lies: {
    vi: 'Đuôi tệp không đúng với nội dung bên trong. Mở ra kiểm tra, lưu lại đúng loại rồi gửi.',
    en: 'Its ending is not what is in it. Open it, save it as what it is, and send that.',
  },
  'too-detailed': {
    vi: 'Ảnh có quá nhiều điểm ảnh nên không mở được. Chụp lại màn hình rồi gửi.',
    en: 'The picture has too many pixels to be shown. Take another and send that.',
  },
  other: {
    vi: 'Không nhận loại tệp này. Gửi được: ảnh PNG, JPEG, WebP; PDF; tệp chữ .txt; .docx, .xlsx, .pptx.',
    en: 'This kind is not kept. Kept are PNG, JPEG and WebP pictures, PDF, text (.txt), .docx, .xlsx and .pptx.',
  },
};

export function fileRefused(fault: FileFault): Refusal {
  return new Refusal('FILE_REFUSED', 400, WHY[fault], 'file');
}

export function fileTooLarge(megabytes: number): Refusal {
  return new Refusal(
    'FILE_TOO_LARGE',
    413,
    {
      vi: `Tệp lớn hơn ${megabytes} MB. Gửi phần cần xem, hoặc chụp màn hình.`,
      en: `The file is larger than ${megabytes} MB. Send the part that matters, or a picture of it.`,
    },
    'file',
  );
}

export function fileMissing(): Refusal {
  return new Refusal(
    'FILE_MISSING',
    400,
    { vi: 'Chưa có tệp nào. Chọn một tệp rồi gửi.', en: 'There is no file. Choose one and send it.' },
    'file',
  );
}

export function tooManyFiles(most: number): Refusal {
  return new Refusal(
    'FILES_TOO_MANY',
    400,
    {
      vi: `Mỗi lần gửi tối đa ${most} tệp. Gửi những tệp này trước, rồi gửi tiếp.`,
      en: `At most ${most} files go at once. Send these first, then the others.`,
    },
    'file',
  );
}

export function ticketFull(megabytes: number): Refusal {
  return new Refusal(
    'TICKET_FILES_FULL',
    400,
    {
      vi: `Các tệp của phiếu này đã đủ ${megabytes} MB. Gửi tệp bằng cách khác và ghi nơi lưu vào phiếu.`,
      en: `The files of this ticket have reached ${megabytes} MB. Send it another way and write where it is.`,
    },
    'file',
  );
}

export function uploadGone(): Refusal {
  return new Refusal(
    'UPLOAD_GONE',
    409,
    {
      vi: 'Một tệp đính kèm không còn (đã gửi hoặc để quá một ngày). Bỏ tệp đó và chọn lại.',
      en: 'A file is gone: it was sent already, or lay here for more than a day. Remove it and choose it again.',
    },
    'files',
  );
}
