import type { Warehouse } from '../../engine/warehouse.js';
import { FILES } from '../../raw/raw-schema.js';
import type { RawRole, RawTable } from '../../raw/raw-table.js';
import { RAW_TABLES } from '../../raw/raw-tables.js';
import { historyOf } from '../../raw/store/history.js';
import { RAW_INJURIES } from '../../raw/tables/injuries.js';
import { RAW_INJURY_REPORTS } from '../../raw/tables/injury-reports.js';
import { GAMES } from '../../tables/names.js';
import type { ExpectedKind } from './report.js';

const ROLES: Readonly<Record<ExpectedKind, RawRole>> = {
  schedule: 'schedule',
  lines: 'game_lines',
  props: 'prop_lines',
  news: 'injury_news',
  play_by_play: 'events',
  shot_chart: 'shots',
  player_log: 'player_box',
  team_log: 'team_box',
};
const KINDS = Object.keys(ROLES) as ExpectedKind[];

/** SQL condition that a row t belongs to a game g; NULL for injury lists, which name no game. */
function ofGame(table: RawTable): string | null {
  if (table.name === RAW_INJURIES) return null;
  // A report covers all games of its date: a team without injuries has no row.
  if (table.name === RAW_INJURY_REPORTS) return 't.game_date = g.game_date';
  const has = (name: string) => table.columns.some((column) => column.name === name);
  if (table.gameBy?.dateAndTeam === undefined && has('game_id')) return 't.game_id = g.game_id';
  if (has('team_abbr')) return 't.game_date = g.game_date AND t.team_abbr IN (g.home_abbr, g.away_abbr)';
  return 't.game_date = g.game_date AND t.home_abbr = g.home_abbr AND t.away_abbr = g.away_abbr';
}

/** When rows of a game came. */
export type Arrival = {
  readonly game_id: string;
  readonly kind: ExpectedKind;
  readonly rows_now: number;
  /** Rows that a later file has replaced. */
  readonly rows_before: number;
  readonly first_at: string;
  readonly last_at: string;
};

/** Per game and kind of file: how many rows are current, and when the first and the last were ingested. */
export async function arrivalsOf(warehouse: Warehouse, dates: readonly string[]): Promise<Arrival[]> {
  const d = warehouse.dialect;
  const counted = KINDS.flatMap((kind) =>
    RAW_TABLES.flatMap((table) => {
      const told = table.role === ROLES[kind] ? 'TRUE' : table.alsoTells?.[ROLES[kind]];
      const on = ofGame(table);
      if (told === undefined || on === null) return [];
      const select = (
        name: string,
        isNow: number,
      ) => `SELECT g.game_id, '${kind}' AS kind, ${isNow} AS is_now, f.ingested_at
        FROM due g JOIN ${name} t ON ${on} JOIN ${FILES} f ON f.file_id = t.file_id WHERE ${told}`;
      return [select(table.name, 1), select(historyOf(table), 0)];
    }),
  );
  return warehouse.query<Arrival>(
    `WITH due AS (SELECT game_id, game_date, home_abbr, away_abbr FROM ${GAMES}
       WHERE game_date IN (${dates.map((date) => d.date(date)).join(', ')}) AND is_counting)
     SELECT game_id, kind, SUM(is_now) AS rows_now, COUNT(*) - SUM(is_now) AS rows_before, MIN(ingested_at) AS first_at, MAX(ingested_at) AS last_at
     FROM (${counted.join('\n UNION ALL ')}) a GROUP BY game_id, kind ORDER BY game_id, kind`,
  );
}
