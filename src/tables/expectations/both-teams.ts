import { type Expectation, TEAM_GAMES } from './expectation.js';

export const bothTeams: Expectation = {
  who: 'both teams of every scheduled game',
  sql: () => `SELECT game_date AS partition_date, team_abbr AS entity_id, game_id FROM ${TEAM_GAMES}`,
};
