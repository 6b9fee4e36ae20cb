import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { STATE_FILES, replaceFile } from './state-files.js';
import { messages, type Sentence } from './messages.js';

/** `agent.json` in the state directory. It holds the token and is readable by its owner alone. */
export const AgentConfig = z.strictObject({
  server: z.url({ protocol: /^https?$/ }),
  token: z.string().min(1).max(256),
  deviceId: z.int().min(1),
  deviceName: z.string().min(1).max(64),
  center: z.object({ id: z.int(), name: z.string(), reportUrl: z.string() }),
  /** Folders of PEM and DER files to watch, on systems without a certificate store. */
  certificateFolders: z.array(z.string().min(1)).default([]),
  /** Address of an HTTP proxy; absent: the environment's or the system's. */
  proxy: z.url({ protocol: /^http$/ }).optional(),
});
export type AgentConfig = z.infer<typeof AgentConfig>;

/** A configuration that cannot be used: which key, and what to do about it, in both languages. */
export class ConfigError extends Error {
  constructor(
    readonly key: string,
    readonly sentence: Sentence,
  ) {
    super(`${sentence.vi}\n${sentence.en}`);
  }
}

export function readConfig(stateDirectory: string): AgentConfig {
  const path = join(stateDirectory, STATE_FILES.config);
  const parsed = AgentConfig.safeParse(parseFile(path));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const unknownKey = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const key = unknownKey ?? (issue?.path.join('.') || '(file)');
  const remedy = unknownKey === undefined ? messages.remedies[key.split('.')[0] ?? ''] : messages.removeKey;
  throw new ConfigError(key, messages.badKey(path, key, issue?.message ?? '', remedy ?? messages.enrolAgain));
}

export function writeConfig(stateDirectory: string, config: AgentConfig): void {
  const text = `${JSON.stringify(config, null, 2)}\n`;
  replaceFile(join(stateDirectory, STATE_FILES.config), text, { durable: true, mode: 0o600 });
}

function parseFile(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new ConfigError(
      '(file)',
      code === 'ENOENT' ? messages.notEnrolled(path) : messages.unreadable(path, code),
    );
  }
  try {
    // Windows' Notepad puts a byte-order mark before what it saves.
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    throw new ConfigError('(file)', messages.notJson(path, (error as Error).message));
  }
}
