/**
 * Loaded before the command (node --import): sends the process a signal at one statement of the engine or one call of the file
 * system. So every place of the product can be a point, and the product knows nothing of it.
 *
 * NBA_CRASH_AT: JSON {matches, nth, when, signal}: the n-th call whose text matches, 'before' it is made or 'after' it has returned.
 * NBA_CRASH_TRACE: a file that the text of every call is written to.
 */
import fs from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';

const { DuckDBConnection } = createRequire(import.meta.url)('@duckdb/node-api');
const { openSync, writeSync } = fs;
const { matches, nth, when, signal } = JSON.parse(process.env.NBA_CRASH_AT ?? '{"matches":"^$","nth":0}');
const trace = process.env.NBA_CRASH_TRACE === undefined ? null : openSync(process.env.NBA_CRASH_TRACE, 'a');
const pattern = new RegExp(matches);
const TOLD = 400;
let hits = 0;

/** Whether this call is the one. */
function isPoint(text) {
  const line = text.replaceAll(/\s+/g, ' ').slice(0, TOLD);
  if (trace !== null) writeSync(trace, `${line}\n`);
  return pattern.test(line) && ++hits === nth;
}
const die = () => process.kill(process.pid, signal);

function watch(object, name, textOf) {
  const original = object[name];
  object[name] = function (...args) {
    const here = isPoint(textOf(args));
    if (here && when === 'before') die();
    const result = original.apply(this, args);
    if (!here || when === 'before') return result;
    if (!(result instanceof Promise)) {
      die();
      return result;
    }
    return result.then((value) => {
      die();
      return value;
    });
  };
}

for (const name of ['run', 'stream']) watch(DuckDBConnection.prototype, name, ([sql]) => `sql ${sql}`);
watch(DuckDBConnection.prototype, 'createAppender', ([table]) => `sql APPEND ${table}`);
watch(DuckDBConnection.prototype, 'closeSync', () => 'sql CLOSE');
for (const name of ['renameSync', 'linkSync', 'rmSync', 'writeFileSync', 'fsyncSync']) {
  const paths = (args) => args.filter((arg) => typeof arg === 'string').slice(0, 2);
  watch(fs, name, (args) => `${name} ${paths(args).join(' ')}`);
}
syncBuiltinESMExports();
