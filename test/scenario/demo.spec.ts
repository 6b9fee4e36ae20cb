import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A working day of 10.5 hours in less than three minutes, on a machine that keeps up; a busy one takes longer. */
const A_DAY = ['--once', '--communes', '14', '--speed', '240', '--day', '2026-11-23'];

describe('npm run demo', () => {
  it(
    'opens and resolves by itself in a working day the tickets of its script, and no other',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'trucban-demo-'));
      let said = '';
      const demo = spawn(process.execPath, ['setup/demo.mjs', ...A_DAY], {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, TRUCBAN_DATA_DIR: folder, TRUCBAN_PORT: '0' },
      });
      for (const stream of [demo.stdout, demo.stderr]) {
        stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
      }
      const code = await new Promise((resolve) => demo.once('exit', resolve));
      rmSync(folder, { recursive: true, force: true });
      expect({ code, amiss: said.includes('✓') ? said.match(/^.*✗.*$/gm) : said }).toEqual({
        code: 0,
        amiss: null,
      });
    },
    9 * 60_000,
  );
});
