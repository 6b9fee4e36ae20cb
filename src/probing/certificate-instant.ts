/** The contract's bounds of an instant (2000 to 2100): some authorities write "no end" as the year 9999. */
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * OpenSSL's "Jan  7 00:00:00 2027 GMT" as epoch milliseconds. Read field by field: a parser that follows the locale
 * has swapped day and month elsewhere, and Node 20 has no `validToDate` yet.
 */
export function certificateInstant(text: string): number | null {
  const match = /^(\w{3}) +(\d{1,2}) (\d{2}):(\d{2}):(\d{2})(?:\.\d+)? (\d{4}) GMT$/.exec(text.trim());
  if (!match) return null;
  const [, month = '', day, hour, minute, second, year] = match;
  const monthIndex = MONTHS.indexOf(month);
  if (monthIndex < 0) return null;
  const instant = Date.UTC(
    Number(year),
    monthIndex,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  return Math.min(Math.max(instant, EARLIEST), LATEST);
}
