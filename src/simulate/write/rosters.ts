import type { Club } from '../league/league.js';
import { csvLine } from './gzip-file.js';

export const ROSTER_HEADER = 'TeamID,SEASON,LeagueID,PLAYER,POSITION,BIRTH_DATE,PLAYER_ID';

const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');

/** CommonTeamRoster of a club. */
export const rosterLines = ({ team, roster }: Club, year: number): string[] =>
  roster.map(({ id, full_name, position, born }) => {
    const [birthYear, month, day] = born.split('-');
    const date = `${MONTHS[Number(month) - 1]} ${day}, ${birthYear}`;
    return csvLine([team.team_id, year, '00', full_name, position, date, id]);
  });
