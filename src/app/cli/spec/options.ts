import { GATE_MODES } from '../../../ledger/gate-mode.js';
import { date, listOf, oneOf, path, season, tables, text, wholeNumber } from './kinds.js';
import { anyArguments, flag, option, optionWithDefault } from './spec.js';

/** Options that every command has. */
export const COMMON = {
  db: option(path('file'), 'warehouse file (default NBA_PROPS_DB, then nba-props.config.json, then ./nba.duckdb)'),
  warehouse: option(
    oneOf('warehouse', ['duckdb', 'bigquery']),
    'where the warehouse is kept: a file (duckdb), or BigQuery',
  ),
  project: option(text('project'), 'project of a warehouse in BigQuery'),
  datasetPrefix: option(text('prefix'), 'before the names of its data sets'),
  location: option(text('location'), 'location of its data sets, e.g. EU'),
  json: flag('print the data as JSON'),
  quiet: flag('print results only, no progress'),
  debug: flag('show stack traces'),
};

/** A range of game dates, or a season. */
export const RANGE = {
  startDate: option(date, 'first game date, YYYY-MM-DD'),
  endDate: option(date, 'last game date'),
  season: option(season, 'a season, e.g. 2021-22'),
};

/** Game dates of a command that makes partitions: a range, a season, or several single dates. */
export const DATES = {
  ...RANGE,
  dates: option(listOf(date), 'single dates, joined by commas'),
  date: option(date, 'one date: as --dates', { hidden: true }),
};

/** Game dates of a check: a range, a season, or one date. */
export const CHECKED_DATES = {
  date: option(date, 'one game date, YYYY-MM-DD'),
  ...RANGE,
  dates: option(listOf(date), 'as --date, from the first to the last of several', { hidden: true }),
};

export const ONE_SEASON = { season: option(season, 'only this season, e.g. 2021-22') };

export const MODE = {
  mode: optionWithDefault(oneOf('mode', GATE_MODES), 'backfill', 'what an invalid critical value does'),
};

/** What a backfill does, and what its plan tells. */
export const BACKFILL = {
  ...DATES,
  noResume: flag('recompute everything asked for'),
  onlyFailed: flag('only dates that failed before'),
  ...MODE,
  noUpstream: flag('do not add stale or missing upstream partitions'),
};

/** How much a backfill does at once, and when it stops. */
export const LIMITS = {
  batchDays: option(wholeNumber('days'), 'dates per transaction (default: a season)'),
  failFast: flag('stop at the first failed date'),
};

export const WAIT = { wait: flag('wait while another process writes the warehouse, instead of giving up') };

export const TABLES = {
  tables: anyArguments(tables, 'short or full names, phases (3, 4, 5), or all (default all)'),
};
