import { type Expectation, TEAM_GAMES } from './expectation.js';

const TEAMS = `SELECT game_date AS partition_date, team_abbr AS entity_id, game_id FROM ${TEAM_GAMES}`;

export const bothTeams: Expectation = {
  who: 'both teams of every scheduled game',
  sql: () => TEAMS,
};

/** Of tables of played games. */
export const teamsOfDueGames: Expectation = {
  who: 'both teams of every game that is due',
  sql: () => `${TEAMS} WHERE is_due`,
};
