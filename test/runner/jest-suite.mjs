import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './processes.mjs';

/**
 * Runs one suite through Jest. Answers `{ passed, failed, problems }`; a test file that cannot be loaded, a suite without
 * tests, one that was ended or that does not exit count as one failure each, so that nothing broken adds up to green. `output`:
 * a file for what Jest prints; without one it prints here.
 */
export async function runSuite(suite, { root, strict, output = null }) {
  const folder = join(root, 'test-results');
  const file = join(folder, `${suite.name}.json`);
  mkdirSync(folder, { recursive: true });
  rmSync(file, { force: true });
  const run = await runCommand(command(suite, root, file), {
    root,
    minutes: suite.minutes,
    output,
    environment: { ...suite.environment, TRUCBAN_TEST_RESULTS: file },
    settled: () => existsSync(file) && statSync(file).size > 0,
  });
  return judge(readResults(file), run, strict);
}

function command(suite, root, file) {
  const escapedRoot = root.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const below = (folders) => `^${escapedRoot}/(${folders.join('|')})/`;
  return [
    process.execPath,
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    '--import=./test/runner/open-handles.mjs',
    'node_modules/jest/bin/jest.js',
    '--json',
    `--outputFile=${file}`,
    `--maxWorkers=${suite.workers}`,
    ...(suite.except ? [`--testPathIgnorePatterns=${below(suite.except)}`] : []),
    '--testPathPatterns',
    below(suite.paths),
  ];
}

function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Adds up Jest's results and the way its process ended. Exported for its spec. */
export function judge(results, run, strict) {
  const problems = [];
  const passed = results?.numPassedTests ?? 0;
  let failed = results?.numFailedTests ?? 0;
  const count = (problem) => {
    failed += 1;
    problems.push(problem);
  };
  for (const file of results?.testResults ?? []) {
    if (file.status === 'failed' && file.assertionResults.length === 0)
      count(`${file.name} could not be run`);
  }
  const skipped = (results?.numPendingTests ?? 0) + (results?.numTodoTests ?? 0);
  if (skipped > 0) {
    problems.push(`${skipped} skipped or todo`);
    if (strict) failed += skipped;
  }
  if (run.reason) count(run.reason);
  else if (passed + failed + skipped === 0) count('found no tests');
  else if (run.code !== 0 && failed === 0) count(`ended with exit code ${run.code}`);
  if (run.left.length > 0) problems.push(`left behind, now ended: ${run.left.join(', ')}`);
  return { passed, failed, problems };
}
