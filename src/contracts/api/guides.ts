import { z } from 'zod';
import { Moment, ReportCategory, Text, Version } from './common.js';

/** A draft is read by the desk alone; what is published, by anyone. */
export const GuideState = z.enum(['draft', 'published']);
export type GuideState = z.infer<typeof GuideState>;

/** The last part of a guide's address, `/guides/may-in-khong-in`; it never changes. */
export const GuideSlug = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** Enough of a guide to offer it. */
export const GuideLink = z.object({ slug: z.string(), title: Text, category: ReportCategory });
export type GuideLink = z.infer<typeof GuideLink>;

/** `GET /api/v1/public/guides?q=&category=`: published ones, the best match first, else by category. No sign-in. Since 0.4. */
export const PublicGuides = z.object({
  rows: z.array(GuideLink),
  categories: z.array(z.object({ id: ReportCategory, label: Text })),
});
export type PublicGuides = z.infer<typeof PublicGuides>;

/**
 * `GET /api/v1/public/guides/:slug`. `html` is made from Markdown by the server and holds no markup of the author's own;
 * `en` is null where nobody wrote an English text. Since 0.4.
 */
export const PublicGuide = GuideLink.extend({
  categoryLabel: Text,
  html: z.object({ vi: z.string(), en: z.string().nullable() }),
  updatedAt: Moment,
});
export type PublicGuide = z.infer<typeof PublicGuide>;

/**
 * `POST /api/v1/public/guides/suggestions`: a POST because what a clerk types belongs into no log of addresses; it is
 * kept nowhere. `programs`: ids of watched programs that are in trouble there. Since 0.4.
 */
export const GuideQuestion = z.object({
  text: z.string().max(4000).default(''),
  category: ReportCategory.optional(),
  programs: z.array(z.string().max(40)).max(10).default([]),
});
export type GuideQuestion = z.infer<typeof GuideQuestion>;
/** The best first; at most three. */
export const GuideSuggestions = z.object({ rows: z.array(GuideLink) });
export type GuideSuggestions = z.infer<typeof GuideSuggestions>;

/**
 * `POST /api/v1/public/guides/:slug/votes` with the secret of a clerk's page in `LINK_HEADER`, or
 * `POST /api/v1/guides/:slug/votes` of a person who is signed in. Each has one vote per guide; voting again changes it.
 */
export const GuideVote = z.object({ useful: z.boolean(), note: z.string().trim().max(500).default('') });
export type GuideVote = z.infer<typeof GuideVote>;

const Program = z.object({ id: z.string(), name: Text });
const Votes = z.object({ yes: z.int(), no: z.int() });

/** `GET /api/v1/guides?q=&category=&state=`: drafts too. Since 0.4. */
export const GuideRow = GuideLink.extend({
  state: GuideState,
  program: Program.nullable(),
  updatedAt: Moment,
  /** Null: as it came with the software. */
  by: z.string().nullable(),
  votes: Votes,
  /** A newer text came with the software than the one that somebody edited. */
  newerShipped: z.boolean(),
});
export type GuideRow = z.infer<typeof GuideRow>;
export const GuideList = PublicGuides.extend({ rows: z.array(GuideRow) });
export type GuideList = z.infer<typeof GuideList>;

/** What an author writes. Bodies are Markdown; an empty English title means that there is no English text. */
export const GuideText = z.object({
  titleVi: z.string().trim().min(1).max(120),
  bodyVi: z.string().trim().min(1).max(30_000),
  titleEn: z.string().trim().max(120).default(''),
  bodyEn: z.string().trim().max(30_000).default(''),
  /** Other words that people say for it, separated by commas. */
  keywords: z.string().trim().max(500).default(''),
});
export type GuideText = z.infer<typeof GuideText>;

/** One text that the guide had. `origin` is `shipped` where it came with the software. */
export const GuideVersion = z.object({
  number: z.int(),
  at: Moment,
  by: z.string().nullable(),
  origin: z.enum(['person', 'shipped']),
  note: z.string(),
  /** The number of the older text that it repeats; null: it is a text of its own. */
  restoredFrom: z.int().nullable(),
  current: z.boolean(),
});
export type GuideVersion = z.infer<typeof GuideVersion>;

/** `GET /api/v1/guides/:slug`: for those who edit it. Since 0.4. */
export const GuideView = GuideRow.extend({
  /** Optimistic lock: send it back with every change; a stale one answers 409 `GUIDE_CHANGED`. */
  version: z.int(),
  text: GuideText,
  /** Newest first. */
  history: z.array(GuideVersion),
  /** The number of the newer text that came with the software; null: there is none. */
  shippedNumber: z.int().nullable(),
  /** What readers wrote beside their votes, newest first. */
  remarks: z.array(z.object({ at: Moment, useful: z.boolean(), note: z.string() })),
  ticket: z.object({ id: z.int(), number: z.string() }).nullable(),
  programs: z.array(Program),
});
export type GuideView = z.infer<typeof GuideView>;

/** `GET /api/v1/guides/:slug/versions/:number`: an older text, as it would be shown. Since 0.4. */
export const GuideOldText = z.object({ number: z.int(), title: Text, html: PublicGuide.shape.html });
export type GuideOldText = z.infer<typeof GuideOldText>;

const Fields = GuideText.extend({
  category: ReportCategory,
  program: z.string().max(40).nullable().default(null),
  state: GuideState,
  /** Why it was changed. */
  note: z.string().trim().max(300).default(''),
});
/** `POST /api/v1/guides`; `ticketId`: the ticket it was written from. Answers the guide as it is then. Since 0.4. */
export const GuideCreate = Fields.extend({ ticketId: z.int().nullable().default(null) });
export type GuideCreate = z.infer<typeof GuideCreate>;
/** `POST /api/v1/guides/:slug`. Since 0.4. */
export const GuideSave = Fields.extend({ version: z.int() });
export type GuideSave = z.infer<typeof GuideSave>;
/** `POST /api/v1/guides/:slug/restore`: an older text as a new version. Since 0.4. */
export const GuideRestore = z.object({ version: Version, number: Version.min(1) });
export type GuideRestore = z.infer<typeof GuideRestore>;
/** `POST /api/v1/guides/preview` */
export const GuidePreview = z.object({ body: z.string().max(30_000) });
export type GuidePreview = z.infer<typeof GuidePreview>;
export const GuidePreviewReply = z.object({ html: z.string() });
export type GuidePreviewReply = z.infer<typeof GuidePreviewReply>;
/**
 * `POST /api/v1/guides/pictures`, multipart with one file `picture` of at most 5 MB: the address to write into the Markdown.
 */
export const GuidePictureReply = z.object({ url: z.string() });
export type GuidePictureReply = z.infer<typeof GuidePictureReply>;

/** `GET /api/v1/guides/form`: what a new guide may be filed under. With `?ticket=` filled in from that ended ticket. */
export const GuideForm = z.object({
  categories: PublicGuides.shape.categories,
  programs: z.array(Program),
  maxPictureBytes: z.int(),
  draft: z
    .object({
      titleVi: z.string(),
      bodyVi: z.string(),
      category: ReportCategory,
      program: z.string().nullable(),
      ticket: z.object({ id: z.int(), number: z.string() }),
    })
    .nullable(),
});
export type GuideForm = z.infer<typeof GuideForm>;

/** `POST /api/v1/tickets/:id/guides`: a public reply with the address of the guide. Since 0.4. */
export const SendGuideRequest = z.object({ version: z.int(), slug: GuideSlug });
export type SendGuideRequest = z.infer<typeof SendGuideRequest>;
