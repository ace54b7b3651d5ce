import { ddl } from './ddl.js';

/** SQL: when a row is taken to have been known: by the rule for archives, if its file was ingested long after. */
const known = (assumed: string) =>
  `CASE WHEN ${assumed} < f.ingested_at - INTERVAL 30 DAY THEN ${assumed} ELSE f.ingested_at END`;
const hoursAfter = (day: string, hours: number) => `CAST(${day} AS {timestamp}) + INTERVAL ${hours} HOUR`;

const update = (table: string, value: string) =>
  `UPDATE nba_raw.${table} AS t SET known_at = ${value} FROM nba_processing.files AS f WHERE f.file_id = t.file_id`;

const results = (table: string) => update(table, known(hoursAfter('t.game_date', 36)));

const ofGames = (table: string) =>
  `UPDATE nba_raw.${table} AS t SET known_at = k.known_at
    FROM (SELECT f.file_id, g.game_id, ${known(hoursAfter('g.game_date', 36))} AS known_at
      FROM nba_processing.files f CROSS JOIN nba_reference.games g WHERE f.table_name = 'nba_raw.${table}') AS k
    WHERE k.file_id = t.file_id AND k.game_id = t.game_id`;

const RAW = [
  'nbac_schedule',
  'game_summaries',
  'team_game_index',
  'nbac_play_by_play',
  'nbac_shot_chart',
  'nbac_player_boxscores',
  'nbac_team_boxscores',
  'bigdataball_play_by_play',
  'odds_game_lines',
  'odds_player_props',
  'injury_transactions',
];

const FILE_COLUMNS = [
  'known_at {timestamp}',
  'known_at_basis {string}',
  'source_time {timestamp}',
  'rows_held {integer}',
  'value_hash {hugeint}',
  'value_hash_by {string}',
  'first_date {date}',
  'last_date {date}',
  'superseded_file {integer}',
  'is_current {boolean}',
];

/**
 * The raw store: rows know since when they are known, files what is stored of them. Of rows that are there already that
 * is assumed, but for quotes with a time. Their values are hashed when the warehouse is opened.
 */
export const rawStore = ddl(
  3,
  'when raw rows were known; what is stored of each file',
  ...RAW.map((table) => `ALTER TABLE nba_raw.${table} ADD COLUMN IF NOT EXISTS known_at {timestamp}`),
  ...FILE_COLUMNS.map((column) => `ALTER TABLE nba_processing.files ADD COLUMN IF NOT EXISTS ${column}`),
  ...['game_summaries', 'team_game_index', 'nbac_player_boxscores', 'nbac_team_boxscores'].map(results),
  update(
    'nbac_schedule',
    `CASE WHEN t.status = 'final' THEN ${known(hoursAfter('t.game_date', 36))} ELSE f.ingested_at END`,
  ),
  update(
    'odds_game_lines',
    `CASE WHEN t.quoted_at IS NOT NULL THEN t.quoted_at WHEN t.line_kind = 'untimed' THEN ${known(hoursAfter('t.game_date', 36))}
      ELSE ${known(hoursAfter('t.game_date', 17))} END`,
  ),
  update(
    'odds_player_props',
    `CASE WHEN t.quoted_at IS NOT NULL THEN t.quoted_at ELSE ${known(hoursAfter('t.game_date', 17))} END`,
  ),
  update('injury_transactions', known(hoursAfter('t.transaction_date', 29))),
  ...['nbac_play_by_play', 'nbac_shot_chart', 'bigdataball_play_by_play'].map(ofGames),
  ...RAW.map((table) => `${update(table, 'f.ingested_at')} AND t.known_at IS NULL`),
  `UPDATE nba_processing.files SET known_at = ingested_at, known_at_basis = 'assumed', is_current = TRUE WHERE TRUE`,
);
