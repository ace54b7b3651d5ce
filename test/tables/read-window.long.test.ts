import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fillReach, REACH } from '../../src/audit/contamination/reach.js';
import { addDays } from '../../src/domain/dates.js';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import { createTableSql, createTablesSql } from '../../src/engine/stored-table.js';
import type { Warehouse } from '../../src/engine/warehouse.js';
import { Calendar } from '../../src/ledger/calendar.js';
import { PROCESSING_TABLES } from '../../src/ledger/processing-schema.js';
import { fillBatchDates } from '../../src/run/batch-dates.js';
import { col } from '../../src/tables/columns.js';
import { storedAs, type TableDefinition } from '../../src/tables/definition.js';
import { buildGraph, type TableGraph } from '../../src/tables/graph.js';
import { makeSqlContext } from '../../src/tables/make-context.js';
import { GAMES } from '../../src/tables/names.js';
import { datesRead, type ReadWindow, spanRead, spansRead, windowText } from '../../src/tables/read-window.js';
import { BUILT_TABLES } from '../../src/tables/reference/build/index.js';

/**
 * Two seasons of up to 40 days with 20 days between them. Offsets are days after the first season's first day; some lie
 * before, between and after the seasons.
 */
const FIRST_DAY = '2020-12-22';
const SECOND_SEASON = 60;
const DAYS = 110;
const dayOf = (offset: number) => addDays(FIRST_DAY, offset);
const ALL_DATES = Array.from({ length: DAYS + 10 }, (_, i) => dayOf(i - 5));
const TEAMS = ['ATL', 'BOS', 'CHI', 'DAL', 'DEN'];

interface Game {
  readonly offset: number;
  readonly home: number;
  readonly away: number;
  readonly counting: boolean;
  readonly expected: boolean;
}

const games = (from: number): fc.Arbitrary<Game[]> =>
  fc.array(
    fc.record({
      offset: fc.integer({ min: from, max: from + 39 }),
      home: fc.nat({ max: 4 }),
      away: fc.nat({ max: 4 }),
      counting: fc.boolean().map((no) => !no || from === 0),
      expected: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
    }),
    { minLength: 1, maxLength: 30 },
  );

const before: fc.Arbitrary<ReadWindow> = fc.oneof(
  fc.constant<ReadWindow>({ kind: 'season_before' }),
  fc.record({ kind: fc.constant('days_before' as const), days: fc.integer({ min: 1, max: 50 }) }),
  fc.record({ kind: fc.constant('team_games_before' as const), games: fc.integer({ min: 1, max: 6 }) }),
);
const anyWindow = fc.oneof(
  before,
  fc.constant<ReadWindow>({ kind: 'same_date' }),
  fc.constant<ReadWindow>({ kind: 'season_schedule' }),
);

const dated = (name: string, alias: string): Omit<TableDefinition, 'reads'> => ({
  name,
  alias,
  phase: 3,
  grain: 'a date',
  key: ['day'],
  partitionColumn: 'day',
  pregame: false,
  entity: { kind: 'game', id: 'day' },
  columns: [{ ...col.text('day', 'Date.'), type: 'date' }],
  sql: () => 'SELECT 1',
});

const UPSTREAM: TableDefinition = { ...dated('nba_analytics.upstream', 'up'), reads: [] };
const reader = (windows: readonly ReadWindow[]): TableDefinition => ({
  ...dated('nba_precompute.reader', 'rd'),
  reads: [
    { table: UPSTREAM.name, windows },
    { table: GAMES, windows: [{ kind: 'season_schedule' }] },
  ],
});

