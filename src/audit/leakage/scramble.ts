import type { Dialect } from '../../engine/dialect.js';
import { RAW_BOOKKEEPING, type RawColumn, type RawTable } from '../../raw/raw-table.js';
import type { Scramble } from '../../raw/scramble.js';
import { GAMES } from '../../tables/names.js';
import { FATES } from './fates.js';

/**
 * What becomes of a raw row seen from date D: `before` D it stays; on D itself all that is learned at or after tip-off
 * changes; `later` everything but the regular season's schedule does, and of that the dates not known on D (see fates.ts).
 */
export type Era = 'before' | 'own' | 'later';

/** Columns that say which row it is: dates, ids, teams, names, and text in general. */
function namesTheRow(column: RawColumn): boolean {
  return column.type === 'string' || column.type === 'date' || /(^|_)(id|abbr|lookup)$/.test(column.name);
}

/** SELECT of the rows of a raw table at the dates of an era, spoilt as it demands; `source` is the catalog to read from. */
export function eraSql(raw: RawTable, era: Era, condition: string, source: string, d: Dialect): string {
  const { scramble = {}, saidAt = 'quoted_at' } = raw;
  const row = `${d.text(`${raw.name} `)} || CAST(r.source_row AS STRING)`;
  const redated = era === 'later' && raw.namesGames !== undefined;
  const relation = datedRows(raw, source, {
    computed: `${bucket(row, d)} AS row_bucket`,
    condition,
    joined: redated ? `LEFT JOIN ${FATES} f ON f.game_id = t.game_id` : '',
  });
  const select = (spoilt: (column: RawColumn) => boolean, twin = false) =>
    [...RAW_BOOKKEEPING, ...raw.columns]
      .map((column, i) => {
        if (redated && column.name === 'game_date')
          return 'CASE WHEN t.known_at < f.night THEN t.game_date ELSE COALESCE(f.first_date, t.game_date) END AS game_date';
        if (twin && column.name === saidAt) return `${scramble.tip ?? 'NULL'} + INTERVAL 1 HOUR AS ${saidAt}`;
        if (twin && column.name === 'line_kind') return `'quote' AS line_kind`;
        return spoilt(column) ? `${spoil(column, i, scramble, d)} AS ${column.name}` : `t.${column.name}`;
      })
      .join(', ');
  const spoilable = (column: RawColumn) => isSpoilt(column, scramble);
  const hindsight = (column: RawColumn) => scramble.hindsight?.includes(column.name) ?? false;
  if (era === 'before') return `SELECT ${select(hindsight)} ${relation}`;
  const unit = scramble.unit === undefined ? 't.row_bucket' : bucket(`CAST(${scramble.unit} AS STRING)`, d);
  const stays = `MOD(${unit}, ${scramble.dropOneIn}) <> 0`;
  const kept = scramble.dropOneIn === undefined ? 'TRUE' : `(${scramble.never ?? 'FALSE'} OR ${stays})`;
  if (redated) {
    // That a regular game is scheduled is known in advance; a play-in or playoff game after D is there because of results,
    // so every other one goes. The rest stays, so that the next date still has games.
    const undecided = `t.game_id IN (SELECT u.game_id FROM ${source}.${GAMES} u WHERE u.game_type <> 'regular' AND MOD(${bucket('u.game_id', d)}, 2) = 0)`;
    const isPlayed = '(f.game_id IS NULL OR f.first_date IS NOT NULL)';
    return `SELECT ${select(spoilable)} ${relation} AND ${isPlayed} AND ${kept} AND (${undecided}) IS NOT TRUE`;
  }
  if (era === 'later' || scramble.tip === undefined) return `SELECT ${select(spoilable)} ${relation} AND ${kept}`;
  // A line without a time is one at or near the close: made before tip-off (docs/decisions/04).
  const known = `t.${saidAt} IS NULL OR t.${saidAt} < ${scramble.tip}`;
  const parts = [
    `SELECT ${select(hindsight)} ${relation} AND (${known})`,
    `SELECT ${select(spoilable)} ${relation} AND (${known}) IS NOT TRUE AND ${kept}`,
    `SELECT ${select(spoilable, true)} ${relation} AND (${known})`,
  ];
  return parts.join(' UNION ALL ');
}

