import { processEffects } from '../../src/effects.js';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import type { Warehouse } from '../../src/engine/warehouse.js';
import { bringUpToDate } from '../../src/ledger/platform-schema.js';
import { refreshUpstream } from '../../src/ledger/refresh.js';
import { ingestPaths } from '../../src/raw/ingest.js';
import { heal } from '../../src/repair/heal.js';
import { GRAPH } from '../../src/tables/registry.js';

/**
 * Ingests files, or heals, and dies by SIGKILL before a statement of the given number: between any two statements of a
 * transaction, between transactions. Prints the number of statements if it lives to the end.
 *
 *     tsx kill-at-statement.ts DB NUMBER [PATH...]
 */
const [db = '', number = '', ...paths] = process.argv.slice(2);
const killAt = Number(number);
let statements = 0;

function counted(): void {
  if (++statements === killAt) process.kill(process.pid, 'SIGKILL');
}

const COUNTED = ['query', 'execute', 'change'] as const;

const effects = processEffects();
const opened = await openDuckdb({ path: db });
await bringUpToDate(opened, GRAPH, effects);
const warehouse: Warehouse = new Proxy(opened, {
  get(target, name) {
    const value: unknown = Reflect.get(target, name);
    if (typeof value !== 'function') return value;
    const bound = value.bind(target) as (...args: unknown[]) => unknown;
    if (!COUNTED.some((method) => method === name)) return bound;
    return (...args: unknown[]) => {
      counted();
      return bound(...args);
    };
  },
});
const runId = 'killed';
if (paths.length > 0) {
  await ingestPaths(warehouse, paths, { effects, runId });
  await refreshUpstream(warehouse, effects.now(), runId);
} else {
  await heal(warehouse, GRAPH, effects, { from: null, to: null, runId, command: 'nba-props heal' });
}
await opened.close();
process.stdout.write(String(statements));
