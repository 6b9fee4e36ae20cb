import { z } from 'zod';
import { Moment } from './common.js';

/** A link by which a screen on the wall shows the board without anybody being signed in there. */
export const WallLinkView = z.object({
  id: z.int(),
  name: z.string(),
  /** Name of the province it shows; null: everything that the server serves. */
  province: z.string().nullable(),
  /** Null: the command line of the server. */
  by: z.string().nullable(),
  createdAt: Moment,
  lastUsedAt: Moment.nullable(),
  revokedAt: Moment.nullable(),
});
export type WallLinkView = z.infer<typeof WallLinkView>;

/** `GET /api/v1/wall-links` (walls.manage): newest first. */
export const WallLinkPage = z.object({
  links: z.array(WallLinkView),
  /** What a link may be held to; one province, or none, needs no choice. */
  provinces: z.array(z.object({ code: z.string(), name: z.string() })),
});
export type WallLinkPage = z.infer<typeof WallLinkPage>;

/** `POST /api/v1/wall-links`. `DELETE /api/v1/wall-links/:id` revokes one. */
export const NewWallLink = z.object({
  name: z.string().trim().min(2).max(100),
  province: z
    .string()
    .regex(/^\d{2}$/)
    .nullable(),
});
export type NewWallLink = z.infer<typeof NewWallLink>;

/** The answer to it: the only time that the address is told. */
export const MadeWallLink = z.object({ link: WallLinkView, url: z.string() });
export type MadeWallLink = z.infer<typeof MadeWallLink>;

/** `POST /api/v1/wall/screen`: the screen hands in the secret of its address and keeps it in a cookie. */
export const ScreenRequest = z.object({ link: z.string().min(1).max(128) });
export type ScreenRequest = z.infer<typeof ScreenRequest>;
export const ScreenView = z.object({ name: z.string() });
export type ScreenView = z.infer<typeof ScreenView>;
