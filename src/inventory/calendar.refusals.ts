import { Refusal } from '../platform/http/index.js';
import type { HolidayFault } from './domain/holiday-check.js';
import type { HoursFault } from './domain/working-calendar-check.js';

/** A file that cannot be taken for a calendar at all. */
export interface FileFault {
  code: 'not-yaml' | 'no-heading' | 'no-rows' | 'year-unclear' | 'field-unknown';
  line: number;
  text: string;
}

export type CalendarFileFault = FileFault | HoursFault | HolidayFault;

interface Words {
  vi: string;
  en: string;
}

/** What is wrong and what to do, without the place where it stands. */
export function faultWords(fault: CalendarFileFault): Words {
  switch (fault.code) {
    case 'not-yaml':
    case 'no-heading':
    case 'no-rows':
    case 'year-unclear':
    case 'field-unknown':
      return fileWords(fault);
    case 'missing':
    case 'missing-in-lieu':
    case 'outside-year':
    case 'twice':
    case 'already-rest':
    case 'date-unreadable':
    case 'stands-for-unreadable':
    case 'kind-unknown':
      return holidayWords(fault);
    default:
      return hoursWords(fault);
  }
}

function fileWords({ code, text }: FileFault): Words {
  switch (code) {
    case 'not-yaml':
      return { vi: `Không đọc được YAML: ${text}.`, en: `This is not YAML: ${text}.` };
    case 'no-heading':
      return {
        vi: 'Dòng đầu phải là tên cột: "date,kind,name,stands_for" (ngày nghỉ) hoặc "days;times;season;from;until" (giờ làm việc).',
        en: 'The first line must name the columns: "date,kind,name,stands_for" (holidays) or "days;times;season;from;until" (hours).',
      };
    case 'no-rows':
      return { vi: 'Tệp không có dòng nào để nhập.', en: 'The file has nothing to import.' };
    case 'year-unclear':
      return {
        vi: 'Chưa rõ bảng của năm nào: thêm --year, hoặc "year:" trong tệp YAML.',
        en: 'It is not clear which year this is: add --year, or "year:" in the YAML file.',
      };
    case 'field-unknown':
      return {
        vi: `Không có mục "${text}". Dùng year, holidays (date, kind, name, stands_for), sessions (days, times, season, from, until).`,
        en: `There is no field "${text}". Use year, holidays (date, kind, name, stands_for), sessions (days, times, season, from, until).`,
      };
  }
}

function hoursWords({ code, text, day, otherLine }: HoursFault): Words {
  switch (code) {
    case 'hours-unreadable':
      return {
        vi: `Không hiểu "${text}". Viết như T2-T6=07:30-11:30,13:30-17:00.`,
        en: `"${text}" is not understood. Write T2-T6=07:30-11:30,13:30-17:00.`,
      };
    case 'ends-before-it-begins':
      return {
        vi: `Buổi "${text}" kết thúc trước khi bắt đầu. Sửa lại giờ kết thúc.`,
        en: `The session "${text}" ends before it begins. Correct its end.`,
      };
    case 'overlap':
      return {
        vi: `Buổi "${text.trim()}" trùng với buổi khác của ${day}${otherLine === undefined ? '' : ` (dòng ${otherLine})`}. Sửa giờ để các buổi không chồng nhau.`,
        en: `The session "${text.trim()}" overlaps another of ${day}${otherLine === undefined ? '' : ` (line ${otherLine})`}. Change the times so that they do not.`,
      };
    case 'season-unreadable':
      return {
        vi: `Không hiểu mùa "${text}". Viết ngày/tháng như 16/04-15/10.`,
        en: `The season "${text}" is not understood. Write days and months such as 16/04-15/10.`,
      };
    case 'from-unreadable':
    case 'until-unreadable':
      return {
        vi: `"${text}" không phải là ngày. Viết như 2027-01-04 hoặc 04/01/2027.`,
        en: `"${text}" is no date. Write 2027-01-04 or 04/01/2027.`,
      };
    case 'until-before-from':
      return {
        vi: `Ngày kết thúc "${text}" trước ngày bắt đầu áp dụng. Sửa một trong hai ngày.`,
        en: `The last day "${text}" comes before the first. Correct one of them.`,
      };
  }
}

