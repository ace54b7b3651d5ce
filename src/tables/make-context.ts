import type { Dialect } from '../engine/dialect.js';
import { PlatformError } from '../errors.js';
import type { RawTable } from '../raw/raw-table.js';
import { RAW_TABLES } from '../raw/raw-tables.js';
import { everKnown } from '../raw/store/ever-known.js';
import type { TableDefinition } from './definition.js';
import { CONFLICT_VERDICTS, DUE_GAMES, GAME_STATES, GAMES, KNOWN_SCHEDULE } from './names.js';
import { batchSpan, type ReadWindow } from './read-window.js';
import { BATCH_DATES, type SqlContext } from './sql-context.js';

/** Finds a definition by full name; given by the registry, so that tables need not import each other. */
export type TableLookup = (name: string) => TableDefinition | undefined;

/** The windows that end before the date. */
const BEFORE = ['season_before', 'days_before', 'team_games_before'] as const;

/**
 * The context of one table: it hands out only what the table declares to read, in the windows and columns it declares.
 * @param narrow false for upstream tables with all their columns
 */
export function makeSqlContext(table: TableDefinition, lookup: TableLookup, d: Dialect, narrow = true): SqlContext {
  const dated = (upstream: string) => {
    const columns = table.reads.find((read) => read.table === upstream)?.columns;
    return datedRelation(upstream, lookup, narrow ? columns : undefined);
  };

  /** Condition for a date column: read by the batch at hand through a window of one of the kinds. Error: BAD_DEFINITION. */
  const isRead = (column: string, upstream: string, kinds: readonly ReadWindow['kind'][]) => {
    const windows = table.reads.find((read) => read.table === upstream)?.windows.filter((w) => kinds.includes(w.kind));
    if (windows === undefined || windows.length === 0) throw undeclared(table, upstream, kinds);
    const { low, high } = batchSpan(windows, d);
    return `${column} BETWEEN ${low} AND ${high}`;
  };

  return {
    d,
    dates: BATCH_DATES,
    sameDate(upstream) {
      const inRange = isRead('t.ledger_date', upstream, ['same_date']);
      return `(SELECT t.* FROM ${dated(upstream)} t JOIN ${BATCH_DATES} b ON t.ledger_date = b.partition_date
        WHERE ${inRange})`;
    },
    everKnown(upstream, dates) {
      const raw = RAW_TABLES.find(({ name }) => name === upstream);
      if (raw === undefined || !('column' in raw.dateFrom)) throw undeclared(table, upstream, ['every version']);
      const { column } = raw.dateFrom;
      if (dates === 'before') return `(${everKnown(raw, isRead(column, upstream, BEFORE))})`;
      const inRange = isRead(column, upstream, ['same_date']);
      return `(SELECT t.* FROM (${everKnown(raw, inRange)}) t JOIN ${BATCH_DATES} b ON t.${column} = b.partition_date)`;
    },
    history(upstream) {
      const inRange = isRead('t.ledger_date', upstream, BEFORE);
      return `(SELECT t.* FROM ${dated(upstream)} t WHERE ${inRange})`;
    },
    teamSchedule({ cupFinal } = { cupFinal: false }) {
      const games = `is_counting AND is_expected${cupFinal ? " OR game_type = 'cup_final'" : ''}`;
      const inSeason = isRead('game_date', GAMES, ['season_schedule']);
      const side = (own: 'home' | 'away', other: 'home' | 'away') => `
        SELECT game_id, game_date, tipoff_at, season, game_type, ${own}_abbr AS team_abbr, ${other}_abbr AS opponent_abbr,
          ${own === 'home' ? 'TRUE' : 'FALSE'} AS is_home, is_neutral, latitude, longitude, time_zone, is_counting AS counts
        FROM ${GAMES} WHERE (${games}) AND ${inSeason}`;
      return `(${side('home', 'away')} UNION ALL ${side('away', 'home')})`;
    },
    knownSchedule() {
      const inSeason = isRead('game_date', KNOWN_SCHEDULE, ['season_schedule']);
      const side = (own: 'home' | 'away') => `
        SELECT game_id, season, ${own}_abbr AS team_abbr, date_from, date_to, is_certain, known_from, known_to
        FROM ${KNOWN_SCHEDULE} WHERE ${inSeason}`;
      return `(${side('home')} UNION ALL ${side('away')})`;
    },
    names(upstream) {
      if (!table.reads.some((read) => read.table === upstream)) throw undeclared(table, upstream, ['as a whole']);
      return upstream;
    },
    threshold(name) {
      const value = table.thresholds?.[name];
      if (value === undefined)
        throw new PlatformError('BAD_DEFINITION', `${table.name} has no threshold ${name}.`, 'Declare it.');
      return value;
    },
  };
}

/** A table with its ledger date as column `ledger_date`. */
function datedRelation(upstream: string, lookup: TableLookup, columns?: readonly string[]): string {
  if ([GAMES, GAME_STATES, DUE_GAMES, KNOWN_SCHEDULE, CONFLICT_VERDICTS].includes(upstream))
    return `(SELECT g.*, g.game_date AS ledger_date FROM ${upstream} g)`;
  const raw = RAW_TABLES.find((r) => r.name === upstream);
  if (raw !== undefined) return rawRelation(raw);
  const derived = lookup(upstream);
  if (derived === undefined)
    throw new PlatformError('BAD_DEFINITION', `No table is named ${upstream}.`, 'Check the reads.');
  const read = columns === undefined ? 'x.*' : columns.map((name) => `x.${name}`).join(', ');
  return `(SELECT ${read}, x.${derived.partitionColumn} AS ledger_date FROM ${derived.name} x)`;
}

function rawRelation(raw: RawTable): string {
  if ('column' in raw.dateFrom) return `(SELECT x.*, x.${raw.dateFrom.column} AS ledger_date FROM ${raw.name} x)`;
  return `(SELECT x.*, g.game_date AS ledger_date FROM ${raw.name} x JOIN ${GAMES} g ON g.game_id = x.${raw.dateFrom.game})`;
}

function undeclared(table: TableDefinition, upstream: string, kinds: readonly string[]): PlatformError {
  return new PlatformError(
    'BAD_DEFINITION',
    `${table.name} reads ${upstream} (${kinds.join(' or ')}) without declaring it.`,
    'Add it to the reads of the definition.',
  );
}

/** Any table of the cascade. */
const TABLE_NAME = /\bnba_(?:raw|reference|analytics|precompute|predictions|processing)\.[a-z0-9_]+/g;

/** Refuses SQL that names a table which its definition does not declare to read. Error: BAD_DEFINITION. */
export function requireDeclared(table: TableDefinition, sql: string): void {
  const declared = new Set(table.reads.map((read) => read.table));
  // Raw rows without a date of their own have that of their game, which the ledger follows with them.
  if (RAW_TABLES.some(({ name, dateFrom }) => declared.has(name) && 'game' in dateFrom)) declared.add(GAMES);
  const other = [...new Set(sql.match(TABLE_NAME) ?? [])].find((name) => !declared.has(name));
  if (other !== undefined) throw undeclared(table, other, ['in its SQL']);
}
