import { Command } from 'commander';
import { rmSync } from 'node:fs';
import { SystemClock } from '../platform/clock/index.js';
import { ConfigError, readConfig } from '../platform/config/index.js';
import { ScratchDatabase } from '../platform/database/index.js';
import { readable } from './judge/compare.js';
import { playFile, type ScenarioResult } from './play-file.js';
import { scratchFolder } from './scratch-folder.js';
import type { Boot, ScratchData } from './play/world.js';

const EXIT = { different: 1, badFile: 2 } as const;

/** `trucban scenario FILE…`: see docs/scenarios.md. */
export function scenarioCommand(boot: Boot): Command {
  return new Command('scenario')
    .argument('<files...>', 'timelines to play, in YAML')
    .option('--quiet', 'only what differs, not all that came out')
    .description(
      'diễn thử kịch bản trên dữ liệu tạm / play timelines against the real stages, on scratch data',
    )
    .action(async (files: string[], { quiet }: { quiet?: true }) => {
      const scratch = await scratchData();
      let exit = 0;
      for (const file of files) {
        const took = stopwatch();
        const result = await playFile(file, boot, () => scratch.fresh());
        if (quiet === undefined && result.fault === null) console.log(outcomeText(result));
        console.error(summaryOf(result, took()));
        await scratch.remove();
        exit = Math.max(exit, exitOf(result));
      }
      process.exitCode = exit;
    });
}

function exitOf(result: ScenarioResult): number {
  if (result.fault) return EXIT.badFile;
  return result.differences.length > 0 ? EXIT.different : 0;
}

function outcomeText({ file, title, differences, outcome }: ScenarioResult & { fault: null }): string {
  const { incidents, tickets, notices, findings, mails } = outcome;
  const rows = Object.entries({ incidents, tickets, notices, findings, mails }).map(
    ([name, list]) => [name, list.map(readable)] as const,
  );
  return JSON.stringify({ file, title, differences, ...Object.fromEntries(rows) }, null, 2);
}

function summaryOf(result: ScenarioResult, seconds: string): string {
  if (result.fault) return `${result.file}:${result.fault.line}: ${result.fault.message}`;
  const { file, title, differences } = result;
  if (differences.length === 0) return `ok   ${file}: ${title} (${seconds} s)`;
  const lines = differences.map(({ line, at, message }) => `  ${file}:${line}: ${at}: ${message}`);
  return [`DIFFERS ${file}: ${title} (${seconds} s)`, ...lines].join('\n');
}

interface Scratch {
  fresh(): Promise<ScratchData>;
  remove(): Promise<void>;
}

/** A temporary SQLite, or the PostgreSQL that the configuration names if nothing is in it. */
async function scratchData(): Promise<Scratch> {
  const { databaseUrl } = readConfig(process.env);
  const database = databaseUrl === null ? null : new ScratchDatabase(databaseUrl);
  if (database && !(await database.isEmpty())) {
    throw new ConfigError([
      {
        variable: 'TRUCBAN_DATABASE_URL',
        fault: 'names a database that is in use: a scenario would overwrite what is in it',
        remedy: 'Name an empty database, or leave it out for a temporary SQLite',
      },
    ]);
  }
  let folder: string | null = null;
  return {
    fresh: async () => {
      folder = scratchFolder();
      return { dataDir: folder, databaseUrl };
    },
    remove: async () => {
      if (folder !== null) rmSync(folder, { recursive: true, force: true });
      folder = null;
      await database?.empty();
    },
  };
}

function stopwatch(): () => string {
  const clock = new SystemClock();
  const begun = clock.now();
  return () => ((clock.now() - begun) / 1000).toFixed(1);
}
