import type { Dialect } from '../engine/dialect.js';
import { PlatformError } from '../errors.js';
import type { RawTable } from '../raw/raw-table.js';
import { RAW_TABLES } from '../raw/raw-tables.js';
import type { ReadWindow, TableDefinition } from './definition.js';
import { GAMES } from './names.js';
import { BATCH_DATES, BATCH_VARIABLES, type SqlContext } from './sql-context.js';

/** Finds a definition by full name; given by the registry, so that tables need not import each other. */
export type TableLookup = (name: string) => TableDefinition | undefined;

/** The context of one table: it hands out only what the table declares to read, in the windows it declares. */
export function makeSqlContext(table: TableDefinition, lookup: TableLookup, d: Dialect): SqlContext {
  const from = d.variable(BATCH_VARIABLES.from);
  const to = d.variable(BATCH_VARIABLES.to);
  const seasonStart = d.variable(BATCH_VARIABLES.seasonStart);
  const seasonEnd = d.variable(BATCH_VARIABLES.seasonEnd);

  const windowsOf = (upstream: string): readonly ReadWindow[] => {
    const read = table.reads.find((r) => r.table === upstream);
    if (read === undefined) throw undeclared(table, upstream, 'at all');
    return read.windows;
  };

  return {
    d,
    dates: BATCH_DATES,
    sameDate(upstream) {
      if (!windowsOf(upstream).some((w) => w.kind === 'same_date')) throw undeclared(table, upstream, 'same_date');
      return `(SELECT t.* FROM ${datedRelation(upstream, lookup)} t JOIN ${BATCH_DATES} b ON t.ledger_date = b.partition_date
        WHERE t.ledger_date BETWEEN ${from} AND ${to})`;
    },
    history(upstream) {
      const windows = windowsOf(upstream);
      const days = windows.find((w) => w.kind === 'days_before');
      const season = windows.some((w) => w.kind === 'season_before' || w.kind === 'team_games_before');
      if (days === undefined && !season) throw undeclared(table, upstream, 'before the date');
      const low = season || days === undefined ? seasonStart : d.addDays(from, -days.days);
      return `(SELECT t.* FROM ${datedRelation(upstream, lookup)} t WHERE t.ledger_date >= ${low} AND t.ledger_date < ${to})`;
    },
    teamSchedule() {
      if (!windowsOf(GAMES).some((w) => w.kind === 'season_schedule'))
        throw undeclared(table, GAMES, 'season_schedule');
      const side = (own: 'home' | 'away', other: 'home' | 'away') => `
        SELECT game_id, game_date, tipoff_at, season, game_type, ${own}_abbr AS team_abbr, ${other}_abbr AS opponent_abbr,
          ${own === 'home' ? 'TRUE' : 'FALSE'} AS is_home, is_neutral, latitude, longitude, time_zone
        FROM ${GAMES} WHERE is_counting AND is_expected AND game_date BETWEEN ${seasonStart} AND ${seasonEnd}`;
      return `(${side('home', 'away')} UNION ALL ${side('away', 'home')})`;
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
function datedRelation(upstream: string, lookup: TableLookup): string {
  if (upstream === GAMES) return `(SELECT g.*, g.game_date AS ledger_date FROM ${GAMES} g)`;
  const raw = RAW_TABLES.find((r) => r.name === upstream);
  if (raw !== undefined) return rawRelation(raw);
  const derived = lookup(upstream);
  if (derived === undefined)
    throw new PlatformError('BAD_DEFINITION', `No table is named ${upstream}.`, 'Check the reads.');
  return `(SELECT x.*, x.${derived.partitionColumn} AS ledger_date FROM ${derived.name} x)`;
}

function rawRelation(raw: RawTable): string {
  if ('column' in raw.dateFrom) return `(SELECT x.*, x.${raw.dateFrom.column} AS ledger_date FROM ${raw.name} x)`;
  return `(SELECT x.*, g.game_date AS ledger_date FROM ${raw.name} x JOIN ${GAMES} g ON g.game_id = x.${raw.dateFrom.game})`;
}

function undeclared(table: TableDefinition, upstream: string, window: string): PlatformError {
  return new PlatformError(
    'BAD_DEFINITION',
    `${table.name} reads ${upstream} (${window}) without declaring it.`,
    'Add it to the reads of the definition.',
  );
}
