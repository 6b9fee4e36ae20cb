import type { Text } from '../../contracts/api/index.js';

/** A length of time in words, one unit: "4 phút", "2 giờ", "3 ngày". */
export function displayDuration(milliseconds: number): Text {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1)
    return {
      vi: `${Math.max(0, Math.floor(milliseconds / 1000))} giây`,
      en: `${Math.max(0, Math.floor(milliseconds / 1000))} s`,
    };
  if (minutes < 60) return { vi: `${minutes} phút`, en: `${minutes} min` };
  if (minutes < 48 * 60)
    return { vi: `${Math.floor(minutes / 60)} giờ`, en: `${Math.floor(minutes / 60)} h` };
  return { vi: `${Math.floor(minutes / 1440)} ngày`, en: `${Math.floor(minutes / 1440)} days` };
}
