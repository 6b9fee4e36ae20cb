import { z } from 'zod';
import type { Setting } from './setting.js';

/** How an official account on Zalo is spoken to, and how one knows that it speaks. */
export interface ZaloConfig {
  appId: string;
  appSecret: string;
  /** With it Zalo signs what it sends here. */
  oaSecret: string;
  /** The one to begin with: each serves once, and brings the next. */
  refreshToken: string;
  apiUrl: string;
  oauthUrl: string;
}

export const ZALO_SETTINGS: readonly Setting[] = [
  {
    variable: 'TRUCBAN_ZALO_APP_ID',
    meaning:
      'application that speaks for an official account (OA) on Zalo; without it nobody is told by Zalo',
    example: '1234567890123456789',
  },
  {
    variable: 'TRUCBAN_ZALO_APP_SECRET',
    meaning: 'secret key of that application',
    example: 'secret',
    secret: true,
  },
  {
    variable: 'TRUCBAN_ZALO_OA_SECRET',
    meaning: 'OA secret key, with which Zalo signs what it sends to this server',
    example: 'secret',
    secret: true,
  },
  {
    variable: 'TRUCBAN_ZALO_REFRESH_TOKEN',
    meaning: 'first refresh token of the OA; the server keeps those that follow',
    example: 'token',
    secret: true,
  },
  {
    variable: 'TRUCBAN_ZALO_API_URL',
    meaning: 'where messages are sent, if not to Zalo itself',
    example: 'https://openapi.zalo.me',
  },
  {
    variable: 'TRUCBAN_ZALO_OAUTH_URL',
    meaning: 'where tokens are renewed, if not at Zalo itself',
    example: 'https://oauth.zaloapp.com',
  },
];

const url = (byDefault: string) =>
  z.url({ protocol: /^https?$/, error: `must be an address such as ${byDefault}` }).default(byDefault);

export const ZALO_ENVIRONMENT = {
  TRUCBAN_ZALO_APP_ID: z
    .string()
    .regex(/^\d{1,30}$/, 'must be the number of the application')
    .optional(),
  TRUCBAN_ZALO_APP_SECRET: z.string().min(1).optional(),
  TRUCBAN_ZALO_OA_SECRET: z.string().min(1).optional(),
  TRUCBAN_ZALO_REFRESH_TOKEN: z.string().min(1).optional(),
  TRUCBAN_ZALO_API_URL: url('https://openapi.zalo.me'),
  TRUCBAN_ZALO_OAUTH_URL: url('https://oauth.zaloapp.com'),
};

const TOGETHER = [
  'TRUCBAN_ZALO_APP_ID',
  'TRUCBAN_ZALO_APP_SECRET',
  'TRUCBAN_ZALO_OA_SECRET',
  'TRUCBAN_ZALO_REFRESH_TOKEN',
] as const;

type Given = Readonly<Partial<Record<(typeof TOGETHER)[number], string | undefined>>>;

/** Some of what only makes sense together. */
export function zaloFaults(given: Given): { variable: string; fault: string; remedy: string }[] {
  const missing = TOGETHER.filter((variable) => given[variable] === undefined);
  if (missing.length === 0 || missing.length === TOGETHER.length) return [];
  const remedy = `Give all of ${TOGETHER.join(', ')}, or none of them`;
  return missing.map((variable) => ({
    variable,
    fault: 'is missing while others of Zalo are given',
    remedy,
  }));
}

export function zaloConfigOf(
  given: Given & { TRUCBAN_ZALO_API_URL: string; TRUCBAN_ZALO_OAUTH_URL: string },
): ZaloConfig | null {
  const [appId, appSecret, oaSecret, refreshToken] = TOGETHER.map((variable) => given[variable]);
  if (!appId || !appSecret || !oaSecret || !refreshToken) return null;
  const bare = (address: string): string => address.replace(/\/$/, '');
  const addresses = {
    apiUrl: bare(given.TRUCBAN_ZALO_API_URL),
    oauthUrl: bare(given.TRUCBAN_ZALO_OAUTH_URL),
  };
  return { appId, appSecret, oaSecret, refreshToken, ...addresses };
}
