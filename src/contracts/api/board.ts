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

/** `GET /api/v1/board`. */
export const BoardView = z.object({
  revision: z.int(),
  serverTime: Moment,
  province: z.string(),
  centers: z.array(BoardCenter),
  attention: z.array(AttentionItem),
  /** Open tickets beyond the listed ones. */
  attentionMore: z.int(),
});
export type BoardView = z.infer<typeof BoardView>;

/** `GET /api/v1/board/events`: server-sent events named `board`; `id` is the revision. Changed tiles only. */
export const BoardDelta = BoardView.omit({ province: true });
export type BoardDelta = z.infer<typeof BoardDelta>;

/** `GET /api/v1/search?q=`: accent-free; at most 8 of each. */
export const SearchView = z.object({
  centers: z.array(z.object({ id: z.int(), name: z.string(), province: z.string() })),
  devices: z.array(z.object({ id: z.int(), name: z.string(), center: z.string(), presence: DevicePresence })),
  tickets: z.array(z.object({ id: z.int(), number: z.string(), title: Text, place: z.string() })),
});
export type SearchView = z.infer<typeof SearchView>;
