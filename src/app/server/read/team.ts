import { PlatformError } from '../../../errors.js';
import { GAMES, PGS, TEAMS, UTGC } from '../../../tables/names.js';
import { played } from '../../../tables/windows/player-state.js';
import type { ReadContext } from '../read-context.js';
import type { TeamAnswer, TeamGame } from '../schema/team.js';

/** A team's season. Error: NOT_FOUND. */
export async function readTeam(
  { warehouse }: ReadContext,
  query: { team: string; season?: string | undefined },
): Promise<TeamAnswer> {
  const seasons = await warehouse.query<{ season: string }>(
    `SELECT DISTINCT season FROM ${GAMES} WHERE is_counting AND ? IN (home_abbr, away_abbr) ORDER BY season`,
    [query.team],
  );
  const season = query.season ?? seasons.at(-1)?.season;
  if (season === undefined)
    throw new PlatformError('NOT_FOUND', `The warehouse has no games of ${query.team}.`, 'Choose another team.');
  const names = await warehouse.query<{ name: string }>(
    `SELECT full_name AS name FROM ${TEAMS} WHERE team_abbr = ? LIMIT 1`,
    [query.team],
  );
  const games = await warehouse.query<{ [K in keyof TeamGame]: TeamGame[K] }>(
    `SELECT g.game_id AS gameId, g.game_date AS date, g.tipoff_at AS tipoffAt, CASE WHEN g.home_abbr = t.abbr THEN g.away_abbr ELSE g.home_abbr END AS opponent,
       g.home_abbr = t.abbr AS isHome, g.game_type AS gameType, g.status,
       CASE WHEN g.home_abbr = t.abbr THEN g.home_score ELSE g.away_score END AS points,
       CASE WHEN g.home_abbr = t.abbr THEN g.away_score ELSE g.home_score END AS against,
       u.game_spread AS spread, u.game_total AS total, u.days_rest AS daysRest, u.travel_miles AS travelMiles
     FROM ${GAMES} g JOIN (SELECT ? AS abbr) t ON t.abbr IN (g.home_abbr, g.away_abbr)
     LEFT JOIN ${UTGC} u ON u.game_id = g.game_id AND u.team_abbr = t.abbr
     WHERE g.season = ? AND g.is_counting ORDER BY g.game_date, g.game_id`,
    [query.team, season],
  );
  type Player = TeamAnswer['players'][number];
  const players = await warehouse.query<{ [K in keyof Player]: Player[K] }>(
    `SELECT h.player_id AS playerId, ANY_VALUE(h.player_name) AS name, COUNT(*) AS games, AVG(h.minutes_played) AS minutes, AVG(h.points) AS points,
       AVG(h.rebounds) AS rebounds, AVG(h.assists) AS assists, MAX(h.game_date) AS last
     FROM ${PGS} h WHERE h.team_abbr = ? AND h.season = ? AND ${played('h.')}
     GROUP BY h.player_id ORDER BY minutes DESC NULLS LAST, name, playerId`,
    [query.team, season],
  );
  const all = seasons.map((row) => row.season);
  return { team: query.team, name: names[0]?.name ?? query.team, season, seasons: all, games, players };
}
