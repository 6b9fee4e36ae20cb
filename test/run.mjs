/** `npm test`: runs the suites, some side by side, and ends with one line, `N passed, N failed`. See `--help`. */
import { existsSync, mkdirSync, readFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runSuite } from './runner/jest-suite.mjs';
import { endRunningCommands, runCommand } from './runner/processes.mjs';
import { builds, chosenSuites, sideBySide, suites } from './runner/suites.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
/** On a build machine nothing may be missing and nothing may be skipped. */
const strict = process.env.CI === 'true';

/** All suites together end by then, so that a build machine gets the line with the numbers and not a killed run. */
const deadline = Date.now() + Number(process.env.TRUCBAN_TEST_SECONDS ?? 24 * 3600) * 1000;
const total = { passed: 0, failed: 0 };

function help() {
  console.log(`npm test                     every suite
npm test -- unit browser     only these suites ("integration": on both databases)
npm test -- --help           this

Suites, in the order they run; what is printed of two that run side by side comes when each has ended:
${suites.map((suite) => `  ${suite.name.padEnd(22)} ${suite.about}`).join('\n')}

A suite whose tools are missing is not run, listed at the end with the remedy, and never counted as passed.
With CI=true a missing tool, a skipped test and a todo each count as a failure.
TRUCBAN_TEST_SECONDS=n ends what still runs after n seconds and counts it as failed.
One test file by hand: node --experimental-vm-modules node_modules/jest/bin/jest.js path/to/file.spec.ts`);
}

function missingTools(suite) {
  return (suite.needs ?? []).filter((tool) => !tool.present(root));
}

function seconds(from) {
  return `${((Date.now() - from) / 1000).toFixed(1)} s`;
}

/** Runs each build at most once; answers the name of the first one that fails, or null. */
async function build(names, done) {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const name of names) {
    const { command, script } = builds[name];
    if (script && !scripts[script]) continue;
    if (!done.has(name)) {
      const from = Date.now();
      const { code } = await runCommand(command, { root, minutes: 5 });
      console.log(`== build ${name}: ${code === 0 ? 'done' : 'FAILED'} in ${seconds(from)}`);
      done.set(name, code === 0);
    }
    if (!done.get(name)) return name;
  }
  return null;
}

/** What became of one suite; null: it is optional and not there. `output`: a file for what its tests print. */
async function outcome(suite, broken, output) {
  const missing = missingTools(suite);
  if (missing.length > 0) return { passed: 0, failed: strict ? 1 : 0, problems: [], missing };
  if (isAbsent(suite)) return null;
  if (broken) return { passed: 0, failed: 1, problems: [`did not start: the ${broken} build failed`] };
  const minutesLeft = (deadline - Date.now()) / 60_000;
  if (minutesLeft <= 0) return { passed: 0, failed: 1, problems: ['did not start: no time was left'] };
  const limited = { ...suite, minutes: Math.min(suite.minutes, minutesLeft) };
  return runSuite(limited, { root, strict, output });
}

function isAbsent(suite) {
  return suite.optional && !suite.paths.some((path) => existsSync(join(root, path)));
}

/** How many suites run side by side; the others of their group follow as lanes become free. */
const LANES = 2;

/** Suites that run side by side print into files, each shown when its suite has ended, so that they do not interleave. */
async function runGroup(group, done, report) {
  const alone = group.length === 1;
  const ready = group.filter((suite) => missingTools(suite).length === 0 && !isAbsent(suite));
  if (!alone) console.log(`\n== side by side: ${group.map(({ name }) => name).join(', ')}`);
  const broken = await build(new Set(ready.flatMap((suite) => suite.builds ?? [])), done);
  const ended = new Map();
  const lane = async (waiting) => {
    for (let suite = waiting.shift(); suite; suite = waiting.shift()) {
      if (alone) heading(suite);
      const from = Date.now();
      const output = alone ? null : join(root, 'test-results', `${suite.name}.log`);
      if (output) mkdirSync(dirname(output), { recursive: true });
      const result = await outcome(suite, suite.builds?.length ? broken : null, output);
      if (!alone) heading(suite);
      if (output && existsSync(output)) writeSync(1, readFileSync(output));
      ended.set(suite, { suite, result, took: seconds(from) });
    }
  };
  const waiting = [...group];
  await Promise.all(Array.from({ length: LANES }, () => lane(waiting)));
  for (const suite of group) report.add(ended.get(suite));
}

function heading({ name, about }) {
  console.log(`\n== ${name}: ${about}`);
}

/** What the suites came to, in their order. */
class Report {
  lines = [];
  notRun = [];

  add({ suite, result, took }) {
    if (result === null) return;
    total.passed += result.passed;
    total.failed += result.failed;
    if (result.missing) {
      for (const tool of result.missing)
        this.notRun.push(`  ${suite.name}: needs ${tool.name} -> ${tool.remedy}`);
      return;
    }
    const counts = `${String(result.passed).padStart(5)} passed ${String(result.failed).padStart(4)} failed`;
    this.lines.push(`  ${suite.name.padEnd(22)}${counts}  ${took}`);
    this.lines.push(...result.problems.map((problem) => `      ${problem}`));
  }

  print() {
    console.log(`\n== suites\n${this.lines.join('\n')}`);
    if (this.notRun.length > 0) console.log(`\n== not run: a tool is missing\n${this.notRun.join('\n')}`);
  }
}

async function main(names) {
  const done = new Map();
  const report = new Report();
  for (const group of sideBySide(chosenSuites(names))) await runGroup(group, done, report);
  report.print();
  printTotal();
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}

function printTotal() {
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    endRunningCommands();
    console.log(`\nstopped by ${signal} before every suite had run`);
    total.failed += 1;
    printTotal();
    process.exit(130);
  });
}

const names = process.argv.slice(2);
if (names.includes('--help') || names.includes('-h')) {
  help();
} else {
  await main(names).catch((error) => {
    console.error(`npm test: ${error.message}`);
    process.exitCode = 2;
  });
}
