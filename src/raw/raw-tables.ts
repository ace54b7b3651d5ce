import type { ColumnType } from '../engine/dialect.js';

export interface RawColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly meaning: string;
}

/** A raw table keeps every source row, typed. The ledger has one partition of it per game date. */
export interface RawTable {
  readonly name: string;
  readonly columns: readonly RawColumn[];
  /**
   * What a later file replaces: rows of other files with the same values in these columns are removed when a file is
   * ingested (the play-by-play of a game is replaced as a whole; a quote by itself).
   */
  readonly unit: readonly string[];
  /** The unit names one row: of two rows of one file the later one stands, the earlier is rejected. */
  readonly unitIsKey?: boolean;
  /** Two different rows of one file with the same values here contradict each other: both are rejected. */
  readonly key?: readonly string[];
  /** How a row finds its ledger date: its own column, or its game's date. */
  readonly dateFrom: { readonly column: string } | { readonly game: string };
}

/** The name of each raw table, written once. */
export const RAW_SCHEDULE = 'nba_raw.nbac_schedule';
export const RAW_GAME_SUMMARIES = 'nba_raw.game_summaries';
export const RAW_TEAM_GAME_INDEX = 'nba_raw.team_game_index';
export const RAW_PLAY_BY_PLAY = 'nba_raw.nbac_play_by_play';
export const RAW_SHOT_CHART = 'nba_raw.nbac_shot_chart';
export const RAW_PLAYER_BOXES = 'nba_raw.nbac_player_boxscores';
export const RAW_TEAM_BOXES = 'nba_raw.nbac_team_boxscores';
export const RAW_BIGDATABALL = 'nba_raw.bigdataball_play_by_play';
export const RAW_GAME_ODDS = 'nba_raw.odds_game_lines';
export const RAW_PROP_ODDS = 'nba_raw.odds_player_props';
export const RAW_INJURIES = 'nba_raw.injury_transactions';

/** Columns every raw table has besides its own. */
export const RAW_BOOKKEEPING: readonly RawColumn[] = [
  { name: 'file_id', type: 'integer', meaning: 'nba_processing.files.file_id of the file the row came from' },
  { name: 'source_row', type: 'integer', meaning: 'line of the file (header = 1); for JSON, the record number' },
  {
    name: 'row_hash',
    type: 'hugeint',
    meaning: 'hash of all source columns of the row, also those not kept, and of its place where order matters',
  },
];

const c = (name: string, type: ColumnType, meaning: string): RawColumn => ({ name, type, meaning });

const PLAYERS = [1, 2, 3].flatMap((n) => [
  c(`person${n}_type`, 'integer', '4 home player, 5 visiting player, 2 home team, 3 visiting team, 6/7 bench, 0 none'),
  c(`player${n}_id`, 'integer', 'person id; NULL for none (0); a team id for team events'),
  c(`player${n}_name`, 'string', 'name as printed'),
  c(`player${n}_team_id`, 'integer', 'team id'),
  c(`player${n}_team_abbr`, 'string', 'canonical tricode'),
]);

/** What the live feed tells of a shot and PlayByPlayV2 only writes into its text, or leaves to the shot chart. */
export const EVENT_SHOT_COLUMNS = [
  c('shot_value', 'integer', '2 or 3, of field goals; NULL where the text alone tells'),
  c('shot_made', 'boolean', 'of field goals and free throws; NULL where the text alone tells'),
  c('shot_distance', 'double', 'feet; NULL where the source gives none'),
  c('loc_x', 'integer', 'tenths of a foot, basket at 0; NULL where the source gives none'),
  c('loc_y', 'integer', 'tenths of a foot, basket at 0; NULL where the source gives none'),
];

const BOX = [
  c('fg_makes', 'integer', 'field goals made'),
  c('fg_attempts', 'integer', 'field goals attempted'),
  c('three_pt_makes', 'integer', 'three-pointers made'),
  c('three_pt_attempts', 'integer', 'three-pointers attempted'),
  c('ft_makes', 'integer', 'free throws made'),
  c('ft_attempts', 'integer', 'free throws attempted'),
  c('offensive_rebounds', 'integer', 'offensive rebounds'),
  c('defensive_rebounds', 'integer', 'defensive rebounds'),
  c('rebounds', 'integer', 'rebounds'),
  c('assists', 'integer', 'assists'),
  c('steals', 'integer', 'steals'),
  c('blocks', 'integer', 'blocks'),
  c('turnovers', 'integer', 'turnovers'),
  c('personal_fouls', 'integer', 'personal fouls'),
  c('points', 'integer', 'points'),
  c('plus_minus', 'integer', 'points for minus against while on court'),
];

