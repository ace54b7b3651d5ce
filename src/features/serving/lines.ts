import type { Dialect } from '../../engine/dialect.js';
import type { Row, Value, Warehouse } from '../../engine/warehouse.js';
import { FEATURE_VERSION, FEATURES } from '../../tables/features/feature-contract.js';
import { MLFS } from '../../tables/names.js';
import { ROW_ORDER } from '../columns.js';
import { featureContract } from '../contract.js';

/** Fields of a line other than the vector. */
const ABOUT = [
  'game_id',
  'game_date',
  'season',
  'player_id',
  'player_lookup',
  'team_abbr',
  'opponent_team_abbr',
] as const;
const STATE = [
  'is_production_ready',
  'features_missing',
  'disputed_features',
  'missing_inputs',
  'games_missing',
] as const;

/** A served vector: one line of JSON, with the ids under which it is stored. */
export interface ServedLine {
  readonly game_id: string;
  readonly player_id: number;
  readonly line: string;
}

const rowsSql = (date: string, d: Dialect) =>
  `SELECT ${[...ABOUT, ...STATE, ...FEATURES.map(({ name }) => name)].join(', ')} FROM ${MLFS}
   WHERE game_date = ${d.date(date)} AND feature_version = ${d.text(FEATURE_VERSION)} AND known_before_game ORDER BY ${ROW_ORDER.join(', ')}`;

/** The vectors of a slate, features in the order of the contract; rows that could be known before the game alone. */
export async function slateLines(warehouse: Warehouse, date: string): Promise<ServedLine[]> {
  const contract = featureContract();
  const rows = await warehouse.query(rowsSql(date, warehouse.dialect));
  const take = (row: Row, names: readonly string[]) =>
    Object.fromEntries(names.map((name): [string, Value] => [name, row[name] ?? null]));
  return rows.map((row) => ({
    game_id: String(row.game_id),
    player_id: Number(row.player_id),
    line: JSON.stringify({
      ...take(row, ABOUT),
      feature_version: contract.version,
      contract_hash: contract.hash,
      ...take(row, STATE),
      features: FEATURES.map(({ name }) => row[name] ?? null),
    }),
  }));
}
