import { countConflicts } from '../../../audit/conflicts/conflicts.js';
import type { Readiness } from '../../../audit/readiness/readiness.js';
import { featuresReady } from '../../../audit/status/features-ready.js';
import { judgedTables } from '../../../audit/status/judged-tables.js';
import type { Standing } from '../../../audit/status/standing.js';
import { ONLY_THERE, stateName } from '../../../audit/status/state-name.js';
import type { Warehouse } from '../../../engine/warehouse.js';
import { Calendar } from '../../../ledger/calendar.js';
import { PARTITIONS } from '../../../ledger/processing-names.js';
import type { WorkReason } from '../../../ledger/staleness.js';
import { RAW_TABLES } from '../../../raw/raw-tables.js';
import { rootsOf } from '../../../tables/roots.js';
import type { ReadContext } from '../read-context.js';
import type { Coverage } from '../schema/cells.js';
import { STATE_LETTERS } from '../schema/state-letters.js';

interface LedgerCell {
  readonly status: string;
  readonly bootstrap: boolean | null;
  readonly row_count: number;
  readonly failure_count: number | null;
  readonly critical_state: string | null;
}

type Cells = ReadonlyMap<string, { readonly letter: string; readonly rows: number; readonly failures: number }>;

/** State of every table at every date with games, by season. One scan of the ledger, and the staleness rule per table. */
export async function readCoverage({ warehouse, graph }: ReadContext): Promise<Coverage> {
  const calendar = await Calendar.load(warehouse, graph.ordered);
  const cellsHeld = await ledgerCells(warehouse);
  const cells = new Map<string, Cells>();
  for (const { name } of rootsOf(graph)) cells.set(name, rootCells(name, cellsHeld.get(name), calendar));
  const ready = new Map<string, ReadonlyMap<string, Readiness>>();
  for await (const { table, states, standing } of judgedTables(warehouse, graph, calendar)) {
    const own = cellsHeld.get(table.name);
    cells.set(
      table.name,
      new Map(states.map(({ date, reason }) => [date, cell(own?.get(date), reason, standing.at(date))])),
    );
    if (standing.readiness !== null) ready.set(table.name, standing.readiness);
  }
  const seasons: Coverage['seasons'] = [];
  for (const season of calendar.allSeasons) {
    const dates = calendar.gameDates.filter((date) => calendar.batchDate(date).season === season);
    const range = { from: dates[0] ?? null, to: dates.at(-1) ?? null };
    seasons.push({
      season,
      dates,
      ready: await featuresReady(warehouse, graph, range),
      openConflicts: (await countConflicts(warehouse, graph, range)).open,
      tables: [...cells].flatMap(([table, of]) => seasonRow(table, of, ready.get(table), dates)),
    });
  }
  return { horizon: calendar.horizon, seasons: seasons.filter((s) => s.dates.length > 0) };
}

function cell(own: LedgerCell | undefined, reason: WorkReason | null, standing: Standing) {
  return {
    letter: STATE_LETTERS[stateName(own, reason, standing)],
    rows: own?.row_count ?? 0,
    failures: own?.failure_count ?? 0,
  };
}

const due = (date: string, calendar: Calendar) => calendar.horizon !== null && date <= calendar.horizon;

/** The others (odds, injuries, indexes of parts of a season) promise no date. */
const OF_EVERY_GAME = RAW_TABLES.filter((table) => table.ofEveryGame === true).map((table) => table.name);

/**
 * A root of the cascade has rows for a date or not. A source of every game that covers at least half of a season's dates
 * is expected on all of them.
 */
function rootCells(name: string, own: ReadonlyMap<string, LedgerCell> | undefined, calendar: Calendar): Cells {
  const cells = new Map<string, { letter: string; rows: number; failures: number }>();
  if (own === undefined) return cells;
  const present = new Map<string, number>();
  const total = new Map<string, number>();
  for (const date of calendar.gameDates.filter((d) => due(d, calendar))) {
    const { season } = calendar.batchDate(date);
    total.set(season, (total.get(season) ?? 0) + 1);
    if (own.has(date)) present.set(season, (present.get(season) ?? 0) + 1);
  }
  for (const date of calendar.gameDates) {
    const { season } = calendar.batchDate(date);
    const promised = OF_EVERY_GAME.includes(name) && due(date, calendar);
    const expected = promised && 2 * (present.get(season) ?? 0) >= (total.get(season) ?? 0);
    if (own.has(date) || expected) cells.set(date, cell(own.get(date), null, ONLY_THERE));
  }
  return cells;
}

function seasonRow(
  table: string,
  cells: Cells,
  ready: ReadonlyMap<string, Readiness> | undefined,
  dates: readonly string[],
): Coverage['seasons'][number]['tables'] {
  if (!dates.some((date) => cells.has(date))) return [];
  const row = dates.map((date) => cells.get(date));
  return [
    {
      table,
      states: row.map((c) => c?.letter ?? '.').join(''),
      rows: row.map((c) => c?.rows ?? 0),
      failures: row.map((c) => c?.failures ?? 0),
      ready: ready === undefined ? null : dates.map((date) => ready.get(date)?.ready ?? 0),
    },
  ];
}

const SEPARATOR = '\u001f';

/** The ledger as one row per table with a text per column, which crosses into JavaScript faster than 100,000 rows. */
async function ledgerCells(warehouse: Warehouse): Promise<Map<string, Map<string, LedgerCell>>> {
  const { dialect: d } = warehouse;
  const columns = ['partition_date', 'status', 'bootstrap', 'row_count', 'failure_count', 'critical_state'] as const;
  const joined = columns.map(
    (name) =>
      `STRING_AGG(COALESCE(CAST(${name} AS STRING), ''), ${d.text(SEPARATOR)} ORDER BY partition_date) AS ${name}`,
  );
  const rows = await warehouse.query<{ table_name: string } & Record<(typeof columns)[number], string>>(
    `SELECT table_name, ${joined.join(', ')} FROM ${PARTITIONS} GROUP BY table_name`,
  );
  const number = (text: string | undefined) => (text === undefined || text === '' ? null : Number(text));
  return new Map(
    rows.map((row) => {
      const list = (name: (typeof columns)[number]) => row[name].split(SEPARATOR);
      const [status, bootstrap, counts, failures, critical] = [
        list('status'),
        list('bootstrap'),
        list('row_count'),
        list('failure_count'),
        list('critical_state'),
      ];
      const cellAt = (i: number): LedgerCell => ({
        status: status[i] ?? 'failed',
        bootstrap: bootstrap[i] === '' ? null : bootstrap[i] === 'true',
        row_count: number(counts[i]) ?? 0,
        failure_count: number(failures[i]),
        critical_state: critical[i] === '' ? null : (critical[i] ?? null),
      });
      return [row.table_name, new Map(list('partition_date').map((date, i) => [date, cellAt(i)]))];
    }),
  );
}