const ON_COURT = ['a', 'h'].flatMap((side) => [1, 2, 3, 4, 5].map((n) => `${side}${n}`));
const ROLES = ['player', 'assist', 'block', 'steal', 'entered', 'left_court', 'opponent', 'away', 'home', 'possession'];

/** Columns of the BigDataBall plays that hold names. */
export const BIGDATABALL_NAMES: readonly string[] = [...ON_COURT, ...ROLES];

export const RAW_TABLES: readonly RawTable[] = [
  {
    name: RAW_SCHEDULE,
    unit: ['game_id'],
    unitIsKey: true,
    key: ['game_id'],
    dateFrom: { column: 'game_date' },
    columns: [
      c('game_id', 'string', '10 characters'),
      c('game_date', 'date', 'US/Eastern date'),
      c('tipoff_at', 'timestamp', 'scheduled tip-off, UTC; NULL if not announced'),
      c('home_team_id', 'integer', 'team id'),
      c('home_abbr', 'string', 'canonical tricode'),
      c('away_team_id', 'integer', 'team id'),
      c('away_abbr', 'string', 'canonical tricode'),
      c('arena_name', 'string', 'arena'),
      c('arena_city', 'string', 'city of the arena'),
      c('status', 'string', 'scheduled, live, final, postponed, cancelled'),
      c('status_text', 'string', 'as printed'),
      c('home_score', 'integer', 'final score'),
      c('away_score', 'integer', 'final score'),
      c('series_text', 'string', 'series or round text: Neutral Site, NBA Cup, Game 3, ...'),
      c('is_neutral', 'boolean', 'neutral site'),
    ],
  },
  {
    name: RAW_GAME_SUMMARIES,
    unit: ['game_id'],
    unitIsKey: true,
    key: ['game_id'],
    dateFrom: { column: 'game_date' },
    columns: [
      c('game_id', 'string', '10 characters'),
      c('season', 'string', 'season, 2021-22'),
      c('season_type', 'string', 'regular, playoffs, ... as printed'),
      c('game_date', 'date', 'date played, US/Eastern'),
      c('home_team_id', 'integer', 'team id'),
      c('home_abbr', 'string', 'canonical tricode'),
      c('away_team_id', 'integer', 'team id'),
      c('away_abbr', 'string', 'canonical tricode'),
      c('home_points', 'integer', 'final score'),
      c('away_points', 'integer', 'final score'),
      c('periods', 'integer', 'periods played'),
      c('starter_ids', 'string', 'ten person ids joined by |'),
    ],
  },
  {
    name: RAW_TEAM_GAME_INDEX,
    unit: ['game_id', 'team_abbr'],
    unitIsKey: true,
    key: ['game_id', 'team_abbr'],
    dateFrom: { column: 'game_date' },
    columns: [
      c('game_id', 'string', '10 characters'),
      c('team_abbr', 'string', 'canonical tricode'),
      c('game_date', 'date', 'date played'),
      c('matchup', 'string', 'as printed: GSW @ LAL, MIL vs. BKN'),
      c('is_home', 'boolean', 'from the match-up'),
      c('opponent_abbr', 'string', 'canonical tricode'),
      c('win_loss', 'string', 'W or L'),
    ],
  },
  {
    name: RAW_PLAY_BY_PLAY,
    unit: ['game_id'],
    dateFrom: { game: 'game_id' },
    columns: [
      c('game_id', 'string', '10 characters'),
      c('event_index', 'integer', 'order in the file within the game, from 1: the chronological order'),
      c('event_num', 'integer', 'EVENTNUM: names the event, does not order it'),
      c('event_type', 'integer', 'EVENTMSGTYPE'),
      c('action_type', 'integer', 'EVENTMSGACTIONTYPE'),
      c('period', 'integer', '1-4, 5 and up overtime'),
      c('clock_seconds', 'integer', 'seconds left in the period'),
      c('wall_clock', 'string', 'WCTIMESTRING'),
      c('home_description', 'string', 'text'),
      c('neutral_description', 'string', 'text'),
      c('visitor_description', 'string', 'text'),
      c('score', 'string', 'visitor - home'),
      ...PLAYERS,
      c('is_duplicate', 'boolean', 'equals an earlier row of the file in every column'),
      ...EVENT_SHOT_COLUMNS,
    ],
  },
  {
    name: RAW_SHOT_CHART,
    unit: ['game_id'],
    key: ['game_id', 'event_num'],
    dateFrom: { game: 'game_id' },
    columns: [
      c('game_id', 'string', '10 characters'),
      c('event_num', 'integer', 'EVENTNUM of the shot'),
      c('player_id', 'integer', 'shooter'),
      c('team_id', 'integer', 'team id'),
      c('game_date', 'date', 'date played'),
      c('home_abbr', 'string', 'canonical tricode'),
      c('away_abbr', 'string', 'canonical tricode'),
      c('period', 'integer', 'period'),
      c('clock_seconds', 'integer', 'seconds left in the period'),
      c('action_text', 'string', 'ACTION_TYPE'),
      c('shot_type_text', 'string', 'SHOT_TYPE; often blank'),
      c('zone_basic', 'string', 'SHOT_ZONE_BASIC'),
      c('zone_area', 'string', 'SHOT_ZONE_AREA'),
      c('distance_ft', 'integer', 'SHOT_DISTANCE, floored'),
      c('loc_x', 'integer', 'tenths of a foot from the basket, along the baseline'),
      c('loc_y', 'integer', 'tenths of a foot from the basket, up the court'),
      c('made', 'boolean', 'made'),
    ],
  },
  {
    name: RAW_PLAYER_BOXES,
    // Without the team: a later file may correct it.
    unit: ['game_date', 'player_id', 'source_kind'],
    unitIsKey: true,
    key: ['source_kind', 'game_id', 'game_date', 'player_id'],
    dateFrom: { column: 'game_date' },
    columns: [
      c('source_kind', 'string', 'game_log or box_score (full, with starters, comments and mm:ss)'),
      c('game_id', 'string', '10 characters; NULL where the file has none'),
      c('game_date', 'date', 'date played; of files with a game id but no date, that of the game'),
      c('season_type', 'string', 'as printed; NULL where the file has none'),
      c('player_id', 'integer', 'person id'),
      c('player_name', 'string', 'name as printed'),
      c('team_id', 'integer', 'team id; NULL where the file has none'),
      c('team_abbr', 'string', 'canonical tricode'),
      c('opponent_abbr', 'string', 'canonical tricode, from the match-up; NULL where the file has none'),
      c('is_home', 'boolean', 'from the match-up; NULL where the file has none'),
      c('win_loss', 'string', 'W or L; NULL where the file has none'),
      c('start_position', 'string', 'G, F, C for starters; NULL otherwise'),
      c('has_start_position', 'boolean', 'whether the file tells starters at all'),
      c('comment', 'string', "why he did not play, as printed: DNP - Coach's Decision"),
      c('seconds', 'integer', 'seconds played where the file gives mm:ss; NULL for blank'),
      c('minutes_whole', 'integer', 'whole minutes where the file gives only those'),
      ...BOX,
    ],
  },
  {
    name: RAW_TEAM_BOXES,
    unit: ['game_date', 'team_abbr'],
    unitIsKey: true,
    key: ['game_date', 'team_abbr'],
    dateFrom: { column: 'game_date' },
    columns: [
      c('game_id', 'string', '10 characters; NULL where the file has none'),
      c('game_date', 'date', 'date played'),
      c('season_type', 'string', 'as printed; NULL where the file has none'),
      c('team_id', 'integer', 'team id'),
      c('team_abbr', 'string', 'canonical tricode'),
      c('opponent_abbr', 'string', 'canonical tricode, from the match-up'),
      c('is_home', 'boolean', 'from the match-up'),
      c('win_loss', 'string', 'W or L'),
      c('minutes', 'integer', 'team minutes (240 without overtime); NULL where the file has none'),
      ...BOX,
    ],
  },
  {
    name: RAW_BIGDATABALL,
    unit: ['game_id'],
    dateFrom: { game: 'game_id' },
    columns: [
      c('game_id', 'string', '10 characters'),
      c('event_index', 'integer', 'order in the file within the game, from 1'),
      c('play_id', 'integer', "the source's number of the play"),
      c('game_date', 'date', 'date played'),
      ...ON_COURT.map((place) => c(place, 'string', 'name on court (a visitors, h hosts), prefix stripped')),
      c('period', 'integer', 'period'),
      c('away_score', 'integer', 'running score'),
      c('home_score', 'integer', 'running score'),
      c('clock_seconds', 'integer', 'seconds left in the period'),
      c('team_abbr', 'string', 'canonical tricode; NULL where the play names no team'),
      c('event_type', 'string', 'shot, miss, free throw, rebound, turnover, foul, sub, jump ball, ...'),
      ...ROLES.map((role) =>
        c(role, 'string', 'name of the player in that role; the blocker is of the side opposite the shooter'),
      ),
      c('num', 'integer', 'which of the free throws'),
      c('outof', 'integer', 'of how many'),
      c('points', 'integer', 'points of the play'),
      c('reason', 'string', 'text'),
      c('result', 'string', 'made or missed'),
      c('type', 'string', 'kind of shot, foul, turnover, ...'),
      c('shot_distance', 'double', 'feet; NULL where not given'),
      ...['original_x', 'original_y', 'converted_x', 'converted_y'].map((axis) => c(axis, 'double', 'shot location')),
      c('description', 'string', 'text'),
      c('is_duplicate', 'boolean', 'equals an earlier row of the file in every column'),
    ],
  },
  {
    name: RAW_GAME_ODDS,
    unit: ['game_date', 'team_abbr', 'book', 'line_kind', 'quoted_at'],
    key: ['game_date', 'team_abbr', 'book', 'line_kind', 'quoted_at'],
    dateFrom: { column: 'game_date' },
    columns: [
      c('game_date', 'date', 'US/Eastern date of the game as the source has it'),
      c('team_abbr', 'string', 'canonical tricode'),
      c('opponent_abbr', 'string', 'NULL where the file has none'),
      c('is_home', 'boolean', 'NULL where the file has none'),
      c('book', 'string', "book's name in lower case; 'unnamed' where the source names none"),
      c(
        'line_kind',
        'string',
        'opening; closing (without a time, at or near the close); quote (has a time); untimed (a last number as found, in part from during the game: no pre-game table reads it)',
      ),
      c('quoted_at', 'timestamp', 'UTC; NULL where the source gives none'),
      c('spread', 'double', "points; this team's, negative = favourite"),
      c('moneyline', 'integer', 'American odds'),
      c('total', 'double', 'points'),
      c('spread_price', 'integer', 'American odds'),
    ],
  },
  {
    name: RAW_PROP_ODDS,
    unit: ['provider_game_id', 'player_lookup', 'market', 'book', 'quoted_at'],
    dateFrom: { column: 'game_date' },
    columns: [
      c('provider_game_id', 'string', "the odds provider's game id"),
      c('game_date', 'date', 'US/Eastern date of the game'),
      c('tipoff_at', 'timestamp', 'UTC; NULL where the source gives none'),
      c('home_abbr', 'string', 'canonical tricode'),
      c('away_abbr', 'string', 'canonical tricode'),
      c('player_name', 'string', 'as printed'),
      c('player_lookup', 'string', 'normalised name'),
      c('market', 'string', 'points, rebounds, assists, points_rebounds_assists, ...'),
      c('book', 'string', "book's name in lower case"),
      c('quoted_at', 'timestamp', 'UTC; NULL where the source gives none'),
      c('side', 'string', 'over, under, or both where one row holds both prices'),
      c('line', 'double', 'the number to beat'),
      c('over_price', 'integer', 'American odds'),
      c('under_price', 'integer', 'American odds'),
    ],
  },
  {
    name: RAW_INJURIES,
    unit: ['transaction_date', 'team_abbr', 'player_lookup', 'kind', 'notes'],
    dateFrom: { column: 'transaction_date' },
    columns: [
      c('transaction_date', 'date', 'day of the news'),
      c('team_abbr', 'string', 'canonical tricode'),
      c('player_name', 'string', 'as printed, without bullets; NULL where the source names nobody'),
      c('player_lookup', 'string', 'normalised name'),
      c('kind', 'string', 'acquired (off the list) or relinquished (put on it); NULL where the row says neither'),
      c('notes', 'string', 'as printed'),
      c('designation', 'string', 'out, questionable (day-to-day), doubtful, available: read from kind and notes'),
      c(
        'days_out',
        'double',
        'days out as the source reckons afterwards: learned later, so never read by pre-game tables',
      ),
    ],
  },
];
