import { yearsSince } from '../../platform/civil/index.js';

/** Dates from which the age of a PC can be told, ISO or null. */
export interface AgeFacts {
  /** Entered by a person. */
  putIntoUse: string | null;
  biosDate: string | null;
  osInstalledOn: string | null;
}

export interface DeviceAge {
  years: number | null;
  from: string | null;
  source: 'entered' | 'bios' | 'os_install' | 'unknown';
}

/**
 * The age of a PC and where it comes from, most trusted first: what a person entered, the BIOS date (when the board was
 * made), the installation of the operating system (which may have been repeated).
 */
export function ageOf(facts: AgeFacts, now: number): DeviceAge {
  if (facts.putIntoUse !== null) return aged(facts.putIntoUse, 'entered', now);
  if (facts.biosDate !== null) return aged(facts.biosDate, 'bios', now);
  if (facts.osInstalledOn !== null) return aged(facts.osInstalledOn, 'os_install', now);
  return { years: null, from: null, source: 'unknown' };
}

function aged(from: string, source: DeviceAge['source'], now: number): DeviceAge {
  return { years: yearsSince(from, now), from, source };
}
