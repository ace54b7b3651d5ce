import { PlatformError } from '../../../errors.js';
import { DUE_GAMES, GAMES, PGS, PROP_LINES, UPGC } from '../../../tables/names.js';
import { played } from '../../../tables/windows/player-state.js';
import type { ReadContext } from '../read-context.js';
import type { MarketGame, MarketLine, Markets } from '../schema/markets.js';

/** A player's games with his counts, the lines of each market, and his next game. Error: NOT_FOUND. */
export async function readMarkets(
  { warehouse }: ReadContext,
  query: { player: number; season?: string | undefined },
): Promise<Markets> {
  const seasons = await warehouse.query<{ season: string | null }>(
    `SELECT MAX(season) AS season FROM ${PGS} WHERE player_id = ?`,
    [query.player],
  );
  const season = query.season ?? seasons[0]?.season ?? null;
  if (season === null)
    throw new PlatformError('NOT_FOUND', 'The warehouse has no games of this player.', 'Search for another.');
  type Coming = NonNullable<Markets['coming']>;
  const coming = await warehouse.query<{ [K in keyof Coming]: Coming[K] }>(
    `SELECT u.game_id AS gameId, u.game_date AS date, g.tipoff_at AS tipoffAt, u.team_abbr AS team, u.opponent_team_abbr AS opponent,
       u.is_home AS isHome, u.availability, u.days_rest AS daysRest
     FROM ${UPGC} u JOIN ${GAMES} g ON g.game_id = u.game_id LEFT JOIN ${DUE_GAMES} p ON p.game_id = u.game_id
     WHERE u.player_id = ? AND u.season = ? AND p.game_id IS NULL AND g.is_expected ORDER BY u.game_date, u.game_id LIMIT 1`,
    [query.player, season],
  );
  const [next] = coming;
  const games = await warehouse.query<{ [K in keyof MarketGame]: MarketGame[K] }>(
    `SELECT h.game_id AS gameId, h.game_date AS date, h.season, h.opponent_team_abbr AS opponent, h.is_home AS isHome, c.days_rest AS daysRest,
       h.minutes_played AS minutes, h.is_starter AS isStarter, h.points, h.rebounds, h.assists, h.three_pt_makes, h.steals, h.blocks, h.turnovers
     FROM ${PGS} h LEFT JOIN ${UPGC} c ON c.game_id = h.game_id AND c.player_id = h.player_id
     WHERE h.player_id = ? AND ${played('h.')} AND (h.season = ? OR h.season < ? AND h.opponent_team_abbr = ?)
     ORDER BY h.game_date DESC, h.game_id DESC`,
    [query.player, season, season, next?.opponent ?? ''],
  );
  const lines = await warehouse.query<{ [K in keyof MarketLine]: MarketLine[K] }>(
    `SELECT game_id AS gameId, market, line, book FROM ${PROP_LINES} WHERE player_id = ? AND season = ? ORDER BY game_date, game_id, market`,
    [query.player, season],
  );
  return { playerId: query.player, season, games, lines, coming: next ?? null };
}
