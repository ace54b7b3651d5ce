/**
 * Loaded before the command (node --import): sends the process a signal at one statement of the engine or one call of the file
 * system. So every place of the product can be a point, and the product knows nothing of it.
 *
 * NBA_CRASH_AT: JSON {matches, nth, when, signal}: the n-th call whose text matches, 'before' it is made or 'after' it has returned.
 * NBA_CRASH_TRACE: a file that the text of every call is written to.
 */
import fs from 'node:fs';
import Module, { createRequire, syncBuiltinESMExports } from 'node:module';

const BINDINGS = '@duckdb/node-bindings';
const bindings = createRequire(import.meta.url)(BINDINGS);
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

function watched(original, textOf) {
  return function (...args) {
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

/** A statement with parameters is read by one call and executed by another: it has returned when that one has. */
let isLast = false;
function read(connection, sql) {
  const here = isPoint(`sql ${sql}`);
  if (here && when === 'before') die();
  isLast = here;
  return bindings.extract_statements(connection, sql);
}
const executed =
  (name) =>
  (...args) =>
    bindings[name](...args).then((value) => {
      if (isLast) die();
      return value;
    });

// The client is a part of the program; the functions that it calls are not, and cannot be replaced where they are.
const calls = {
  query: watched(bindings.query, ([, sql]) => `sql ${sql}`),
  extract_statements: read,
  execute_prepared: executed('execute_prepared'),
  execute_prepared_streaming: executed('execute_prepared_streaming'),
  appender_create_ext: watched(bindings.appender_create_ext, ([, , , table]) => `sql APPEND ${table}`),
  disconnect_sync: watched(bindings.disconnect_sync, () => 'sql CLOSE'),
};
const descriptors = Object.entries(calls).map(([name, value]) => [name, { value }]);
const hooked = Object.create(bindings, Object.fromEntries(descriptors));
const load = Module._load;
Module._load = (request, ...rest) => (request === BINDINGS ? hooked : load(request, ...rest));

for (const name of ['renameSync', 'linkSync', 'rmSync', 'writeFileSync', 'fsyncSync']) {
  const paths = (args) => args.filter((arg) => typeof arg === 'string').slice(0, 2);
  fs[name] = watched(fs[name], (args) => `${name} ${paths(args).join(' ')}`);
}
syncBuiltinESMExports();