/** Random games, and a row and a partition of both tables on every date. */
async function warehouseOf(schedule: readonly Game[], graph: TableGraph): Promise<Warehouse> {
  const warehouse = await openDuckdb({ path: ':memory:' });
  const d = warehouse.dialect;
  for (const schema of ['processing', 'analytics', 'precompute'])
    await warehouse.execute(`CREATE SCHEMA IF NOT EXISTS nba_${schema}`);
  for (const statement of createTablesSql([...PROCESSING_TABLES, ...BUILT_TABLES], d))
    await warehouse.execute(statement);
  const rows = schedule.map(({ offset, home, away, counting, expected }, n) => {
    const year = offset < SECOND_SEASON ? 2020 : 2021;
    return `('${n}', DATE '${dayOf(offset)}', '${year}', ${year}, ${counting}, ${expected}, '${TEAMS[home]}', '${TEAMS[away]}')`;
  });
  await warehouse.execute(`INSERT INTO ${GAMES} BY NAME SELECT * FROM (VALUES ${rows.join(', ')})
    v(game_id, game_date, season, season_year, is_counting, is_expected, home_abbr, away_abbr)`);
  for (const table of graph.ordered) {
    const dates = ALL_DATES.map((date) => `(DATE '${date}')`).join(', ');
    await warehouse.execute(createTableSql(storedAs(table), d));
    await warehouse.execute(`INSERT INTO ${table.name} (day) VALUES ${dates}`);
    await warehouse.execute(`INSERT INTO nba_processing.partitions BY NAME
      SELECT '${table.name}' AS table_name, day AS partition_date, 'complete' AS status, 'c' AS code_hash, 1 AS row_count FROM ${table.name}`);
  }
  return warehouse;
}

/** The dates that the SQL of a table selects for a batch of dates. */
async function selectedBy(warehouse: Warehouse, relation: string): Promise<string[]> {
  const rows = await warehouse.query<{ day: string }>(`SELECT DISTINCT day FROM ${relation} r ORDER BY 1`);
  return rows.map((row) => row.day);
}

/** The rule written anew, by counting each team's games one by one. */
function readByHand(window: ReadWindow, date: string, upstream: string, schedule: readonly Game[]): boolean {
  const counting = schedule.filter((game) => game.counting).map((game) => ({ ...game, date: dayOf(game.offset) }));
  const seasons = [
    counting.filter((g) => g.offset < SECOND_SEASON),
    counting.filter((g) => g.offset >= SECOND_SEASON),
  ].filter((s) => s.length > 0);
  const last = (season: typeof counting) =>
    season
      .map((g) => g.date)
      .sort()
      .at(-1)!;
  const season = seasons.find((s) => date <= last(s)) ?? seasons.at(-1)!;
  const start = season.map((g) => g.date).sort()[0]!;
  switch (window.kind) {
    case 'same_date':
      return upstream === date;
    case 'season_before':
      return upstream >= start && upstream < date;
    case 'days_before':
      return upstream >= addDays(date, -window.days) && upstream < date;
    case 'season_schedule':
      return upstream >= start && upstream <= last(season);
    case 'team_games_before': {
      const played = season.filter((g) => g.expected);
      const dates = played.map((g) => g.date).sort();
      const later = dates.some((day) => day >= date);
      const starts = TEAMS.flatMap((_, team) => {
        const own = played
          .flatMap((g) => (g.date < date ? [g.home, g.away].filter((t) => t === team).map(() => g.date) : []))
          .sort();
        return own.length === 0 ? [] : [own.at(-window.games) ?? dates[0]!];
      });
      // After the season's last game, and before its first, it is the whole season.
      const low = later && starts.length > 0 ? starts.sort()[0]! : start;
      return upstream >= low && upstream < date;
    }
  }
}

const SCHEDULE = fc
  .tuple(games(0), games(SECOND_SEASON))
  .map(([first, second]) => [...first, ...second].filter((g) => g.home !== g.away));

