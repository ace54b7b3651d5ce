import { TDGS } from '../names.js';
import { idOf, literalOf, source } from '../trace/sources.js';
import type { Basis, Trace } from '../trace/trace.js';
import { DEFENCE_WINDOW, defenceGames } from '../windows/defence-games.js';
import { ZONE_VALUE, ZONES, type Zone } from './zone-columns.js';

export const teamDefenseZoneTrace: Trace = {
  async sources(ask) {
    const { ctx, date } = ask;
    const zones = ZONES.map((z) => `${z}_makes, ${z}_attempts, ${z}_blocks`).join(', ');
    const games = await source(ask, {
      name: 'games',
      table: TDGS,
      note: `its last ${DEFENCE_WINDOW} scheduled games of the season before the date; those without zones are in the window, too`,
      sql: `SELECT game_date, game_id, CASE WHEN has_zones THEN 1 END AS counted, ${zones}, points_allowed, rated_points, rated_possessions, paced_possessions, team_seconds
          FROM ${defenceGames(ctx)} g WHERE team_abbr = ${literalOf(ask, 'team_abbr')} AND season = ${literalOf(ask, 'season')} AND game_date < DATE '${date}'
          ORDER BY game_date DESC, game_id DESC LIMIT ${DEFENCE_WINDOW}`,
    });
    const league = await source(ask, {
      name: 'league',
      table: TDGS,
      note: "all teams' games with zones from the first to the last date of that window, added up",
      sql: `SELECT COUNT(*) AS team_games, ${ZONES.map((z) => `SUM(opp_${z}_makes) AS ${z}_makes, SUM(opp_${z}_attempts) AS ${z}_attempts`).join(', ')}
          FROM ${ctx.history(TDGS)} g WHERE season = ${literalOf(ask, 'season')} AND opp_paint_attempts IS NOT NULL
            AND ${windowOf(games.rows.map((game) => idOf(game, 'game_date')))}`,
    });
    return [games, league];
  },
  bases: () => ({
    ...Object.fromEntries(ZONES.flatMap(zoneBases)),
    defensive_rating_last_15: {
      source: 'games',
      how: 'ratio',
      inputs: ['rated_points', 'rated_possessions'],
      times: 100,
    },
    opponent_pace_last_15: {
      source: 'games',
      how: 'ratio',
      inputs: ['paced_possessions', 'team_seconds'],
      times: 14_400,
    },
    opponent_points_per_game: { source: 'games', how: 'ratio', inputs: ['points_allowed', 'counted'] },
    games_in_sample: { source: 'games', how: 'sum', inputs: ['counted'] },
  }),
};

/** Condition for the dates of a window's games, the latest first. */
const windowOf = (dates: readonly string[]): string => {
  const [last, first] = [dates[0], dates.at(-1)];
  return last === undefined ? 'FALSE' : `game_date BETWEEN DATE '${first}' AND DATE '${last}'`;
};

function zoneBases(zone: Zone): [string, Basis][] {
  const ratio = (times: number | undefined, ...inputs: string[]): Basis => ({
    source: 'games',
    how: 'ratio',
    inputs,
    ...(times === undefined ? {} : { times }),
  });
  return [
    [`${zone}_pct_allowed`, ratio(undefined, `${zone}_makes`, `${zone}_attempts`)],
    [`${zone}_attempts_allowed_per_game`, ratio(undefined, `${zone}_attempts`, 'counted')],
    [`${zone}_points_allowed_per_game`, ratio(ZONE_VALUE[zone], `${zone}_makes`, 'counted')],
    [`${zone}_blocks_per_game`, ratio(undefined, `${zone}_blocks`, 'counted')],
    [
      `${zone}_defense_vs_league_avg`,
      { source: 'league', how: 'formula', inputs: [`${zone}_makes`, `${zone}_attempts`] },
    ],
  ];
}
