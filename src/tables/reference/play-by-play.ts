import type { SqlContext } from '../sql-context.js';

export const GAMES = 'nba_reference.games';
export const PLAY_BY_PLAY = 'nba_raw.nbac_play_by_play';
export const SHOT_CHART = 'nba_raw.nbac_shot_chart';

export const today = [{ kind: 'same_date' }] as const;

/** PlayByPlayV2 event types. */
export const EVENT = {
  made: 1,
  missed: 2,
  freeThrow: 3,
  rebound: 4,
  turnover: 5,
  foul: 6,
  substitution: 8,
  ejection: 11,
} as const;

/** PERSONnTYPE of players: home and visiting. Others are teams, coaches and benches. */
const PLAYER_TYPES = '(4, 5)';
export const isPlayer = (alias: string, n: 1 | 2 | 3) =>
  `${alias}.person${n}_type IN ${PLAYER_TYPES} AND ${alias}.player${n}_id IS NOT NULL`;

/** Team of the n-th person of an event: by the side he is on, which a team id of another game cannot change. */
export const teamOf = (
  alias: string,
  n: 1 | 2 | 3,
) => `CASE WHEN ${alias}.person${n}_type IN (4, 2, 6) THEN ${alias}.home_abbr
  WHEN ${alias}.person${n}_type IN (5, 3, 7) THEN ${alias}.away_abbr END`;

/**
 * Events of the expected games of the dates in the order they happened, exact repetitions and events of teams that do not
 * play in it dropped, with the game's date, season and teams.
 */
export function gameEvents(ctx: SqlContext): string {
  return `(SELECT p.* EXCLUDE (ledger_date), g.game_date, g.season, g.home_abbr, g.away_abbr
    FROM ${ctx.sameDate(PLAY_BY_PLAY)} p JOIN ${ctx.sameDate(GAMES)} g ON g.game_id = p.game_id
    WHERE NOT p.is_duplicate AND g.is_counting AND (p.player1_team_abbr IS NULL OR p.player1_team_abbr IN (g.home_abbr, g.away_abbr)))`;
}

export const noFailures = 'CAST(NULL AS VARCHAR) AS failure_category, CAST(NULL AS VARCHAR) AS failure_reason';