/** Hours after the games of D at which planted rows become known. */
const PLANTED_HOURS = 1;

/**
 * SELECT of planted news and quotes: copies of the rows at the dates of the condition, with changed values, that become known
 * only after the games of D. They have a file id of their own and come last in order.
 * @param night SQL timestamp at which D's games are over
 */
export function plantedSql(raw: RawTable, condition: string, source: string, night: string, d: Dialect): string {
  const { scramble = {}, saidAt } = raw;
  const row = `${d.text(`${raw.name} late `)} || CAST(r.source_row AS STRING)`;
  const relation = datedRows(raw, source, { computed: `${bucket(row, d)} AS row_bucket`, condition, joined: '' });
  const own: Readonly<Record<string, string>> = {
    file_id: String(PLANTED_FILE),
    source_row: 't.source_row + 1000000',
    known_at: `${night} + INTERVAL ${PLANTED_HOURS} HOUR`,
  };
  const columns = [...RAW_BOOKKEEPING, ...raw.columns].map((column, i) => {
    const value = own[column.name];
    if (value !== undefined) return `${value} AS ${column.name}`;
    const spoilt = column.name !== saidAt && isSpoilt(column, scramble);
    return spoilt ? `${spoil(column, i, scramble, d)} AS ${column.name}` : `t.${column.name}`;
  });
  return `SELECT ${columns.join(', ')} ${relation}`;
}

/** The file id of planted rows. */
export const PLANTED_FILE = -1;

function isSpoilt(column: RawColumn, scramble: Scramble): boolean {
  if (scramble.change?.[column.name] !== undefined) return true;
  if (['file_id', 'source_row', 'known_at'].includes(column.name)) return false;
  if (scramble.keep?.includes(column.name)) return false;
  return !namesTheRow(column);
}

/** A whole number from 0 that a text decides, the same on every run; all small remainders of it are as frequent. */
const bucket = (text: string, d: Dialect) => `CAST(MOD(ABS(${d.textHash(text)}), 5040) AS INT64)`;

/** Another value of the same kind, the same on every run; `i` is the column's place. */
function spoil(column: RawColumn, i: number, scramble: Scramble, d: Dialect): string {
  const change = scramble.change?.[column.name];
  if (change !== undefined) return d.cast(change, column.type);
  const value = `t.${column.name}`;
  const step = `(1 + MOD(t.row_bucket + ${i}, 9))`;
  switch (column.type) {
    case 'boolean':
      return `NOT ${value}`;
    case 'timestamp':
      return `${value} + INTERVAL 1 DAY`;
    default:
      return `${value} + ${step}`;
  }
}

interface Dated {
  /** A column to compute over the raw row r. */
  readonly computed: string;
  /** On ledger_date. */
  readonly condition: string;
  /** What else is joined to the rows t. */
  readonly joined: string;
}

/** The rows and a computed column as t, with the condition on their ledger date, and their game, where one is found, as g. */
function datedRows(raw: RawTable, source: string, { computed, condition, joined }: Dated): string {
  const rows = `(SELECT r.*, ${computed} FROM ${source}.${raw.name} r)`;
  const games = `${source}.${GAMES}`;
  if ('game' in raw.dateFrom) {
    return `FROM ${rows} t JOIN ${games} g ON g.game_id = t.${raw.dateFrom.game} ${joined} WHERE ${condition.replaceAll('ledger_date', 'g.game_date')}`;
  }
  const date = `t.${raw.dateFrom.column}`;
  const team = ['team_abbr', 'home_abbr'].find((name) => raw.columns.some((column) => column.name === name));
  const game =
    team === undefined
      ? ''
      : `LEFT JOIN (SELECT game_date, team, MIN(tipoff_at) AS tipoff_at FROM (SELECT game_date, home_abbr AS team, tipoff_at FROM ${games}
           UNION ALL SELECT game_date, away_abbr, tipoff_at FROM ${games}) x GROUP BY game_date, team) g ON g.game_date = ${date} AND g.team = t.${team}`;
  return `FROM ${rows} t ${game} ${joined} WHERE ${condition.replaceAll('ledger_date', date)}`;
}
