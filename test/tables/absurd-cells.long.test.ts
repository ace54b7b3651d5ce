import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FAILURE_TABLES } from '../../src/ledger/processing-names.js';
import { Rng } from '../../src/simulate/rng.js';
import { GRAPH } from '../../src/tables/registry.js';
import { Platform } from '../audit/warehouse-of.js';
import { type CsvRow, type SimulatedLeague, simulateLeague } from '../simulate/answer-key.js';
import { EditedFiles } from '../simulate/edited-files.js';

/** What a cell is changed to; undefined leaves it as it is. */
const ABSURD: Readonly<Record<string, (cell: string) => string | undefined>> = {
  'ten times as much': (cell) => (isNumber(cell) ? String(10 * Number(cell)) : undefined),
  'three times as much': (cell) => (isNumber(cell) ? String(3 * Number(cell)) : undefined),
  'no number': () => 'NaN',
  sixty: () => '60',
};
const isNumber = (cell: string) => /^-?\d+([.]\d+)?$/.test(cell);

/** Files whose numbers are those of a game's players and teams. */
const OF_GAMES = /play_by_play|logs|box_scores|shot_chart|games|index/;
const PREGAME = new Set(GRAPH.ordered.filter((table) => table.pregame).map(({ name }) => name));

let league: SimulatedLeague;
let files: EditedFiles;
beforeAll(async () => {
  league = await simulateLeague({ seed: 'absurd cells', teams: 4, gamesPerTeam: 8, daily: true });
  files = new EditedFiles();
});
afterAll(() => {
  league.remove();
  files.remove();
});

/** The league's files, two cells of each column absurd, each in a row of its own; and the games, by date, whose numbers were touched. */
function edited(absurd: (cell: string) => string | undefined) {
  const rng = new Rng('absurd cells');
  const dates = new Set<string>();
  let cells = 0;
  const paths = league.files(league.season).map((file) => {
    if (!file.endsWith('.csv.gz')) return join(league.out, file);
    const name = file.slice(0, -'.gz'.length);
    const rows = [...league.rows(name)];
    const changed = new Set<number>();
    for (const column of Object.keys(rows[0] ?? {}))
      for (let n = 0; n < 2; n++) {
        const nth = rng.int(0, rows.length - 1);
        const row = rows[nth] as CsvRow;
        const cell = absurd(row[column] ?? '');
        if (cell === undefined || changed.has(nth)) continue;
        changed.add(nth);
        rows[nth] = { ...row, [column]: cell };
        cells++;
        if (OF_GAMES.test(name)) dates.add(dateOf(row));
      }
    return files.csv(name.replace(/^.*\//, '').replace('.csv', ''), rows);
  });
  return { paths, cells, dates };
}

/** The date of a game's row: its own, or that of the game it names. */
function dateOf(row: CsvRow): string {
  const id = (row.GAME_ID ?? row.game_id ?? '').padStart(10, '0');
  const named = league
    .rows(`${league.season}/team_game_index.csv`)
    .find((game) => game.GAME_ID?.padStart(10, '0') === id);
  const told = row.GAME_DATE ?? row.GAME_DATE_EST ?? row.game_date ?? '';
  return named?.GAME_DATE?.slice(0, 10) ?? told.slice(0, 10).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
}

describe.each(Object.entries(ABSURD))('cells that are %s', (_, absurd) => {
  test('hold back no row of a coming game, and of played ones only of those that they speak of', async () => {
    const { paths, cells, dates } = edited(absurd);
    expect(cells).toBeGreaterThan(100);
    const platform = await Platform.create();
    try {
      await platform.ingest(...paths);
      await platform.backfill();
      const held = await platform.warehouse.query<{ table_name: string; day: string; reason: string }>(
        FAILURE_TABLES.map(
          (table) =>
            `SELECT table_name, partition_date AS day, reason FROM ${table} WHERE category = 'CONTRACT_VIOLATION'`,
        ).join(' UNION ALL '),
      );
      const elsewhere = held.filter(({ table_name: table, day }) => PREGAME.has(table) || !dates.has(day));
      expect(elsewhere).toEqual([]);
      const rows = await platform.warehouse.query<{ n: number }>(
        'SELECT COUNT(*) AS n FROM nba_predictions.ml_feature_store',
      );
      expect(rows[0]?.n).toBeGreaterThan(200);
    } finally {
      await platform.close();
    }
  });
});