test('every form of a window names the same dates', async () => {
  await fc.assert(
    fc.asyncProperty(
      SCHEDULE.filter((schedule) => schedule.some((g) => g.counting)),
      anyWindow,
      fc.array(fc.integer({ min: -4, max: DAYS + 3 }), { minLength: 3, maxLength: 3 }),
      async (schedule, window, offsets) => {
        const graph = buildGraph([UPSTREAM, reader([window])]);
        const warehouse = await warehouseOf(schedule, graph);
        try {
          const calendar = await Calendar.load(warehouse, graph.ordered);
          const table = graph.get('nba_precompute.reader')!;
          const context = makeSqlContext(table, graph.get, warehouse.dialect);
          await fillReach(
            warehouse,
            graph,
            ALL_DATES.map((date, id) => ({ id, table: UPSTREAM.name, date })),
            { direct: true },
          );
          const reached = await warehouse.query<{ source_id: number; day: string }>(
            `SELECT source_id, partition_date AS day FROM ${REACH} WHERE table_name = '${table.name}' ORDER BY 1`,
          );
          for (const offset of offsets) {
            const date = dayOf(offset);
            const day = calendar.batchDate(date);
            const expected = ALL_DATES.filter((upstream) => readByHand(window, date, upstream, schedule));
            const { low, high } = spanRead(window, day);
            expect(ALL_DATES.filter((u) => u >= low && u <= high)).toEqual(expected);
            expect(spansRead(table, day)[0]).toEqual({ table: UPSTREAM.name, low, high });
            expect(datesRead(window, [day], ALL_DATES)).toEqual(expected);
            expect(reached.filter((r) => r.day === date).map((r) => ALL_DATES[r.source_id])).toEqual(expected);
            await fillBatchDates(warehouse, [day]);
            if (window.kind === 'same_date') {
              expect(await selectedBy(warehouse, context.sameDate(UPSTREAM.name))).toEqual(expected);
            } else if (window.kind === 'season_schedule') {
              const known = schedule.filter((g) => g.counting && g.expected).map((g) => dayOf(g.offset));
              const schedules = await warehouse.query<{ day: string }>(
                `SELECT DISTINCT game_date AS day FROM ${context.teamSchedule()} s ORDER BY 1`,
              );
              expect(schedules.map((row) => row.day)).toEqual(expected.filter((u) => known.includes(u)));
            } else {
              expect(await selectedBy(warehouse, context.history(UPSTREAM.name))).toEqual(expected);
            }
          }
        } finally {
          await warehouse.close();
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('several windows and several dates read what each of them reads', async () => {
  await fc.assert(
    fc.asyncProperty(
      SCHEDULE.filter((schedule) => schedule.some((g) => g.counting)),
      fc.array(before, { minLength: 2, maxLength: 3 }),
      fc.uniqueArray(fc.integer({ min: 0, max: DAYS - 1 }), { minLength: 2, maxLength: 8 }),
      async (schedule, windows, offsets) => {
        const graph = buildGraph([UPSTREAM, reader(windows)]);
        const warehouse = await warehouseOf(schedule, graph);
        try {
          const calendar = await Calendar.load(warehouse, graph.ordered);
          const days = offsets.sort((a, b) => a - b).map((offset) => calendar.batchDate(dayOf(offset)));
          for (const window of windows) {
            const each = new Set(days.flatMap((day) => datesRead(window, [day], ALL_DATES)));
            expect(datesRead(window, days, ALL_DATES)).toEqual(ALL_DATES.filter((date) => each.has(date)));
          }
          // A batch lies in one season. It reads from the earliest to the latest bound of its dates, which may be more than
          // they need, and before a season's first expected game a bound is the season's start.
          const batch = days.filter((day) => day.season === days[0]!.season);
          const needed = ALL_DATES.filter((date) =>
            windows.some((window) => datesRead(window, batch, [date]).length > 0),
          );
          await fillBatchDates(warehouse, batch);
          const context = makeSqlContext(graph.get('nba_precompute.reader')!, graph.get, warehouse.dialect);
          const selected = await selectedBy(warehouse, context.history(UPSTREAM.name));
          expect(needed.filter((date) => !selected.includes(date))).toEqual([]);
          const spans = windows.flatMap((window) => batch.map((day) => spanRead(window, day)));
          const low = spans.map((span) => span.low).sort()[0]!;
          const high = spans
            .map((span) => span.high)
            .sort()
            .at(-1)!;
          expect(selected).toEqual(ALL_DATES.filter((date) => date >= low && date <= high));
        } finally {
          await warehouse.close();
        }
      },
    ),
    { numRuns: 40 },
  );
});

test('in words', () => {
  expect(windowText({ kind: 'days_before', days: 31 })).toBe('31 days before the date');
  expect(windowText({ kind: 'team_games_before', games: 15 })).toBe('the last 15 team games before the date');
});
