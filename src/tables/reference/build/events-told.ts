import { createHash } from 'node:crypto';
import type { Dialect } from '../../../engine/dialect.js';
import { RAW_BIGDATABALL } from '../../../raw/tables/bigdataball.js';
import { RAW_PLAY_BY_PLAY } from '../../../raw/tables/play-by-play.js';
import { col } from '../../columns.js';
import { EVENTS_TOLD } from '../../names.js';
import type { BuiltTable } from './built-table.js';
import { bigDataBallToldSql, leagueToldSql } from './events-told-sql.js';
import { KNOWN_GAMES } from './known-games.js';

const SOURCES = [
  { source: 'play_by_play', raw: RAW_PLAY_BY_PLAY, told: leagueToldSql },
  { source: 'bigdataball', raw: RAW_BIGDATABALL, told: bigDataBallToldSql },
] as const;
export type EventSource = (typeof SOURCES)[number]['source'];

const TOLD = [
  col.integer('last_period', 'The last period that an event is of.'),
  col.integer('ended_period', 'The last period that an event ends; NULL for none.'),
  col.double('seconds_left', 'Left in the last period at the last event; NULL where no clock is told.', { unit: 's' }),
  col.integer('home_points', 'Points of the events of the home team; NULL where they are not told by side.'),
  col.integer('away_points', 'Points of the events of the away team; NULL where they are not told by side.'),
  col.integer('all_points', 'Points of all events, where they are not told by side.'),
  col.integer('home_running', 'The highest running score of the home team; NULL where none is printed.'),
  col.integer('away_running', 'The highest running score of the away team; NULL where none is printed.'),
  col.integer('steps_back', 'Events that are earlier than one before them.'),
  col.integer('of_nobody', 'Counted events of a player that do not say who he is.'),
];
const NAMES = TOLD.map(({ name }) => name);

const KNOWN = 'told_known';
const NOW = 'told_now';
const CHANGED = 'told_changed';

/**
 * What the events of a game tell of themselves. Reading all events takes long, and an ingest changes few games: a game is
 * read again only if its stored events, its teams or the rule are others than those its row was made from.
 */
export const eventsTold: BuiltTable = {
  name: EVENTS_TOLD,
  grain: 'a game and a source of events: how far they go, and what they add up to',
  key: ['source', 'game_id'],
  columns: [
    col.text('source', 'play_by_play or bigdataball.'),
    col.text('game_id', "The league's 10-character game id."),
    ...TOLD,
    col.text('made_from', 'The rule, the teams, and number and sums of hashes and files of the events.'),
    col.text('row_check', 'Hash of the row, by which one that was altered is found.'),
  ],
  build: async (warehouse) => {
    const { dialect: d } = warehouse;
    const rule = ruleOf(d);
    await warehouse.execute(
      `CREATE OR REPLACE TEMP TABLE ${KNOWN} AS SELECT game_id, home_abbr, away_abbr FROM (${KNOWN_GAMES}) k`,
    );
    const now = SOURCES.map(
      ({ source, raw }) =>
        `SELECT '${source}' AS source, e.game_id, k.home_abbr, k.away_abbr,
          CONCAT('${rule} ', k.home_abbr, ' ', k.away_abbr, ' ', ${sumsOf('e', d)}) AS made_from
        FROM ${raw} e JOIN ${KNOWN} k ON k.game_id = e.game_id WHERE NOT e.is_duplicate
        GROUP BY e.game_id, k.home_abbr, k.away_abbr`,
    );
    await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${NOW} AS ${now.join('\n UNION ALL ')}`);
    await warehouse.execute(`CREATE OR REPLACE TEMP TABLE ${CHANGED} AS
      SELECT n.* FROM ${NOW} n LEFT JOIN ${EVENTS_TOLD} t ON t.source = n.source AND t.game_id = n.game_id
      WHERE t.made_from IS DISTINCT FROM n.made_from OR t.row_check IS DISTINCT FROM ${checkOf('t', d)}`);
    const has = (relation: string) =>
      `EXISTS (SELECT 1 FROM ${relation} n WHERE n.source = t.source AND n.game_id = t.game_id)`;
    await warehouse.execute(`DELETE FROM ${EVENTS_TOLD} AS t WHERE NOT ${has(NOW)} OR ${has(CHANGED)}`);
    // The check is of the values as they are stored.
    const typed = TOLD.map(({ name, type }) => `${d.cast(`e.${name}`, type)} AS ${name}`);
    for (const { source, told } of SOURCES) {
      const games = `(SELECT game_id, home_abbr, away_abbr, made_from FROM ${CHANGED} WHERE source = '${source}')`;
      await warehouse.execute(`INSERT INTO ${EVENTS_TOLD} (source, game_id, ${NAMES.join(', ')}, made_from, row_check)
        SELECT t.*, ${checkOf('t', d)} FROM (
          SELECT '${source}' AS source, e.game_id, ${typed.join(', ')}, c.made_from
          FROM (${told(d, games)}) e JOIN ${games} c ON c.game_id = e.game_id) t ORDER BY game_id`);
    }
  },
};

/** Names the SQL that the rows are made by, so that those of another version are made again. */
const ruleOf = (d: Dialect): string =>
  createHash('sha256')
    .update(SOURCES.map(({ told }) => told(d, 'games')).join('\n'))
    .digest('hex')
    .slice(0, 8);

/** Number of stored events, and sums of their hashes and file ids: these differ when other events replace them, because a stored row never changes. */
const sumsOf = (alias: string, d: Dialect): string =>
  ['COUNT(*)', `COALESCE(SUM(${alias}.row_hash), 0)`, `SUM(${alias}.file_id)`]
    .map((sum) => d.cast(sum, 'string'))
    .join(`, ' ', `);

const checkOf = (alias: string, d: Dialect): string =>
  d.cast(d.rowHash(['source', 'game_id', ...NAMES, 'made_from'].map((name) => `${alias}.${name}`)), 'string');
