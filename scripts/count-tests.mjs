/** Adds up the JSON results of test suites and prints one line: "N passed, N failed, N skipped". Fails if no test ran. */
import { readFileSync } from 'node:fs';

const total = { passed: 0, failed: 0, skipped: 0 };
for (const path of process.argv.slice(2)) {
  const result = JSON.parse(readFileSync(path, 'utf8'));
  total.passed += result.numPassedTests;
  // A file that cannot be loaded has failed, though none of its tests has.
  const unloadable = result.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  total.failed += result.numFailedTests + unloadable.length;
  total.skipped += result.numPendingTests + result.numTodoTests;
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
if (total.failed > 0 || total.passed === 0) process.exitCode = 1;
