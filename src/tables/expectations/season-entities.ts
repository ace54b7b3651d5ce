import { GAMES, PGS } from '../names.js';
import { PLAYED } from '../windows/player-state.js';
import { type Expectation, GAME_DATES } from './expectation.js';

export const teamsOfTheSeason: Expectation = {
  who: 'every team of the season on every game date',
  sql: () => `SELECT d.game_date AS partition_date, t.team_abbr AS entity_id, CAST(NULL AS STRING) AS game_id
      FROM ${GAME_DATES} d JOIN (SELECT season, home_abbr AS team_abbr FROM ${GAMES} WHERE is_counting AND is_expected
        UNION DISTINCT SELECT season, away_abbr FROM ${GAMES} WHERE is_counting AND is_expected) t ON t.season = d.season`,
};

export const playersOfTheSeason: Expectation = {
  who: 'every player with a game of the season before the date',
  sql: () => `SELECT d.game_date AS partition_date, CAST(p.player_id AS STRING) AS entity_id, CAST(NULL AS STRING) AS game_id
      FROM ${GAME_DATES} d JOIN (SELECT season, player_id, MIN(game_date) AS first_game FROM ${PGS} WHERE ${PLAYED}
        GROUP BY season, player_id) p ON p.season = d.season AND p.first_game < d.game_date`,
};
