import { playerLookup } from '../../../domain/names.js';
import { PlatformError } from '../../../errors.js';
import { PCF, PDC, PGS } from '../../../tables/names.js';
import type { ReadContext } from '../read-context.js';
import type { Player, PlayerGame, Players } from '../schema/players.js';

const FOUND = 40;

/** Players whose name contains the text, accents and spaces aside; the busiest first. */
export async function readPlayers({ warehouse }: ReadContext, query: { q?: string | undefined }): Promise<Players> {
  type Found = Players['players'][number];
  const players = await warehouse.query<{ [K in keyof Found]: Found[K] }>(
    `SELECT player_id AS playerId, ANY_VALUE(player_name) AS name, ARRAY_AGG(DISTINCT team_abbr ORDER BY team_abbr) AS teams,
       ARRAY_AGG(DISTINCT season ORDER BY season) AS seasons, ${warehouse.dialect.countIf(`player_status = 'played'`)} AS games
     FROM ${PGS} WHERE player_lookup LIKE '%' || ? || '%'
     GROUP BY player_id ORDER BY games DESC, name, player_id LIMIT ${FOUND}`,
    [playerLookup(query.q ?? '')],
  );
  return { players };
}

/** A player's season game by game: what he did, and what was known before. Error: NOT_FOUND. */
export async function readPlayer(
  { warehouse }: ReadContext,
  query: { player: number; season?: string | undefined },
): Promise<Player> {
  const rows = await warehouse.query<{ season: string; name: string }>(
    `SELECT season, ANY_VALUE(player_name) AS name FROM ${PGS} WHERE player_id = ? GROUP BY season ORDER BY season`,
    [query.player],
  );
  const last = rows.at(-1);
  if (last === undefined) {
    throw new PlatformError('NOT_FOUND', 'The warehouse has no games of this player.', 'Search for another.');
  }
  const season = query.season ?? last.season;
  const games = await warehouse.query<{ [K in keyof PlayerGame]: PlayerGame[K] }>(
    `SELECT s.game_id AS gameId, s.game_date AS date, s.team_abbr AS team, s.opponent_team_abbr AS opponent, s.is_home AS isHome,
       s.player_status AS status, s.points, s.minutes_played AS minutes, s.points_line AS pointsLine, s.over_under_result AS overUnder,
       c.points_avg_last_5 AS avgLast5, c.points_avg_last_10 AS avgLast10, c.points_avg_season AS avgSeason,
       f.fatigue_score AS fatigue, f.shot_zone_mismatch_score AS mismatch, f.pace_score AS pace, f.usage_spike_score AS usage,
       f.total_composite_adjustment AS adjustment, COALESCE(f.missing_inputs, ${warehouse.dialect.emptyList()}) AS missing
     FROM ${PGS} s
     LEFT JOIN ${PDC} c ON c.player_id = s.player_id AND c.analysis_date = s.game_date
     LEFT JOIN ${PCF} f ON f.player_id = s.player_id AND f.game_id = s.game_id
     WHERE s.player_id = ? AND s.season = ? ORDER BY s.game_date, s.game_id`,
    [query.player, season],
  );
  return { playerId: query.player, name: last.name, season, seasons: rows.map((row) => row.season), games };
}
