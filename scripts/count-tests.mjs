/**
 * Adds up what .ci/run left in a folder, NAME.status (exit code) of every step and NAME.json (Vitest's results) of every
 * suite, and prints each failed test with the first lines of its error, and last one line: "N passed, N failed, N skipped". Fails
 * if a step failed or no test ran.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const LINES_OF_ERROR = 12;

const folder = process.argv[2];
const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
const startOf = (text) => text.split('\n').slice(0, LINES_OF_ERROR).join('\n');
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
    for (const { name: path, assertionResults, message } of tests.testResults) {
      for (const test of assertionResults.filter(({ status }) => status === 'failed'))
        failures.push([`${name}: ${relative('.', path)}`, test.fullName, startOf(test.failureMessages.join('\n'))]);
      if (unloadable.some((file) => file.name === path))
        failures.push([`${name}: ${relative('.', path)}`, startOf(message)]);
    }
  }
  // A step without tests, and a suite that ended before its tests began, count as one failure.
  if (failed === 0 && readFileSync(join(folder, file), 'utf8').trim() !== '0') failed = 1;
  if (failed > 0) console.log(`${name} failed`);
  total.failed += failed;
}
for (const lines of failures) console.log(`\n${lines.join('\n')}`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
if (total.failed > 0 || total.passed === 0) process.exitCode = 1;
