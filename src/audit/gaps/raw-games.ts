import type { Warehouse } from '../../engine/warehouse.js';
import {
  RAW_BIGDATABALL,
  RAW_PLAY_BY_PLAY,
  RAW_PLAYER_BOXES,
  RAW_SHOT_CHART,
  RAW_TEAM_BOXES,
} from '../../raw/raw-tables.js';
import { SOURCES } from '../../raw/sources/index.js';
import { GAMES } from '../../tables/names.js';
import { type AuditRange, inRangeSql } from '../audit-range.js';
import type { GameGap, RawKind } from './report.js';

interface KindSpec {
  readonly kind: RawKind;
  readonly table: string;
  /** SELECT of rows per game over the relation `due`: game_id, n. */
  readonly rows: string;
  /** Rows of every game; else half of the season's median is too few. */
  readonly exactly?: number;
}

/** A log names date and team, not always the game. */
const ofTeams = (table: string, counted: string) =>
  `SELECT g.game_id, COUNT(DISTINCT b.${counted}) AS n FROM due g JOIN ${table} b
   ON b.game_date = g.game_date AND b.team_abbr IN (g.home_abbr, g.away_abbr) GROUP BY g.game_id`;

const ofGames = (table: string) => `SELECT game_id, COUNT(*) AS n FROM ${table} GROUP BY game_id`;

/** Of several sources of a game, the one with most rows. */
const mostOf = (...counts: readonly string[]) =>
  `SELECT game_id, MAX(n) AS n FROM (${counts.join(' UNION ALL ')}) told GROUP BY game_id`;

export const RAW_KINDS: readonly KindSpec[] = [
  {
    kind: 'play_by_play',
    table: RAW_PLAY_BY_PLAY,
    // BigDataBall tells the games of which the league's own events are missing.
    rows: mostOf(ofGames(RAW_PLAY_BY_PLAY), ofGames(RAW_BIGDATABALL)),
  },
  {
    kind: 'shot_chart',
    table: RAW_SHOT_CHART,
    // Events of the live feed and of BigDataBall say themselves where a shot was taken.
    rows: mostOf(
      ofGames(RAW_SHOT_CHART),
      `SELECT game_id, COUNT(*) AS n FROM ${RAW_PLAY_BY_PLAY} WHERE loc_x IS NOT NULL GROUP BY game_id`,
      `SELECT game_id, COUNT(*) AS n FROM ${RAW_BIGDATABALL} WHERE COALESCE(original_x, shot_distance) IS NOT NULL GROUP BY game_id`,
    ),
  },
  { kind: 'player_log', table: RAW_PLAYER_BOXES, rows: ofTeams(RAW_PLAYER_BOXES, 'player_id') },
  { kind: 'team_log', table: RAW_TEAM_BOXES, rows: ofTeams(RAW_TEAM_BOXES, 'team_abbr'), exactly: 2 },
];

/** Formats of files that bring rows of a raw table. */
export const formatsOf = (table: string): string[] =>
  SOURCES.filter((source) => source.table === table).map((source) => source.kind);

type GameRow = {
  game_id: string;
  date: string;
  season: string;
  game_type: string;
  home: string;
  away: string;
  kinds: RawKind[];
  counts: number[];
  usual: number[];
};

/**
 * Played games that lack a kind of raw rows. Played: final, or before the last date with data (a stale schedule still
 * calls such games scheduled). Rows are compared with the median game of the season; a kind that the season lacks
 * altogether is missing in every game.
 */
export async function rawGaps(
  warehouse: Warehouse,
  range: AuditRange,
  horizon: string | null,
): Promise<readonly GameGap[]> {
  const d = warehouse.dialect;
  const past = horizon === null ? 'FALSE' : `game_date < ${d.date(horizon)}`;
  const counted = RAW_KINDS.map(
    ({ kind, rows, exactly }, i) =>
      `SELECT g.game_id, g.season, ${i} AS position, '${kind}' AS kind, CASE WHEN r.n IS NULL THEN 0 ELSE r.n END AS n,
         ${exactly === undefined ? `MEDIAN(r.n) OVER (PARTITION BY g.season)` : exactly} AS usual, ${exactly ?? 'CAST(NULL AS BIGINT)'} AS exactly
       FROM due g LEFT JOIN (${rows}) r ON r.game_id = g.game_id`,
  );
  const rows = await warehouse.query<GameRow>(
    `WITH due AS (SELECT game_id, game_date, season, game_type, home_abbr, away_abbr FROM ${GAMES}
      WHERE is_counting AND is_expected AND (status = 'final' OR ${past})),
    counted AS (${counted.join(' UNION ALL ')}),
    lacking AS (SELECT * FROM counted WHERE n = 0 OR (exactly IS NULL AND n * 2 < usual) OR n < exactly)
    SELECT g.game_id, g.game_date AS date, g.season, g.game_type, g.home_abbr AS home, g.away_abbr AS away,
      LIST(l.kind ORDER BY l.position) AS kinds, LIST(l.n ORDER BY l.position) AS counts,
      LIST(CASE WHEN l.usual IS NULL THEN 0 ELSE CAST(l.usual AS BIGINT) END ORDER BY l.position) AS usual
    FROM due g JOIN lacking l ON l.game_id = g.game_id WHERE ${inRangeSql('g.game_date', range, d)}
    GROUP BY ALL ORDER BY g.game_date, g.game_id`,
  );
  return rows.map(({ kinds, counts, usual, ...game }) => {
    const each = kinds.map((kind, i) => ({ kind, rows: Number(counts[i]), expected: Number(usual[i]) }));
    return {
      ...game,
      missing: each.filter((one) => one.rows === 0).map((one) => one.kind),
      low: each.filter((one) => one.rows > 0),
    };
  });
}
