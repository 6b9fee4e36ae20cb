import type { TicketRow } from '../src/contracts/api/index.js';
import { timeOf } from './calendar.js';
import type { Wanted } from './scene.js';

/** A line of the script with the tickets it must leave behind; none: nobody may conclude anything from it. */
export interface Expectation {
  time: string;
  vi: string;
  en: string;
  wanted: readonly Wanted[];
}

export interface Line {
  isAsExpected: boolean;
  vi: string;
  en: string;
}

/** The day's tickets against its script, a line for each expectation, and one for each ticket that nobody expected. */
export function verdict(expectations: readonly Expectation[], tickets: readonly TicketRow[]): Line[] {
  const left = new Set(tickets);
  const lines = expectations.map(({ time, vi, en, wanted }): Line => {
    const told = wanted.map((one) => found(one, left));
    const faults = told.flatMap(({ fault }) => (fault === null ? [] : [fault]));
    const numbers = told.map(({ number }) => number).filter(Boolean);
    const note = faults.length > 0 ? faults.join('; ') : numbers.join(', ');
    const shown = note === '' ? '' : ` (${note})`;
    return { isAsExpected: faults.length === 0, vi: `${time} ${vi}${shown}`, en };
  });
  const others = [...left].map(({ number, place, title, openedAt }): Line => ({
    isAsExpected: false,
    vi: `${timeOf(openedAt)} ${number} ${place}: ${title.vi}: không có trong kịch bản`,
    en: `${title.en}: nobody expected it`,
  }));
  return [...lines, ...others];
}

/** Takes the ticket of `wanted` out of `left`. */
function found(wanted: Wanted, left: Set<TicketRow>): { number: string; fault: string | null } {
  const own = [...left].filter((row) => isAbout(row, wanted));
  own.forEach((row) => left.delete(row));
  const [ticket] = own;
  const numbers = own.map(({ number, openedAt }) => `${number} ${timeOf(openedAt)}`).join(', ');
  if (!ticket || own.length > 1)
    return { number: numbers, fault: `${wanted.place}: ${own.length} phiếu / tickets ${numbers}`.trimEnd() };
  const isRight = !wanted.resolves || ticket.resolvedAt !== null;
  return {
    number: ticket.number,
    fault: isRight ? null : `${ticket.number}: chưa tự kết thúc / did not resolve itself`,
  };
}

function isAbout({ place, title, openedAt }: TicketRow, wanted: Wanted): boolean {
  const isHere = place === wanted.place && title.en.includes(wanted.title ?? '');
  return isHere && openedAt >= wanted.from && openedAt <= wanted.until;
}
