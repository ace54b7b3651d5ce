import type { Dialect } from '../../engine/dialect.js';
import {
  RAW_BIGDATABALL,
  RAW_BOOKKEEPING,
  RAW_GAME_ODDS,
  RAW_GAME_SUMMARIES,
  RAW_INJURIES,
  RAW_PLAY_BY_PLAY,
  RAW_PLAYER_BOXES,
  RAW_PROP_ODDS,
  RAW_SCHEDULE,
  RAW_SHOT_CHART,
  RAW_TEAM_BOXES,
  RAW_TEAM_GAME_INDEX,
  type RawColumn,
  type RawTable,
} from '../../raw/raw-tables.js';
import { GAMES } from '../../tables/names.js';

/**
 * What becomes of a raw row seen from date D: `before` D it stays; on D itself all that is learned at or after tip-off
 * changes; `later` everything but the regular season's schedule does.
 */
export type Era = 'before' | 'own' | 'later';

/** How the rows of one raw table are spoilt. Columns not named keep their value if they name things, else change. */
interface Scramble {
  /** What is known in advance, besides what names the row: teams, dates, tip-off. */
  readonly keep?: readonly string[];
  /** Expressions for columns that need more than another number. */
  readonly change?: Readonly<Record<string, string>>;
  /** One unit (row, game, player) in so many is left out; never all that names a regular game, as a schedule would. */
  readonly dropOneIn?: number;
  /** Rows that are never left out: those that may be all that names a game. */
  readonly never?: string;
  /** Text that decides which: rows of one unit go together. */
  readonly unit?: string;
  /**
   * Rows say which games there are. That a regular game is scheduled is known in advance; a play-in or playoff game after
   * D is there because of results, so every other one goes. The rest stays, so that the next date still has games.
   */
  readonly namesGames?: boolean;
  /** Columns learned later even for rows before D. */
  readonly hindsight?: readonly string[];
  /** Quotes: tip-off of the game. Rows of D made before it stay; each gets a twin made an hour after it, with other numbers. */
  readonly tip?: string;
}

/** Where no source tells the tip-off, a time after any: nothing known before the game may be spoilt. */
const tipOf = (...times: readonly string[]) => `COALESCE(${times.join(', ')}, CAST(t.game_date + 2 AS TIMESTAMP))`;
const flip = (column: string, a: string, b: string) =>
  `CASE ${column} WHEN ${a} THEN ${b} WHEN ${b} THEN ${a} ELSE ${column} END`;
const swapped = (a: string, b: string) => ({
  [a]: `COALESCE(t.${b}, t.${a})`,
  [b]: `CASE WHEN t.${b} IS NULL THEN NULL ELSE t.${a} END`,
});

const SCRAMBLES: Readonly<Record<string, Scramble>> = {
  [RAW_SCHEDULE]: {
    keep: ['tipoff_at', 'is_neutral'],
    change: {
      status: flip('t.status', `'final'`, `'scheduled'`),
      status_text: 'NULL',
      home_score: 'NULL',
      away_score: 'NULL',
      series_text: 'NULL',
    },
    namesGames: true,
  },
  [RAW_GAME_SUMMARIES]: { change: { starter_ids: 'NULL', periods: '9 - t.periods' }, namesGames: true },
  [RAW_TEAM_GAME_INDEX]: {
    keep: ['is_home'],
    change: { win_loss: flip('t.win_loss', `'W'`, `'L'`) },
    namesGames: true,
  },
  [RAW_PLAY_BY_PLAY]: {
    keep: ['event_index', 'event_num', 'period', 'is_duplicate', 'person1_type', 'person2_type', 'person3_type'],
    change: {
      event_type: flip('t.event_type', '1', '2'),
      shot_value: '5 - t.shot_value',
      clock_seconds: '720 - t.clock_seconds',
      ...swapped('player1_id', 'player2_id'),
      ...swapped('player1_name', 'player2_name'),
    },
    dropOneIn: 4,
    unit: 't.game_id',
  },
  [RAW_BIGDATABALL]: {
    keep: ['event_index', 'play_id', 'period', 'is_duplicate'],
    change: {
      event_type: flip('t.event_type', `'shot'`, `'miss'`),
      result: flip('t.result', `'made'`, `'missed'`),
      ...swapped('player', 'opponent'),
    },
    dropOneIn: 4,
    unit: 't.game_id',
  },
  [RAW_SHOT_CHART]: {
    keep: ['event_num', 'period'],
    change: { made: 'NOT t.made' },
    // Shot by shot: what is left still names the game.
    dropOneIn: 4,
    namesGames: true,
  },
  [RAW_PLAYER_BOXES]: {
    keep: ['is_home', 'has_start_position'],
    change: {
      win_loss: flip('t.win_loss', `'W'`, `'L'`),
      start_position: `CASE WHEN t.start_position IS NULL THEN 'G' END`,
      comment: 'NULL',
    },
    dropOneIn: 5,
    unit: 't.player_id',
    namesGames: true,
  },
  [RAW_TEAM_BOXES]: {
    keep: ['is_home'],
    change: { win_loss: flip('t.win_loss', `'W'`, `'L'`) },
    dropOneIn: 6,
    never: 't.game_id IS NOT NULL',
    namesGames: true,
  },
  [RAW_GAME_ODDS]: { dropOneIn: 4, tip: tipOf('g.tipoff_at'), keep: ['is_home'] },
  [RAW_PROP_ODDS]: { dropOneIn: 4, tip: tipOf('g.tipoff_at', 't.tipoff_at'), keep: ['tipoff_at'] },
  [RAW_INJURIES]: {
    change: {
      designation: flip('t.designation', `'out'`, `'available'`),
      kind: flip('t.kind', `'acquired'`, `'relinquished'`),
    },
    dropOneIn: 3,
    hindsight: ['days_out'],
  },
};

