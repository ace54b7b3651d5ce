/**
 * Adds up what .ci/run left in a folder: NAME.status (exit code) and NAME.log (what it printed) of every step, and NAME.json
 * (Vitest's results) of every suite. For each failed step it prints Vitest's report of the failed tests, or else the end of its log; then
 * one line: "N passed, N failed, N skipped". Fails if a step failed or no test ran.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Lines printed of one failed step, at most. */
const MOST_LINES = 80;

const folder = process.argv[2];
const total = { passed: 0, failed: 0, skipped: 0 };
for (const file of readdirSync(folder).filter((name) => name.endsWith('.status'))) {
  const name = file.slice(0, -'.status'.length);
  const results = join(folder, `${name}.json`);
  let failed = 0;
  if (existsSync(results)) {
    const tests = JSON.parse(readFileSync(results, 'utf8'));
    total.passed += tests.numPassedTests;
    total.skipped += tests.numPendingTests + tests.numTodoTests;
    // A file that cannot be loaded has failed, though none of its tests has.
    const unloadable = tests.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.every((t) => t.status !== 'failed'),
    );
    failed = tests.numFailedTests + unloadable.length;
  }
  // A step without tests, and a suite that ended before its tests began, count as one failure.
  if (failed === 0 && readFileSync(join(folder, file), 'utf8').trim() !== '0') failed = 1;
  if (failed > 0) console.log(`\n== ${name} failed\n${errorsIn(join(folder, `${name}.log`))}`);
  total.failed += failed;
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
if (total.failed > 0 || total.passed === 0) process.exitCode = 1;

function errorsIn(log) {
  if (!existsSync(log)) return '';
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
  const first = lines.findIndex((line) => /Failed (Tests|Suites) \d/.test(line));
  return (first < 0 ? lines.slice(-MOST_LINES) : lines.slice(first, first + MOST_LINES)).join('\n');
}
