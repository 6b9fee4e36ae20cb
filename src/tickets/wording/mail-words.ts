import { type Text, word } from '../../platform/i18n/index.js';
import type { Automatic } from '../mail/domain/automatic.js';
import type { RefusedFile, RefusedKind } from '../mail/domain/incoming-mail.js';
import type { AsideReason } from '../mail/domain/placement.js';

const REASONS: Readonly<Record<AsideReason, Text>> = {
  UNKNOWN_SENDER: {
    vi: 'Người gửi chưa có trong hệ thống.',
    en: 'Nobody here is known by this address.',
  },
  UNKNOWN_TOKEN: {
    vi: 'Mã trả lời không còn dùng được hoặc không phải của hệ thống.',
    en: 'Its reply code is too old, or not one of ours.',
  },
  SENDER_NOT_PROVEN: {
    vi: 'Máy chủ thư cho biết địa chỉ người gửi bị giả mạo.',
    en: 'The mail server says that the address of the sender is forged.',
  },
  NUMBER_WITHOUT_TOKEN: {
    vi: 'Có số phiếu nhưng không có mã trả lời: không ghi vào phiếu được.',
    en: 'It names a ticket without a reply code, so it was not put into it.',
  },
  TOO_MANY: {
    vi: 'Địa chỉ này gửi quá nhiều thư trong một giờ; có thể hai máy đang trả lời nhau. Các thư sau trong ngày không hiện ở đây, vẫn nằm trong thư mục TrucBan-Aside của hộp thư.',
    en: 'Too many mails from this address within an hour; two machines may be answering each other. Later ones of the day are not shown here and lie in the folder TrucBan-Aside of the mailbox.',
  },
  TOO_LARGE: {
    vi: 'Thư lớn hơn 15 MB nên không đọc.',
    en: 'It is larger than 15 MB and was not read.',
  },
  EMPTY: { vi: 'Thư không có nội dung.', en: 'There is nothing in it.' },
  UNREADABLE: { vi: 'Không đọc được thư này.', en: 'It cannot be read.' },
};

export function wordAside(reason: AsideReason): Text {
  return REASONS[reason];
}

const REFUSED: Readonly<Record<RefusedKind, Text>> = {
  archive: { vi: 'tệp nén', en: 'an archive' },
  program: { vi: 'tệp chạy được', en: 'a program' },
  active: {
    vi: 'có macro, mã lệnh hoặc đối tượng nhúng',
    en: 'it holds macros, scripts or embedded objects',
  },
  locked: {
    vi: 'có mật khẩu, không xem được bên trong',
    en: 'nobody can look into it, such as for a password',
  },
  lies: { vi: 'đuôi tệp không đúng với nội dung', en: 'its ending is not what is in it' },
  'too-detailed': { vi: 'ảnh có quá nhiều điểm ảnh', en: 'a picture of too many pixels' },
  'too-large': { vi: 'lớn hơn 10 MB', en: 'larger than 10 MB' },
  'too-many': { vi: 'quá 5 tệp', en: 'more than 5 files' },
  'ticket-full': { vi: 'phiếu đã đủ 100 MB tệp', en: 'the ticket holds 100 MB of files' },
  other: { vi: 'không thuộc loại tệp được nhận', en: 'of no kind that is kept' },
};

/** A sentence for each file of a mail that was not taken. */
export function wordRefused(files: readonly RefusedFile[]): Text | null {
  if (files.length === 0) return null;
  const sentences = files.map(({ name, kind }) =>
    word(
      { vi: '[Không nhận tệp “{name}”: {kind}.]', en: '[File “{name}” was not taken: {kind}.]' },
      { name: name || '?', kind: REFUSED[kind] },
    ),
  );
  return {
    vi: sentences.map(({ vi }) => vi).join('\n'),
    en: sentences.map(({ en }) => en).join('\n'),
  };
}

const MACHINES: Readonly<Record<Automatic, Text>> = {
  bounce: {
    vi: 'Thư gửi {from} không đến được ({status}).',
    en: 'The mail to {from} could not be delivered ({status}).',
  },
  own: { vi: 'Thư của hệ thống quay lại từ {from}.', en: 'A mail of ours came back from {from}.' },
  'auto-reply': {
    vi: 'Thư trả lời tự động của {from}: {subject}',
    en: 'An automatic answer of {from}: {subject}',
  },
  list: {
    vi: 'Thư của danh sách gửi chung, {from}: {subject}',
    en: 'A mail of a mailing list, {from}: {subject}',
  },
};

/** One line of a ticket's history about a mail that no person wrote. */
export function wordMachine(
  automatic: Automatic,
  facts: { from: string; subject: string; status: string },
): Text {
  return word(MACHINES[automatic], facts);
}

/** Of a mail with the right secret that came from another address: who it says it is from. */
export function wordElsewhere(from: string, expected: string): Text {
  return word(
    {
      vi: 'Gửi từ địa chỉ khác: {from} (thư được gửi cho {expected}).',
      en: 'From another address: {from} (the mail had gone to {expected}).',
    },
    { from, expected },
  );
}

/** Of a mail into a ticket that was too large to be read. */
export function wordTooLarge(from: string): Text {
  return word(
    {
      vi: 'Thư của {from} lớn hơn 15 MB nên không đọc. Thư nằm trong thư mục TrucBan-Aside của hộp thư.',
      en: 'A mail of {from} is larger than 15 MB and was not read. It lies in the folder TrucBan-Aside of the mailbox.',
    },
    { from },
  );
}

export function wordMailTitle(subject: string): Text {
  if (subject === '') return { vi: 'Báo sự cố qua thư', en: 'Reported by mail' };
  return word({ vi: 'Thư: {subject}', en: 'Mail: {subject}' }, { subject });
}

/** Where a ticket is that came by mail: nobody has said yet which center. */
export const placeByMail = (name: string): string => `Qua thư · ${name}`;
