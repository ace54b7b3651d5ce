import { arenaFor } from '../../../domain/arenas.js';
import { seasonOfDate } from '../../../domain/seasons.js';
import { TEAMS as LEAGUE } from '../../../domain/teams.js';
import { col } from '../../columns.js';
import { GAMES, TEAMS } from '../../names.js';
import { type BuiltRow, type BuiltTable, replaceRows } from './built-table.js';

export const teams: BuiltTable = {
  name: TEAMS,
  grain: 'a team of the league',
  key: ['team_abbr'],
  columns: [
    col.integer('team_id', "The league's team id."),
    col.text('team_abbr', 'Tricode.'),
    col.text('city', 'City or region of the name.'),
    col.text('nickname', 'Nickname.'),
    col.text('full_name', 'City and nickname.'),
    col.text('conference', 'East or West.'),
    col.text('division', 'Division.'),
    col.text('arena_name', 'Home arena in the latest season of the warehouse.'),
    col.double('latitude', 'Of that arena.', { unit: 'degrees' }),
    col.double('longitude', 'Of that arena.', { unit: 'degrees' }),
    col.text('time_zone', 'IANA time zone of that arena.'),
  ],
  build: async (warehouse) => {
    const [row] = await warehouse.query<{ latest: string | null }>(`SELECT MAX(game_date) AS latest FROM ${GAMES}`);
    const latest = row?.latest ?? null;
    await replaceRows(warehouse, teams, teamRows(latest === null ? null : seasonOfDate(latest)));
  },
};

function teamRows(season: string | null): BuiltRow[] {
  return LEAGUE.map(({ abbr, ...team }) => {
    const arena = season === null ? null : arenaFor(abbr, season);
    return {
      ...team,
      team_abbr: abbr,
      arena_name: arena?.name ?? null,
      latitude: arena?.latitude ?? null,
      longitude: arena?.longitude ?? null,
      time_zone: arena?.time_zone ?? null,
    };
  });
}
