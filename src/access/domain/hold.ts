/** What an account sees of all places: everything that the server serves (both null), one province, or one center of it. */
export interface Hold {
  /** Code of the province. */
  province: string | null;
  center: number | null;
}

/** From the narrowest to the widest. */
export const REACHES = ['center', 'province', 'everywhere'] as const;
export type Reach = (typeof REACHES)[number];

export function reachOf({ province, center }: Hold): Reach {
  if (center !== null) return 'center';
  return province === null ? 'everywhere' : 'province';
}

/** Does `held` reach as far as `needed`? */
export function reaches(held: Reach, needed: Reach): boolean {
  return REACHES.indexOf(held) >= REACHES.indexOf(needed);
}

/** Does it reach into this province? */
export function holdsProvince({ province }: Hold, code: string): boolean {
  return province === null || province === code;
}

/** Is a place of `hold`? `province`: null where the place is of none, such as a fault of a whole system. */
export function holds(hold: Hold, place: { province: string | null; center: number | null }): boolean {
  if (place.province === null) return true;
  if (hold.center !== null) return place.center === hold.center;
  return holdsProvince(hold, place.province);
}
