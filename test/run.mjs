/** `npm test`: runs the suites one after the other and ends with one line, `N passed, N failed`. See `--help`. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runSuite } from './runner/jest-suite.mjs';
import { endRunningCommand, runCommand } from './runner/processes.mjs';
import { builds, chosenSuites, suites } from './runner/suites.mjs';

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

Suites, in the order they run:
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

async function outcome(suite, done) {
  const missing = missingTools(suite);
  if (missing.length > 0) return { passed: 0, failed: strict ? 1 : 0, problems: [], missing };
  if (suite.optional && !suite.paths.some((path) => existsSync(join(root, path)))) return null;
  const broken = await build(suite.builds ?? [], done);
  if (broken) return { passed: 0, failed: 1, problems: [`did not start: the ${broken} build failed`] };
  const minutesLeft = (deadline - Date.now()) / 60_000;
  if (minutesLeft <= 0) return { passed: 0, failed: 1, problems: ['did not start: no time was left'] };
  return runSuite({ ...suite, minutes: Math.min(suite.minutes, minutesLeft) }, { root, strict });
}

async function main(names) {
  const done = new Map();
  const lines = [];
  const notRun = [];
  for (const suite of chosenSuites(names)) {
    console.log(`\n== ${suite.name}: ${suite.about}`);
    const from = Date.now();
    const result = await outcome(suite, done);
    if (result === null) continue;
    total.passed += result.passed;
    total.failed += result.failed;
    if (result.missing) {
      for (const tool of result.missing) notRun.push(`  ${suite.name}: needs ${tool.name} -> ${tool.remedy}`);
      continue;
    }
    const counts = `${String(result.passed).padStart(5)} passed ${String(result.failed).padStart(4)} failed`;
    lines.push(`  ${suite.name.padEnd(22)}${counts}  ${seconds(from)}`);
    lines.push(...result.problems.map((problem) => `      ${problem}`));
  }
  console.log(`\n== suites\n${lines.join('\n')}`);
  if (notRun.length > 0) console.log(`\n== not run: a tool is missing\n${notRun.join('\n')}`);
  printTotal();
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}

function printTotal() {
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    endRunningCommand();
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
