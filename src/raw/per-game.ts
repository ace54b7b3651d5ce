import type { Warehouse } from '../engine/warehouse.js';
import { normalColumn } from './readers/column-name.js';
import type { JsonObject } from './readers/json-value.js';

/**
 * For sources whose rows cannot be told one by one, because only the other rows of their game say who is at home, who is
 * meant by a name, or in which order they happened.
 */
export interface PerGame {
  /** Column with the game's id, under the file's own name. */
  readonly game: string;
  /** Columns that `tell` reads, as it spells them. The file may write them in capitals. */
  readonly reads: readonly string[];
  /** Columns that `tell` adds, beside the file's. */
  readonly adds: readonly string[];
  /** What is to be added to each row of one game (names of columns as in `reads`, others as in the file; column names as in `adds`), and its place in the order of play. */
  tell(rows: readonly JsonObject[]): readonly Told[];
}

export interface Told {
  readonly place: number;
  readonly added: Readonly<Record<string, string | null>>;
}

/** Places by the numbers that a file gives its rows; as the rows stand where one of them has no number to go by. */
export function placesBy(numbers: readonly (string | null)[]): readonly number[] {
  const places = numbers.map((text) => (text === null || text.trim() === '' ? Number.NaN : Number(text)));
  return places.every(Number.isSafeInteger) ? places : numbers.map((_, i) => i);
}

const BATCH = 20_000;

/**
 * Makes the temporary table `target` (source_row, place and the added columns) from a staged relation of text (source_row,
 * c0, c1, ... in the order of `names`), one game at a time, so that memory holds one game and not the season.
 */
export async function tellGames(
  warehouse: Warehouse,
  staged: string,
  names: readonly string[],
  perGame: PerGame,
  target: string,
): Promise<void> {
  const columns = ['source_row', 'place', ...perGame.adds];
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${target} (${columns.map((c) => `${c} VARCHAR`).join(', ')})`);
  const game = names.findIndex((name) => normalColumn(name) === normalColumn(perGame.game));
  const games =
    game < 0
      ? [{ id: null }]
      : await warehouse.query<{ id: string | null }>(`SELECT DISTINCT c${game} AS id FROM ${staged} ORDER BY 1`);
  const read = new Map(perGame.reads.map((name) => [normalColumn(name), name]));
  const spelled = names.map((name) => read.get(normalColumn(name)) ?? name);
  let batch: (string | null)[][] = [];
  for (const { id } of games) {
    const where = game < 0 ? 'TRUE' : id === null ? `c${game} IS NULL` : `c${game} = $1`;
    const rows = await warehouse.query(
      `SELECT * FROM ${staged} WHERE ${where} ORDER BY CAST(source_row AS BIGINT)`,
      id === null ? [] : [id],
    );
    const told = perGame.tell(rows.map((row) => Object.fromEntries(spelled.map((name, i) => [name, row[`c${i}`]]))));
    for (const [i, { place, added }] of told.entries()) {
      batch.push([String(rows[i]?.source_row), String(place), ...perGame.adds.map((name) => added[name] ?? null)]);
    }
    if (batch.length < BATCH) continue;
    await warehouse.appendText(target, batch);
    batch = [];
  }
  await warehouse.appendText(target, batch);
}