/** Columns that say which row it is: dates, ids, teams, names, and text in general. */
function namesTheRow(column: RawColumn): boolean {
  return column.type === 'string' || column.type === 'date' || /(^|_)(id|abbr|lookup)$/.test(column.name);
}

/** SELECT of the rows of a raw table at the dates of an era, spoilt as it demands; `source` is the catalog to read from. */
export function eraSql(raw: RawTable, era: Era, condition: string, source: string, d: Dialect): string {
  const scramble = SCRAMBLES[raw.name] ?? {};
  const key = `${d.text(raw.name)}, t.source_row`;
  const relation = datedRows(raw, condition, source);
  const select = (spoilt: (column: RawColumn) => boolean, twin = false) =>
    [...RAW_BOOKKEEPING, ...raw.columns]
      .map((column) => {
        if (twin && column.name === 'quoted_at') return `${scramble.tip ?? 'NULL'} + INTERVAL 1 HOUR AS quoted_at`;
        if (twin && column.name === 'line_kind') return `'quote' AS line_kind`;
        return spoilt(column) ? `${spoil(column, scramble, key)} AS ${column.name}` : `t.${column.name}`;
      })
      .join(', ');
  const spoilable = (column: RawColumn) => isSpoilt(column, scramble);
  const hindsight = (column: RawColumn) => scramble.hindsight?.includes(column.name) ?? false;
  if (era === 'before') return `SELECT ${select(hindsight)} ${relation}`;
  const stays = `hash(${scramble.unit ?? key}) % ${scramble.dropOneIn} <> 0`;
  const kept = scramble.dropOneIn === undefined ? 'TRUE' : `(${scramble.never ?? 'FALSE'} OR ${stays})`;
  if (era === 'later' && scramble.namesGames === true) {
    const undecided = `t.game_id IN (SELECT u.game_id FROM ${source}.${GAMES} u WHERE u.game_type <> 'regular' AND hash(u.game_id) % 2 = 0)`;
    return `SELECT ${select(spoilable)} ${relation} AND ${kept} AND (${undecided}) IS NOT TRUE`;
  }
  if (era === 'later' || scramble.tip === undefined) return `SELECT ${select(spoilable)} ${relation} AND ${kept}`;
  // A line without a time is one at or near the close: made before tip-off (docs/decisions/04).
  const known = `t.quoted_at IS NULL OR t.quoted_at < ${scramble.tip}`;
  const parts = [
    `SELECT ${select(hindsight)} ${relation} AND (${known})`,
    `SELECT ${select(spoilable)} ${relation} AND (${known}) IS NOT TRUE AND ${kept}`,
    `SELECT ${select(spoilable, true)} ${relation} AND (${known})`,
  ];
  return parts.join(' UNION ALL ');
}

function isSpoilt(column: RawColumn, scramble: Scramble): boolean {
  if (scramble.change?.[column.name] !== undefined) return true;
  if (column.name === 'file_id' || column.name === 'source_row') return false;
  if (scramble.keep?.includes(column.name)) return false;
  return !namesTheRow(column);
}

/** Another value of the same kind, the same on every run. */
function spoil(column: RawColumn, scramble: Scramble, key: string): string {
  const change = scramble.change?.[column.name];
  if (change !== undefined) return change;
  const value = `t.${column.name}`;
  const step = `CAST(1 + hash(${key}, '${column.name}') % 9 AS BIGINT)`;
  switch (column.type) {
    case 'boolean':
      return `NOT ${value}`;
    case 'timestamp':
      return `${value} + INTERVAL 1 DAY`;
    default:
      return `${value} + ${step}`;
  }
}

/** The rows with their ledger date as t.ledger_date and their game, where one is found, as g. */
function datedRows(raw: RawTable, condition: string, source: string): string {
  const games = `${source}.${GAMES}`;
  if ('game' in raw.dateFrom) {
    return `FROM ${source}.${raw.name} t JOIN ${games} g ON g.game_id = t.${raw.dateFrom.game} WHERE ${condition.replaceAll('ledger_date', 'g.game_date')}`;
  }
  const date = `t.${raw.dateFrom.column}`;
  const team = ['team_abbr', 'home_abbr'].find((name) => raw.columns.some((column) => column.name === name));
  const game =
    team === undefined
      ? ''
      : `LEFT JOIN (SELECT game_date, team, MIN(tipoff_at) AS tipoff_at FROM (SELECT game_date, home_abbr AS team, tipoff_at FROM ${games}
           UNION ALL SELECT game_date, away_abbr, tipoff_at FROM ${games}) x GROUP BY game_date, team) g ON g.game_date = ${date} AND g.team = t.${team}`;
  return `FROM ${source}.${raw.name} t ${game} WHERE ${condition.replaceAll('ledger_date', date)}`;
}
