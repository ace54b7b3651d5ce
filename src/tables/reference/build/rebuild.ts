import { arenaFor } from '../../../domain/arenas.js';
import {
  gameTypeOfId,
  isCountingGameType,
  playoffRoundOfId,
  seasonOfDate,
  seasonOfGameId,
  seasonYear,
} from '../../../domain/seasons.js';
import { TEAMS } from '../../../domain/teams.js';
import type { Warehouse } from '../../../engine/warehouse.js';
import {
  RAW_GAME_SUMMARIES,
  RAW_PLAY_BY_PLAY,
  RAW_PLAYER_BOXES,
  RAW_SCHEDULE,
  RAW_SHOT_CHART,
  RAW_TEAM_BOXES,
  RAW_TEAM_GAME_INDEX,
} from '../../../raw/raw-tables.js';
import { GAMES, NAME_LOOKUPS, PLAYERS, TEAMS as TEAM_TABLE } from '../../names.js';
import { extendNameLookups } from './name-lookups.js';

type Cell = string | number | boolean | null;

interface KnownGame {
  [column: string]: Cell;
  game_id: string;
  game_date: string;
  scheduled_date: string | null;
  tipoff_at: string | null;
  home_team_id: number | null;
  home_abbr: string;
  away_team_id: number | null;
  away_abbr: string;
  arena_name: string | null;
  arena_city: string | null;
  status: string;
  home_score: number | null;
  away_score: number | null;
  series_text: string | null;
  is_neutral: boolean;
}

/**
 * Everything the sources say of a game, the date played before the date scheduled. The tip-off of a game that was moved
 * is that of the old date, so it is unknown.
 */
const KNOWN_GAMES = `
  WITH played AS (
    SELECT game_id, game_date, home_team_id, home_abbr, away_team_id, away_abbr, home_points, away_points, 1 AS trust FROM ${RAW_GAME_SUMMARIES}
    UNION ALL
    SELECT h.game_id, h.game_date, NULL, h.team_abbr, NULL, h.opponent_abbr, NULL, NULL, 2 FROM ${RAW_TEAM_GAME_INDEX} h WHERE h.is_home
    UNION ALL
    SELECT l.game_id, l.game_date, NULL, l.team_abbr, NULL, l.opponent_abbr, NULL, NULL, 3 FROM ${RAW_TEAM_BOXES} l WHERE l.is_home AND l.game_id IS NOT NULL
    UNION ALL
    SELECT DISTINCT l.game_id, l.game_date, CAST(NULL AS BIGINT), l.team_abbr, CAST(NULL AS BIGINT), l.opponent_abbr, CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), 4
    FROM ${RAW_PLAYER_BOXES} l WHERE l.is_home AND l.game_id IS NOT NULL AND l.source_kind = 'game_log'
    UNION ALL
    SELECT DISTINCT c.game_id, c.game_date, CAST(NULL AS BIGINT), c.home_abbr, CAST(NULL AS BIGINT), c.away_abbr, CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), 5
    FROM ${RAW_SHOT_CHART} c WHERE c.game_date IS NOT NULL AND c.home_abbr IS NOT NULL AND c.away_abbr IS NOT NULL),
  best AS (SELECT * EXCLUDE (pick) FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY game_id ORDER BY trust, game_date, home_abbr, away_abbr) AS pick FROM played) q WHERE pick = 1)
  SELECT COALESCE(p.game_id, s.game_id) AS game_id, COALESCE(p.game_date, s.game_date) AS game_date, s.game_date AS scheduled_date,
    CASE WHEN p.game_date IS NULL OR p.game_date = s.game_date THEN s.tipoff_at END AS tipoff_at,
    COALESCE(p.home_team_id, s.home_team_id) AS home_team_id, COALESCE(p.home_abbr, s.home_abbr) AS home_abbr,
    COALESCE(p.away_team_id, s.away_team_id) AS away_team_id, COALESCE(p.away_abbr, s.away_abbr) AS away_abbr,
    s.arena_name, s.arena_city, CASE WHEN p.game_id IS NOT NULL THEN 'final' ELSE s.status END AS status,
    COALESCE(p.home_points, s.home_score) AS home_score, COALESCE(p.away_points, s.away_score) AS away_score,
    s.series_text, COALESCE(s.is_neutral, FALSE) AS is_neutral
  FROM best p FULL JOIN ${RAW_SCHEDULE} s ON s.game_id = p.game_id
  WHERE COALESCE(p.home_abbr, s.home_abbr) IS NOT NULL AND COALESCE(p.away_abbr, s.away_abbr) IS NOT NULL
  ORDER BY 2, 1`;

