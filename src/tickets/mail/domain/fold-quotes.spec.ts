import { describe, expect, it } from '@jest/globals';
import { foldQuotes } from './fold-quotes.js';

const mail = (...lines: string[]): string => lines.join('\n');

describe('what is new in an answer', () => {
  it.each([
    [
      'Gmail in Vietnamese',
      mail(
        'Đã khởi động lại.',
        '',
        'Vào Th 2, 23 thg 11, 2026 vào lúc 09:12 Trực Ban <tb@xa.test> đã viết:',
        '',
        '> Phiếu mới',
      ),
    ],
    [
      'Gmail in Vietnamese, its line broken',
      mail(
        'Đã khởi động lại.',
        '',
        'Vào Th 2, 23 thg 11, 2026 vào lúc 09:12 Trực Ban <',
        'tb@xa.test> đã viết:',
        '> Phiếu mới',
      ),
    ],
    [
      'Gmail in English',
      mail('Đã khởi động lại.', 'On Mon, Nov 23, 2026 at 9:12 AM TB <tb@xa.test> wrote:', '', '> New'),
    ],
    [
      'Thunderbird',
      mail('Đã khởi động lại.', 'Vào lúc 09:12 23/11/2026, Trực Ban đã viết:', '> Phiếu mới', '> dòng hai'),
    ],
    [
      'Outlook in Vietnamese',
      mail(
        'Đã khởi động lại.',
        '',
        'Từ: Trực Ban <tb@xa.test>',
        'Ngày: Thứ Hai, 23 tháng 11, 2026',
        'Đến: Hoa',
        'Chủ đề: Phiếu',
        '',
        'Phiếu mới',
      ),
    ],
    [
      'Outlook in English',
      mail(
        'Đã khởi động lại.',
        '________________________________',
        'From: TB',
        'Sent: Monday',
        'To: Hoa',
        'Subject: x',
        'New',
      ),
    ],
    ['old Outlook', mail('Đã khởi động lại.', '-----Original Message-----', 'From: TB', 'New ticket')],
    [
      'Zimbra',
      mail('Đã khởi động lại.', '', '----- Thư gốc -----', 'Từ: "Trực Ban" <tb@xa.test>', 'Phiếu mới'),
    ],
    ['a telephone', mail('Đã khởi động lại.', '', 'Gửi từ iPhone của tôi')],
    ['a signature', mail('Đã khởi động lại.', '-- ', 'Nguyễn Thị Hoa', 'Trung tâm Phục vụ hành chính công')],
    [
      'a card below a greeting',
      mail('Đã khởi động lại.', '', 'Trân trọng,', 'Nguyễn Thị Hoa', 'Trung tâm PVHCC', 'ĐT: 0210'),
    ],
  ])('%s', (_, text) => {
    const { fresh, quoted } = foldQuotes(text);
    expect(fresh).toBe('Đã khởi động lại.');
    for (const line of text.split('\n').slice(1)) expect(quoted).toContain(line.trim());
  });

  it('is found below and between what it quotes', () => {
    const text = mail(
      'On Mon, Nov 23, 2026 TB <tb@xa.test> wrote:',
      '> Máy in nào?',
      'Máy cạnh cửa',
      '> Từ khi nào?',
      'Sáng nay',
    );
    expect(foldQuotes(text)).toMatchObject({ fresh: 'Máy cạnh cửa\nSáng nay' });
  });

  it('is all of it where nothing is quoted, though it speaks of days and people', () => {
    const text = mail(
      'Vào sáng nay máy in kẹt giấy.',
      'Từ: phòng một cửa',
      'Trân trọng cảm ơn anh chị đã hỗ trợ.',
    );
    expect(foldQuotes(text)).toEqual({ fresh: text, quoted: '' });
  });

  it('is the earlier mail where somebody forwards it without a word', () => {
    const text = mail('-----Original Message-----', 'From: TB', 'New ticket');
    expect(foldQuotes(text)).toEqual({ fresh: text, quoted: '' });
  });
});
