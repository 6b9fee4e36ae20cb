import { Refusal } from '../../platform/http/index.js';
import type { Text } from '../../platform/i18n/index.js';
import type { RotaFault } from './domain/rota-check.js';
import { wordWeekday } from './duty.wording.js';

/** What is wrong with a week, by its row. `name`: the person it is about, where it is about one. */
export function shiftRefused(fault: RotaFault, name: string): Refusal {
  const row = fault.row + 1;
  const path = `shifts[${fault.row}].${fault.field}`;
  switch (fault.code) {
    case 'not-a-member':
      return new Refusal(
        'DUTY_NOT_A_MEMBER',
        400,
        {
          vi: `Ca ${row}: ${name} không thuộc tổ này. Thêm người đó vào tổ, hoặc chọn người khác.`,
          en: `Shift ${row}: ${name} is no member of this team. Add that person to it or choose another.`,
        },
        path,
      );
    case 'same-person-twice':
      return new Refusal(
        'DUTY_SAME_PERSON',
        400,
        {
          vi: `Ca ${row}: người thứ hai trùng với người thứ nhất. Chọn người khác, hoặc để trống.`,
          en: `Shift ${row}: first and second are the same person. Choose another or leave the second empty.`,
        },
        path,
      );
    case 'overlap': {
      const day = wordWeekday(fault.weekday);
      const other = fault.otherRow + 1;
      return new Refusal(
        'DUTY_SHIFTS_OVERLAP',
        400,
        {
          vi: `Ca ${row} (${day.vi}) chồng giờ với ca ${other}. Sửa giờ hoặc bỏ bớt ngày để hai ca không trùng nhau.`,
          en: `Shift ${row} (${day.en}) overlaps shift ${other}. Change the times or the days so that they do not.`,
        },
        path,
      );
    }
  }
}

export function personOutOfPlace(name: string, path: string): Refusal {
  return new Refusal(
    'DUTY_PERSON_OUT_OF_PLACE',
    400,
    {
      vi: `${name} không được giao phiếu của tỉnh này. Chọn người có quyền với tỉnh, hoặc sửa tài khoản của người đó.`,
      en: `${name} may not be given tickets of this province. Choose somebody who may, or change that account.`,
    },
    path,
  );
}

export function unknownPerson(path: string): Refusal {
  return new Refusal(
    'DUTY_PERSON_UNKNOWN',
    400,
    {
      vi: 'Không có người này trong danh sách kỹ thuật viên. Tải lại trang rồi chọn lại.',
      en: 'There is no such person among those who work on tickets. Reload the page and choose again.',
    },
    path,
  );
}

export function unknownCenter(path: string): Refusal {
  return new Refusal(
    'DUTY_CENTER_UNKNOWN',
    400,
    {
      vi: 'Trung tâm này không thuộc tỉnh của tổ. Chọn lại trung tâm trong danh sách.',
      en: "This center is not in the team's province. Choose one from the list.",
    },
    path,
  );
}

export function beginsInThePast(path: string): Refusal {
  return new Refusal(
    'DUTY_IN_THE_PAST',
    400,
    {
      vi: 'Ngày này đã qua. Chọn hôm nay hoặc một ngày sau.',
      en: 'This date is over. Choose today or a later one.',
    },
    path,
  );
}

export function swapRefused(code: 'NOT_PLANNED' | 'SAME_PERSON' | 'TAKER_AWAY', name: string): Refusal {
  const path = code === 'NOT_PLANNED' ? 'personId' : 'takerId';
  return new Refusal(`DUTY_SWAP_${code}`, 400, SWAPS[code](name), path);
}

const SWAPS: Record<'NOT_PLANNED' | 'SAME_PERSON' | 'TAKER_AWAY', (name: string) => Text> = {
  NOT_PLANNED: (name) => ({
    vi: `${name} không có ca nào bắt đầu vào ngày này. Xem lại ngày hoặc người.`,
    en: `${name} has no shift that begins on this date. Look at the date and the person again.`,
  }),
  SAME_PERSON: () => ({
    vi: 'Người trực thay phải là người khác. Chọn lại.',
    en: 'Somebody else has to stand in. Choose again.',
  }),
  TAKER_AWAY: (name) => ({
    vi: `${name} đã báo vắng trong ca này. Chọn người khác, hoặc xóa báo vắng trước.`,
    en: `${name} is away in this shift. Choose somebody else or remove the absence first.`,
  }),
};

export function absenceRefused(code: 'ORDER' | 'OVER'): Refusal {
  return code === 'ORDER'
    ? new Refusal(
        'DUTY_ABSENCE_ORDER',
        400,
        {
          vi: 'Lúc trở lại phải sau lúc bắt đầu vắng. Sửa một trong hai.',
          en: 'An absence ends after it begins. Correct one of the two.',
        },
        'untilAt',
      )
    : new Refusal(
        'DUTY_ABSENCE_OVER',
        400,
        {
          vi: 'Thời gian vắng này đã qua. Nhập lúc trở lại sau bây giờ.',
          en: 'This absence is over. It has to end after now.',
        },
        'untilAt',
      );
}

export function teamChanged(): Refusal {
  return new Refusal('DUTY_CHANGED', 409, {
    vi: 'Người khác vừa đổi tổ trực này. Xem lại rồi làm lại; những gì anh/chị đã nhập vẫn còn.',
    en: 'Somebody has just changed this team. Look again and retry; what you entered is kept.',
  });
}

/** Nobody would answer at these times; the same request with `acceptGaps` is kept. */
export function gapsRefused(gaps: readonly Text[]): Refusal {
  const shown = (language: 'vi' | 'en'): string => gaps.map((gap) => `\n– ${gap[language]}`).join('');
  return new Refusal(
    'DUTY_GAPS',
    409,
    {
      vi: `Trong 14 ngày tới có lúc không ai trực:${shown('vi')}\nXếp thêm ca, hoặc xác nhận là đúng ý.`,
      en: `In the coming 14 days there are times without anybody:${shown('en')}\nPlan more shifts, or confirm that it is meant.`,
    },
    'acceptGaps',
  );
}

export function notYours(): Refusal {
  return new Refusal('NOT_PERMITTED', 403, {
    vi: 'Chỉ quản trị hệ thống và tổ trưởng được đổi lịch trực của tổ này. Nhờ một trong hai người.',
    en: 'Only administrators and the head of this team may change its rota. Ask one of them.',
  });
}
