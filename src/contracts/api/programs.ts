import { z } from 'zod';

export const ProgramKind = z.enum(['web', 'desktop']);
export type ProgramKind = z.infer<typeof ProgramKind>;

/** `GET /api/v1/programs` (policies.manage): what agents watch, or may be told to. */
export const ProgramView = z.object({
  id: z.string(),
  kind: ProgramKind,
  nameVi: z.string(),
  nameEn: z.string(),
  /** Nothing is looked for, and nothing probed, until it is. */
  enabled: z.boolean(),
  /** By field, as it is typed; empty where it is not used. */
  fields: z.record(z.string(), z.string()),
});
export type ProgramView = z.infer<typeof ProgramView>;

const ProgramTexts = z.record(z.string().max(50), z.string().max(2000));

/** `POST /api/v1/programs/:id`: changes fields, all or none. */
export const ProgramChange = z.object({ fields: ProgramTexts });
export type ProgramChange = z.infer<typeof ProgramChange>;

/** `POST /api/v1/programs`: a new one, not yet enabled. */
export const NewProgram = z.object({ id: z.string().max(64), kind: ProgramKind, fields: ProgramTexts });
export type NewProgram = z.infer<typeof NewProgram>;