function holidayWords(fault: HolidayFault): Words {
  switch (fault.code) {
    case 'missing':
      return {
        vi: `Thiếu ngày nghỉ theo luật: ${fault.name}. Thêm dòng "nghỉ lễ" cho ${fault.dates.map(shown).join(' hoặc ')}.`,
        en: `A holiday that the law fixes is missing: ${fault.name}. Add a "nghỉ lễ" line for ${fault.dates.join(' or ')}.`,
      };
    case 'missing-in-lieu':
      return {
        vi: `${fault.name} (${shown(fault.text)}) rơi vào ngày nghỉ hằng tuần mà chưa có ngày nghỉ bù. Thêm một dòng "nghỉ bù" sau ngày đó.`,
        en: `${fault.name} (${fault.text}) falls on a weekly rest day and has no day in lieu. Add a "nghỉ bù" line after it.`,
      };
    case 'outside-year':
      return {
        vi: `Ngày "${fault.text}" không thuộc năm của bảng. Sửa ngày, hoặc nhập vào bảng của năm đó.`,
        en: `"${fault.text}" is not in the year of the table. Correct it, or import it into its own year.`,
      };
    case 'twice':
      return {
        vi: `Ngày "${fault.text}" có hai dòng. Giữ lại một dòng.`,
        en: `"${fault.text}" has two lines. Keep one.`,
      };
    case 'already-rest':
      return {
        vi: `"${fault.text}" là thứ Bảy hoặc Chủ nhật, không thể là ngày nghỉ hoán đổi. Sửa ngày, hoặc ghi "làm bù".`,
        en: `"${fault.text}" is a Saturday or Sunday and cannot be swapped for. Correct it, or make it "làm bù".`,
      };
    case 'date-unreadable':
    case 'stands-for-unreadable':
      return {
        vi: `"${fault.text}" không phải là ngày. Viết như 2027-02-05 hoặc 05/02/2027.`,
        en: `"${fault.text}" is no date. Write 2027-02-05 or 05/02/2027.`,
      };
    case 'kind-unknown':
      return {
        vi: `Không có loại "${fault.text}". Chọn: nghỉ lễ, nghỉ bù, hoán đổi, làm bù.`,
        en: `There is no kind "${fault.text}". Use nghỉ lễ, nghỉ bù, hoán đổi or làm bù.`,
      };
  }
}

/** dd/MM/yyyy. */
function shown(date: string): string {
  return date.split('-').reverse().join('/');
}

/** Everything that is wrong with a file, a line each; nothing of it was stored. */
export function fileRefused(file: string, faults: readonly CalendarFileFault[]): Refusal {
  const listed = (language: 'vi' | 'en', line: string): string =>
    faults
      .map((fault) => `${fault.line === null ? '' : `${line} ${fault.line}: `}${faultWords(fault)[language]}`)
      .join('\n');
  return new Refusal('CALENDAR_FILE_INVALID', 400, {
    vi: `Chưa nhập gì từ ${file}:\n${listed('vi', 'dòng')}`,
    en: `Nothing was imported from ${file}:\n${listed('en', 'line')}`,
  });
}

export function hoursRefused(fault: HoursFault, path?: string): Refusal {
  return new Refusal('CALENDAR_INVALID', 400, faultWords(fault), path);
}

export function holidaysRefused(fault: HolidayFault, path: string): Refusal {
  return new Refusal('HOLIDAYS_INVALID', 400, faultWords(fault), path);
}

export function yearOutOfReach(text: string): Refusal {
  return new Refusal(
    'CALENDAR_YEAR_INVALID',
    400,
    {
      vi: `"${text}" không phải là năm dùng được. Chọn năm từ 2020 đến 2100.`,
      en: `"${text}" is no year that can be used. Give one from 2020 to 2100.`,
    },
    'year',
  );
}
