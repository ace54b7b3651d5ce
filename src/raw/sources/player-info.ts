import { playerLookup } from '../fields/identity.js';
import { integer } from '../fields/numbers.js';
import { constant, expression, text } from '../fields/text.js';
import { date } from '../fields/times.js';
import { type Field, type Fields, hasAll, type RawSource } from '../raw-source.js';
import { RAW_PLAYER_INFO } from '../tables/player-info.js';

const YEAR = { min: 1946, max: 2100 };

/** Team by id or tricode; NULL for a player without a team or of a team that no longer exists. */
function teamBy(rule: 'team' | 'team_id', column: string): Field {
  const alias = `team_of_${column}`;
  return { sql: `${alias}.value`, reads: [column], lookups: [{ rule, alias, key: `s.${column}`, reads: [column] }] };
}

/** A day of birth may be long before the league's first season. */
function birthDate(column: string): Field {
  const field = date(column);
  return { ...field, checks: (field.checks ?? []).filter(({ reason }) => reason !== 'out of range') };
}

/** Season and summer of the year in which it begins. */
function seasonFrom(year: Field): Fields {
  const next = `LPAD(CAST((${year.sql} + 1) % 100 AS VARCHAR), 2, '0')`;
  return {
    season: { ...year, sql: `CAST(${year.sql} AS VARCHAR) || '-' || ${next}` },
    summer: { ...year, sql: `MAKE_DATE(CAST(${year.sql} AS INTEGER), 7, 1)` },
  };
}

const ofIndex = (id: string, name: Field, lookup: Field): Fields => ({
  source_kind: constant('index'),
  ...seasonFrom(integer('to_year', { ...YEAR, required: true })),
  player_id: integer(id, { required: true, min: 1 }),
  player_name: name,
  player_lookup: lookup,
  team_abbr: teamBy('team', 'team_abbreviation'),
  from_year: integer('from_year', YEAR),
  to_year: integer('to_year', YEAR),
});

/** A roster file with fewer players is not a whole roster. */
const FEWEST_MEN = 8;

export const TEAM_ROSTER: RawSource = {
  kind: 'team_roster',
  description: "the league's CommonTeamRoster: men of a team and season, with position and date of birth",
  table: RAW_PLAYER_INFO,
  // A whole roster speaks for all players of a team: a player it no longer names has left. A part of one does not.
  covers: {
    unit: ['source_kind', 'season', 'team_abbr'],
    row: ['source_kind', 'season', 'player_id'],
    whole: `COUNT(*) >= ${FEWEST_MEN}`,
  },
  detect: (c) => hasAll(c, 'teamid', 'season', 'player', 'player_id', 'position', 'birth_date'),
  fields: {
    source_kind: constant('roster'),
    ...seasonFrom(integer('season', { ...YEAR, required: true })),
    player_id: integer('player_id', { required: true, min: 1 }),
    player_name: text('player', { required: true }),
    player_lookup: playerLookup('player'),
    team_abbr: teamBy('team_id', 'teamid'),
    position: text('position'),
    birth_date: birthDate('birth_date'),
  },
};

const FULL_NAME = `NULLIF(TRIM(CONCAT_WS(' ', s.player_first_name, s.player_last_name)), '')`;

export const PLAYER_INDEX: RawSource = {
  kind: 'player_index',
  description: "the league's PlayerIndex: every player, his position and his first and last season",
  table: RAW_PLAYER_INFO,
  detect: (c) => hasAll(c, 'person_id', 'player_last_name', 'player_first_name', 'from_year', 'to_year'),
  fields: {
    ...ofIndex(
      'person_id',
      expression(FULL_NAME, 'player_first_name', 'player_last_name'),
      playerLookup('player_last_name', FULL_NAME, ['player_first_name', 'player_last_name']),
    ),
    position: text('position'),
  },
};

/** CommonPlayerInfo has the columns of CommonAllPlayers and more, for one player. */
export const ALL_PLAYERS: RawSource = {
  kind: 'all_players',
  description:
    "the league's CommonAllPlayers and CommonPlayerInfo: first and last season; the latter with date of birth",
  table: RAW_PLAYER_INFO,
  detect: (c) => hasAll(c, 'person_id', 'display_first_last', 'from_year', 'to_year'),
  fields: {
    ...ofIndex('person_id', text('display_first_last', { required: true }), playerLookup('display_first_last')),
    position: text('position'),
    birth_date: birthDate('birthdate'),
  },
};