/** 1 for "J. Holiday", as the live feed writes names; "P.J. Tucker" is a full one. */
const INITIAL_ONLY = `CASE WHEN regexp_matches(player_name, '^[^ .][.] ') THEN 1 ELSE 0 END`;

/** Every name under which a person appears; the latest printed one names him, a full one before one with an initial. */
const NAMED_PLAYERS = `
  SELECT player_id, player_name, game_date AS day FROM ${RAW_PLAYER_BOXES}
  UNION ALL
  ${[1, 2, 3]
    .map(
      (n) => `SELECT p.player${n}_id, p.player${n}_name, g.game_date FROM ${RAW_PLAY_BY_PLAY} p
        JOIN ${GAMES} g ON g.game_id = p.game_id WHERE p.person${n}_type IN (4, 5)`,
    )
    .join(' UNION ALL ')}`;

/**
 * Rebuilds games, teams and players from the raw tables. Must run inside a transaction.
 * Pre-game tables take only schedule columns of games from here; names identify, they tell nothing of results.
 */
export async function rebuildReference(warehouse: Warehouse): Promise<void> {
  const games = await warehouse.query<KnownGame>(KNOWN_GAMES);
  await replace(warehouse, GAMES, games.map(gameRow));
  const latest = games.at(-1)?.game_date;
  await replace(warehouse, TEAM_TABLE, teamRows(latest === undefined ? null : seasonOfDate(latest)));
  await extendNameLookups(warehouse);
  await warehouse.execute(`DELETE FROM ${PLAYERS}`);
  await warehouse.execute(`INSERT INTO ${PLAYERS}
    SELECT q.player_id, q.player_name, n.player_lookup FROM (
      SELECT player_id, player_name, ROW_NUMBER() OVER (PARTITION BY player_id ORDER BY ${INITIAL_ONLY}, MAX(day) DESC, COUNT(*) DESC, player_name) AS pick
      FROM (${NAMED_PLAYERS}) p WHERE player_id IS NOT NULL AND player_name IS NOT NULL GROUP BY player_id, player_name) q
    JOIN ${NAME_LOOKUPS} n ON n.name = q.player_name WHERE pick = 1 ORDER BY player_id`);
}

function gameRow(game: KnownGame): Cell[] {
  const season = seasonOfGameId(game.game_id) ?? seasonOfDate(game.game_date);
  const type = gameTypeOfId(game.game_id);
  const counting = isCountingGameType(type);
  const arena = arenaFor(game.home_abbr, season, game.arena_name, game.is_neutral);
  return [
    game.game_id,
    game.game_date,
    game.tipoff_at,
    season,
    seasonYear(season),
    type,
    counting,
    counting && game.status !== 'postponed' && game.status !== 'cancelled',
    game.is_neutral,
    game.home_team_id,
    game.home_abbr,
    game.away_team_id,
    game.away_abbr,
    game.arena_name ?? arena?.name ?? null,
    game.arena_city ?? arena?.city ?? null,
    arena?.latitude ?? null,
    arena?.longitude ?? null,
    arena?.time_zone ?? null,
    playoffRoundOfId(game.game_id),
    game.series_text,
    game.status,
    game.home_score,
    game.away_score,
    game.scheduled_date,
  ];
}

function teamRows(season: string | null): Cell[][] {
  return TEAMS.map((team) => {
    const arena = season === null ? null : arenaFor(team.abbr, season);
    return [
      team.team_id,
      team.abbr,
      team.city,
      team.nickname,
      team.full_name,
      team.conference,
      team.division,
      arena?.name ?? null,
      arena?.latitude ?? null,
      arena?.longitude ?? null,
      arena?.time_zone ?? null,
    ];
  });
}

/** Replaces all rows of a table; cells go in as text and are cast by the column. */
async function replace(warehouse: Warehouse, table: string, rows: readonly Cell[][]): Promise<void> {
  const width = rows[0]?.length ?? 0;
  await warehouse.execute(`DELETE FROM ${table}`);
  if (width === 0) return;
  const names = Array.from({ length: width }, (_, i) => `c${i} VARCHAR`);
  await warehouse.execute(`CREATE OR REPLACE TEMP TABLE reference_rows (${names.join(', ')})`);
  await warehouse.appendText(
    'reference_rows',
    rows.map((row) => row.map((cell) => (cell === null ? null : String(cell)))),
  );
  await warehouse.execute(`INSERT INTO ${table} SELECT * FROM reference_rows`);
}
