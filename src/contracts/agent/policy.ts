import { z } from 'zod';
import { CONTRACT_VERSION } from './vocabulary.js';

const Id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);

/** How to recognise the program's process. Cốc Cốc is `browser.exe`, so a bare name is not always enough. */
export const ProcessMatch = z.object({
  name: z.string().min(1).max(128),
  /** Case-insensitive substring of the executable's path, with either kind of slash. */
  pathContains: z.string().max(260).nullable(),
});

export const ProbeTarget = z.object({
  url: z.url({ protocol: /^https?$/ }).max(500),
  method: z.enum(['HEAD', 'GET']),
  intervalSeconds: z.int().min(5).max(86_400),
  timeoutMs: z.int().min(500).max(120_000),
  slowMs: z.int().min(100).max(120_000),
  /** So many tries in a row must agree before the agent says `failed` or `slow`. */
  confirmTries: z.int().min(1).max(10),
});
export type ProbeTarget = z.infer<typeof ProbeTarget>;

export const TabWatch = z.object({
  /** `host` or `host:port` of the watched system's pages, matched on the PC. */
  hosts: z.array(z.string().min(1).max(255)).min(1).max(20),
  /** A page that takes longer than this to load is slow. */
  slowMs: z.int().min(500).max(600_000),
});

/** One watched program as the agent needs it. Null: not watched that way. */
export const WatchedProgram = z.object({
  id: Id,
  kind: z.enum(['web', 'desktop']),
  process: ProcessMatch.nullable(),
  /** Watch that the process has a listening socket on this local port. Never connected to. */
  listenPort: z.int().min(1).max(65_535).nullable(),
  watchWindows: z.boolean(),
  probe: ProbeTarget.nullable(),
  tab: TabWatch.nullable(),
});
export type WatchedProgram = z.infer<typeof WatchedProgram>;

/** `GET /api/agent/v1/policy`: everything the server asks of an agent. There is no other order it obeys. */
export const AgentPolicy = z.object({
  v: z.literal(CONTRACT_VERSION),
  version: z.int().min(0),
  beatSeconds: z.int().min(1).max(3600),
  programs: z.array(WatchedProgram).max(256),
  certificates: z.object({
    /** Accent-folded, lower-case substrings of the issuer's O or CN; others are not reported. Empty: report all. */
    issuers: z.array(z.string().max(200)).max(50),
  }),
});
export type AgentPolicy = z.infer<typeof AgentPolicy>;
