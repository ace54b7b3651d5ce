import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeFakeLedger } from '../../scripts/dashboard/fake-ledger.js';
import { openWarehouse } from '../../src/engine/open.js';
import type { Warehouse } from '../../src/engine/warehouse.js';
import { Calendar } from '../../src/ledger/calendar.js';
import { compileTable } from '../../src/ledger/code-hash.js';
import { LedgerState } from '../../src/ledger/ledger-state.js';
import { partitionStates } from '../../src/ledger/staleness.js';
import { type Needs, needsOf, reachOf } from '../../src/plan/needs.js';
import { selectDates } from '../../src/plan/selection.js';
import { GRAPH } from '../../src/tables/registry.js';
import { temporaryFolder } from '../../src/temporary-folder.js';

let folder: string;
let warehouse: Warehouse;
let calendar: Calendar;
beforeAll(async () => {
  folder = temporaryFolder();
  const db = join(folder, 'ledger.duckdb');
  await writeFakeLedger(db, 3);
  warehouse = await openWarehouse({ location: db, readOnly: true });
  calendar = await Calendar.load(warehouse, GRAPH.ordered);
}, 120_000);
afterAll(async () => {
  await warehouse.close();
  rmSync(folder, { recursive: true });
});

const needsOn = (dates: readonly string[]) => needsOf(selectDates(GRAPH.ordered, dates), GRAPH, calendar, true);

function statesIn(ledger: LedgerState, needs: Needs) {
  return GRAPH.ordered.map((table) => {
    const { codeHash } = compileTable(table, GRAPH.get, warehouse.dialect);
    return [table.alias, partitionStates(ledger, calendar, table, codeHash, needs.get(table.name) ?? [])] as const;
  });
}

test('the ledger as far as some dates reach says of them what the whole ledger says', async () => {
  const whole = await LedgerState.load(warehouse);
  const { gameDates } = calendar;
  const places = [0, 1, 40, 164, 165, 166, 300, gameDates.length - 2, gameDates.length - 1];
  const asked = [...places.map((place) => [place]), [10, 170], [164, 165]].map((group) =>
    group.flatMap((place) => gameDates[place] ?? []),
  );
  const reasons = new Set<string | null>();
  for (const dates of asked) {
    const needs = needsOn(dates);
    const reached = await LedgerState.load(warehouse, reachOf(needs, GRAPH, calendar));
    const states = statesIn(reached, needs);
    expect(states).toEqual(statesIn(whole, needs));
    for (const [, ofTable] of states) for (const { reason } of ofTable) reasons.add(reason);
  }
  // Not all the same, or the comparison would say nothing.
  expect(reasons.size).toBeGreaterThan(1);
}, 60_000);

test('a date reaches its season and what windows of days read before it, nothing else', async () => {
  const date = calendar.gameDates[400] ?? '';
  const reach = reachOf(needsOn([date]), GRAPH, calendar);
  const { season_start, season_end } = calendar.batchDate(date);
  expect(reach?.high).toBe(season_end);
  expect(reach !== null && reach.low <= season_start).toBe(true);
  // The first of three seasons is out of reach.
  expect(reach !== null && reach.low > (calendar.gameDates[100] ?? '')).toBe(true);
  expect(reachOf(new Map(), GRAPH, calendar)).toBeNull();
});
