import { Refusal, notFound } from '../../platform/http/index.js';
import type { CodeFault } from './domain/remote-tools.js';

export function nobodyToAsk(): Refusal {
  return new Refusal('REMOTE_HELP_NOBODY', 409, {
    vi: 'Phiếu này không có cán bộ nào theo dõi để hỏi. Gọi điện cho trung tâm.',
    en: 'No clerk follows this ticket who could be asked. Telephone the center.',
  });
}

export function toolNotOffered(): Refusal {
  return new Refusal(
    'REMOTE_TOOL_NOT_OFFERED',
    400,
    {
      vi: 'Quản trị hệ thống không cho dùng phần mềm này để hỗ trợ từ xa. Chọn phần mềm khác trong danh sách.',
      en: 'The administrator does not allow this program for remote help. Choose another of the list.',
    },
    'tool',
  );
}

export function helpOpenAlready(): Refusal {
  return new Refusal('REMOTE_HELP_OPEN', 409, {
    vi: 'Phiếu này đang có một đề nghị hỗ trợ từ xa. Kết thúc đề nghị đó trước.',
    en: 'Remote help is asked for on this ticket already. End that first.',
  });
}

/** Somebody else was faster, or time was. */
export function helpMoved(): Refusal {
  return new Refusal('REMOTE_HELP_MOVED', 409, {
    vi: 'Đề nghị hỗ trợ từ xa này đã kết thúc hoặc vừa thay đổi. Xem lại trang.',
    en: 'This remote help has ended, or has just changed. Look at the page again.',
  });
}

export function notYours(): Refusal {
  return new Refusal('REMOTE_HELP_NOT_YOURS', 403, {
    vi: 'Chỉ người xin hỗ trợ từ xa và người đang giữ phiếu được xem mã và bắt đầu. Nhận xử lý phiếu trước.',
    en: 'Whoever asked for it and whoever has the ticket read the codes and begin. Take the ticket first.',
  });
}

export function helpUnknown(): Refusal {
  return notFound({ vi: 'đề nghị hỗ trợ từ xa này', en: 'remote help' });
}

const CODE_FAULTS: Readonly<Record<CodeFault, { path: string; vi: string; en: string }>> = {
  id: {
    path: 'code',
    vi: 'Mã (ID) chưa đúng. Gõ lại đúng dãy số mà phần mềm đang hiện trên màn hình.',
    en: 'This is no ID of that program. Type the digits that it shows on the screen.',
  },
  password: {
    path: 'password',
    vi: 'Mật khẩu chưa đúng. Gõ lại mật khẩu mà phần mềm đang hiện, không có khoảng trắng.',
    en: 'This is no password of that program. Type the one that it shows, without spaces.',
  },
};

export function codeWrong(fault: CodeFault): Refusal {
  const { path, vi, en } = CODE_FAULTS[fault];
  return new Refusal('REMOTE_CODE_WRONG', 400, { vi, en }, path);
}
