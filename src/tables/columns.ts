import type { Column } from './definition.js';

type Options = Omit<Column, 'name' | 'type' | 'meaning'>;

const make =
  (type: Column['type'], defaults: Options = {}) =>
  (name: string, meaning: string, options: Options = {}): Column => ({ name, type, meaning, ...defaults, ...options });

/** Column declarations by kind: name, meaning, then unit, formula and range. */
export const col = {
  integer: make('integer'),
  /** A count of things: never negative. */
  count: make('integer', { min: 0, unit: 'count' }),
  double: make('double'),
  /** Share, rate or percentage as a fraction 0-1. */
  fraction: make('double', { min: 0, max: 1, unit: 'fraction 0-1' }),
  text: make('string'),
  flag: make('boolean'),
  date: make('date'),
  time: make('timestamp', { unit: 'UTC' }),
  list: make('string_list'),
  json: make('json'),
};

const SEASON_TYPES = ['regular', 'play_in', 'playoffs'] as const;

/** Columns that many tables share; declared once so that they mean the same everywhere. */
export const shared = {
  gameId: col.text('game_id', "The league's 10-character game id."),
  gameDate: col.date('game_date', 'Date of the game, US/Eastern.'),
  analysisDate: col.date('analysis_date', 'The date D the row is for: it has seen only games before D.'),
  season: col.text('season', 'Season, e.g. 2021-22.', { required: true, mayBeConstant: true }),
  seasonType: col.text('season_type', 'Kind of game.', { values: SEASON_TYPES, required: true }),
  playerId: col.integer('player_id', "The league's person id.", { min: 1 }),
  playerLookup: col.text('player_lookup', 'Normalised name: joins sources that have only names.'),
  playerName: col.text('player_name', 'Name as the league prints it.'),
  teamAbbr: col.text('team_abbr', "Tricode of the team (the player's team in that game)."),
  opponent: col.text('opponent_team_abbr', 'Tricode of the opponent.', { required: true }),
  isHome: col.flag('is_home', 'Whether the team is the home team by the schedule.', { required: true }),
  missingInputs: col.list('missing_inputs', 'Why values of this row are NULL: codes of a closed list.', {
    required: true,
  }),
  knownBeforeGame: col.flag(
    'known_before_game',
    'False for a player who played but was not expected (debut, trade, return): the row exists for labels and must not be used before the game.',
    { required: true },
  ),
  dataCutoff: col.time(
    'data_cutoff',
    'Nothing learned at or after this time is in the row: start of D, or tip-off for quotes.',
  ),
};

/** What a post-game row says of its cut-off: it holds the game itself. */
export const postGameCutoff = col.time(
  'data_cutoff',
  'Start of the day after the game (D+1): the row holds the game itself, so it may enter rows of D+1 and later, never one of D.',
  { required: true },
);

/** The window account that every windowed row carries. A DNP never makes a row incomplete; a missing game always does. */
export const windowAccount = (window: string, of: 'player' | 'team' = 'player'): readonly Column[] => [
  col.count('games_expected', `Team games in the window by the schedule (${window}).`, { unit: 'games' }),
  col.count('games_found', `Games of the window with data that entered (${window}).`, { unit: 'games' }),
  col.list('games_missing', 'game_id of scheduled games of the window that are absent from the data.', {
    required: true,
  }),
  of === 'player'
    ? col.count('games_dnp', 'Team games in that window that are in the data and in which he did not play.', {
        unit: 'games',
      })
    : col.count('games_dnp', '0: a team plays all its games; here so that every window has the same account.', {
        unit: 'games',
        max: 0,
        mayBeConstant: true,
      }),
];

/** Games that make a row incomplete beside its own account: those missing from the windows of its inputs. */
export const inputsGamesMissing = col.list(
  'inputs_games_missing',
  'game_id of games missing from the windows of other inputs (team form, zones, opponents): they make the row incomplete, and are in no account of it.',
  { required: true },
);

/** A window account whose share of complete rows is watched: rows that miss a game, or whose inputs do, are not. */
export function watchedAccount(
  account: readonly Column[],
  lists: readonly string[] = ['games_missing', 'inputs_games_missing'],
): readonly Column[] {
  const valid = `${lists.map((name) => `array_to_string(${name}, '')`).join(' || ')} = ''`;
  return account.map((column) =>
    column.name === 'games_missing'
      ? { ...column, critical: { valid, share: { games: lists, reason: 'games_missing' } } }
      : column,
  );
}
