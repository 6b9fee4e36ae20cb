import { z } from 'zod';
import { DevicePresence, Moment, Text, Tone } from './common.js';

export const PresenceCounts = z.object({
  online: z.int(),
  silent: z.int(),
  off: z.int(),
  stopped: z.int(),
  never: z.int(),
  /** What the center is expected to have; null when nobody said. */
  expected: z.int().nullable(),
});
export type PresenceCounts = z.infer<typeof PresenceCounts>;

/** One tile: one center. `rank` sorts worst first (smaller is worse). */
export const BoardCenter = z.object({
  id: z.int(),
  name: z.string(),
  communeCode: z.string(),
  /** Accent-free lower-case text for searching in the browser. */
  folded: z.string(),
  tone: Tone,
  rank: z.int(),
  devices: PresenceCounts,
  openTickets: z.int(),
});
export type BoardCenter = z.infer<typeof BoardCenter>;

/** A line of "Cần xử lý": an open ticket nobody has finished, worst and oldest first. */
export const AttentionItem = z.object({
  ticketId: z.int(),
  number: z.string(),
  tone: Tone,
  title: Text,
  place: z.string(),
  centerId: z.int().nullable(),
  deviceId: z.int().nullable(),
  beganAt: Moment,
  status: z.string(),
  assignee: z.string().nullable(),
});
export type AttentionItem = z.infer<typeof AttentionItem>;

/** A province on the board of the nation: its centers counted by tone, its PCs by presence. */
export const BoardProvince = z.object({
  code: z.string(),
  name: z.string(),
  /** The worst of its centers. */
  tone: Tone,
  tones: z.record(Tone, z.int()),
  devices: PresenceCounts,
  openTickets: z.int(),
});
export type BoardProvince = z.infer<typeof BoardProvince>;

/**
 * `GET /api/v1/board?province=`: one province with all its centers, or, where a server serves several and none is named, the
 * nation: its provinces, and of the centers only the worst.
 */
export const BoardView = z.object({
  revision: z.int(),
  serverTime: Moment,
  /** Name of what is shown: the province, or the nation. */
  province: z.string(),
  /** Code of the province that is shown; null: the nation. */
  scope: z.string().nullable(),
  /** On the board of the nation: its provinces. */
  provinces: z.array(BoardProvince),
  centers: z.array(BoardCenter),
  /** Centers beyond the listed ones. */
  centersMore: z.int(),
  attention: z.array(AttentionItem),
  /** Open tickets beyond the listed ones. */
  attentionMore: z.int(),
});
export type BoardView = z.infer<typeof BoardView>;

/**
 * `GET /api/v1/board/events?province=`: server-sent events named `board`; `id` is the revision. What changed since the event
 * before; at most one event in 250 ms. First an event named `server` with its version: another one than before means that
 * the pages have changed too.
 */
export const BoardDelta = BoardView.pick({ revision: true, serverTime: true, centers: true })
  .extend({
    /** Centers that are no longer among the listed ones. */
    gone: z.array(z.int()),
  })
  .extend(
    BoardView.pick({ provinces: true, centersMore: true, attention: true, attentionMore: true }).partial()
      .shape,
  );
export type BoardDelta = z.infer<typeof BoardDelta>;

/** The event named `server`. */
export const ServerHello = z.object({ version: z.string() });
export type ServerHello = z.infer<typeof ServerHello>;

/** `GET /api/v1/search?q=`: accent-free; at most 8 of each. */
export const SearchView = z.object({
  centers: z.array(z.object({ id: z.int(), name: z.string(), province: z.string() })),
  devices: z.array(z.object({ id: z.int(), name: z.string(), center: z.string(), presence: DevicePresence })),
  tickets: z.array(z.object({ id: z.int(), number: z.string(), title: Text, place: z.string() })),
});
export type SearchView = z.infer<typeof SearchView>;
