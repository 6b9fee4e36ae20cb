import { describe, expect, it } from '@jest/globals';
import { importBreaches } from './import-table.js';
import { describeBreaches, readTree } from './source-tree.js';

/** The breaches of one file that exists only here, as "line rule". */
function breachesOf(path: string, text: string): string[] {
  return importBreaches([{ path, text }]).map(({ line, rule }) => `${line} ${rule}`);
}

describe('who imports whom (DESIGN §3)', () => {
  it('is kept by every file of src and agent', () => {
    const files = readTree('src', 'agent', 'demo').filter(({ path }) => /\.(ts|svelte)$/.test(path));
    expect(files.length).toBeGreaterThan(10);
    expect(describeBreaches(importBreaches(files))).toBe('');
  });

  it('names the file, the line and the rule of a breach', () => {
    const file = {
      path: 'src/ingest/ingest.service.ts',
      text: "import { z } from 'zod';\n\nimport { open } from '../tickets/index.js';\n",
    };
    expect(importBreaches([file])).toEqual([
      {
        file: 'src/ingest/ingest.service.ts',
        line: 3,
        rule: 'import-table',
        message: 'ingest may not import tickets (../tickets/index.js)',
      },
    ]);
  });

  it.each([
    [
      'a stage reaches forward',
      'src/state/a.ts',
      "import { x } from '../detection/index.js';",
      'import-table',
    ],
    ['a stage skips one', 'src/detection/a.ts', "import { x } from '../ingest/index.js';", 'import-table'],
    [
      'access reads the inventory',
      'src/access/a.ts',
      "import { x } from '../inventory/index.js';",
      'import-table',
    ],
    [
      'the platform knows a stage',
      'src/platform/http/a.ts',
      "import '../../ingest/index.js';",
      'import-table',
    ],
    ['even by type', 'src/state/a.ts', "import type { X } from '../tickets/index.js';", 'import-table'],
    ['by export', 'src/state/a.ts', "export * from '../tickets/index.js';", 'import-table'],
    ['at run time', 'src/state/a.ts', "const x = await import('../tickets/index.js');", 'import-table'],
    [
      'the server reads the agent',
      'src/ingest/a.ts',
      "import { x } from '../../agent/main.js';",
      'import-table',
    ],
    [
      'the agent reads the server',
      'agent/main.ts',
      "import { x } from '../src/ingest/index.js';",
      'import-table',
    ],
    ['code uses a test', 'src/ingest/a.ts', "import { x } from '../../test/fakes/x.js';", 'import-table'],
    ['not by the index', 'src/state/a.ts', "import { x } from '../ingest/journal.js';", 'index-only'],
    [
      'deep in the platform',
      'src/state/a.ts',
      "import { x } from '../platform/clock/clock.js';",
      'index-only',
    ],
    ['boot past an index', 'src/main.ts', "import { x } from './ingest/journal.js';", 'index-only'],
    [
      'the pages read the agent contract',
      'src/web/a.ts',
      "import '../contracts/agent/index.js';",
      'import-table',
    ],
    ['the pages use node', 'src/web/a.ts', "import { readFileSync } from 'node:fs';", 'web-imports'],
    [
      'contracts use a library',
      'src/contracts/api/a.ts',
      "import { x } from 'typeorm';",
      'contracts-imports',
    ],
    ['a rule reads files', 'src/detection/rules/a.ts', "import { x } from 'node:fs';", 'pure-imports'],
    ['a rule uses Nest', 'src/detection/rules/a.ts', "import { x } from '@nestjs/common';", 'pure-imports'],
    [
      'a domain calls its stage',
      'src/tickets/domain/a.ts',
      "import { x } from '../tickets.service.js';",
      'pure-imports',
    ],
    [
      'a domain runs contract code',
      'src/state/domain/a.ts',
      "import { R } from '../../contracts/agent/index.js';",
      'pure-imports',
    ],
    [
      'a domain knows the platform',
      'src/state/domain/a.ts',
      "import type { C } from '../../platform/clock/index.js';",
      'pure-imports',
    ],
    ['civil time reads a file', 'src/platform/civil/a.ts', "import { x } from 'node:fs';", 'pure-imports'],
    [
      'civil time reads the clock',
      'src/platform/civil/a.ts',
      "import { x } from '../clock/index.js';",
      'pure-imports',
    ],
    [
      'a rule reads the inventory',
      'src/detection/rules/a.ts',
      "import { P } from '../../inventory/index.js';",
      'pure-imports',
    ],
    ['a folder nobody designed', 'src/helpers/a.ts', '', 'unknown-folder'],
  ])('reports a breach: %s', (_situation, path, text, rule) => {
    expect(breachesOf(path, text)).toEqual([`1 ${rule}`]);
  });

  it('reads the scripts of Svelte files where they stand', () => {
    const text =
      "<h1>import x from '../ingest/index.js'</h1>\n<script lang=\"ts\">\n  import { x } from '../ingest/index.js';\n</script>";
    expect(breachesOf('src/web/page.svelte', text)).toEqual(['3 import-table']);
  });

  it.each([
    ['the stage just before', 'src/state/a.ts', "import { x } from '../ingest/index.js';"],
    [
      'the base',
      'src/tickets/a.ts',
      "import { x } from '../platform/clock/index.js'; import '../inventory/index.js';",
    ],
    ['boot and every stage', 'src/app.module.ts', "import { x } from './notifications/index.js';"],
    ['reports read any stage', 'src/reports/a.ts', "import { x } from '../state/index.js';"],
    [
      'a rule and a type of the stage before',
      'src/detection/rules/a.ts',
      "import type { S } from '../../state/index.js';",
    ],
    [
      'a domain and civil time',
      'src/inventory/domain/a.ts',
      "import { x } from '../../platform/civil/index.js';",
    ],
    [
      'a rule and the type of its policy',
      'src/detection/rules/a.ts',
      "import type { P } from '../../inventory/index.js';",
    ],
    ['a rule and its neighbour', 'src/detection/rules/a.ts', "import { S } from '../domain/b.js';"],
    ['agent and contract', 'agent/main.ts', "import { R } from '../src/contracts/agent/index.js';"],
    ['a spec and the factories', 'src/state/a.spec.ts', "import { x } from '../../test/factories/x.js';"],
  ])('allows: %s', (_situation, path, text) => {
    expect(breachesOf(path, text)).toEqual([]);
  });
});
