import { z } from 'zod';

const orNothing = <T extends z.ZodType>(schema: T) =>
  z.union([z.literal(['', 'null', '-']).transform(() => null), schema]);
const whole = (minimum: number, maximum: number) => z.coerce.number().int().min(minimum).max(maximum);
const yesOrNo = z
  .enum(['yes', 'no', 'true', 'false', '1', '0'])
  .transform((text) => (['yes', 'true', '1'].includes(text) ? 1 : 0));

/** What may be set of a watched program, from text. `-` empties a field that may be empty. */
export const ProgramFields = {
  nameVi: z.string().trim().min(1).max(100),
  nameEn: z.string().trim().min(1).max(100),
  processName: orNothing(z.string().trim().min(1).max(128)),
  pathContains: orNothing(z.string().trim().min(1).max(260)),
  listenPort: orNothing(whole(1, 65_535)),
  watchWindows: yesOrNo,
  url: orNothing(
    z
      .url({ protocol: /^https?$/, error: 'must be an address such as https://motcua.example.vn/' })
      .max(500)
      .refine(isPlain, 'must be an address such as https://motcua.example.vn/, without a password or #'),
  ),
  method: z.enum(['HEAD', 'GET']),
  /** Thousands of PCs probe the same system; below 5 s is an attack. */
  intervalSeconds: whole(5, 86_400),
  timeoutMs: whole(500, 120_000),
  slowMs: whole(100, 120_000),
  confirmTries: whole(1, 10),
  tabHosts: orNothing(
    z
      .string()
      .transform((text) =>
        text
          .toLowerCase()
          .split(/[\s,]+/)
          .filter(Boolean),
      )
      .pipe(
        z
          .array(
            z
              .string()
              .max(255)
              .regex(
                /^[a-z0-9.-]+(:\d{1,5})?$/,
                'must be hosts such as motcua.example.vn, with spaces between',
              ),
          )
          .min(1)
          .max(20),
      )
      .transform((hosts) => hosts.join(' ')),
  ),
  tabSlowMs: whole(500, 600_000),
  severity: z.enum(['critical', 'high', 'normal', 'low']),
  required: yesOrNo,
  vendorName: orNothing(z.string().trim().min(1).max(100)),
  vendorHotline: orNothing(
    z
      .string()
      .trim()
      .max(60)
      .regex(/^[+\d][\d ().+/-]*\d$/, 'must be a telephone number such as 1900 0000'),
  ),
  vendorEmail: orNothing(z.email('must be one mail address such as hotro@phanmem.test').max(254)),
} as const;

export type ProgramField = keyof typeof ProgramFields;
export const PROGRAM_FIELDS = Object.keys(ProgramFields) as ProgramField[];

/** Thousands of PCs are told this address: it names a host and carries no secret of anybody's. */
function isPlain(text: string): boolean {
  // What is no address at all has been refused already.
  if (!URL.canParse(text)) return true;
  const { hostname, username, password, hash } = new URL(text);
  return hostname !== '' && username === '' && password === '' && hash === '';
}
