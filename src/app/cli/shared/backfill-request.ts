import { nearest } from '../../../domain/nearest.js';
import { PlatformError } from '../../../errors.js';
import { GATE_MODES, type GateMode } from '../../../ledger/gate-mode.js';
import { selectTables } from '../../../plan/select-tables.js';
import type { BackfillRequest as RunRequest } from '../../../run/backfill.js';
import { GRAPH } from '../../../tables/registry.js';
import type { TypedOptions } from '../spec.js';
import { text, wholeNumber } from '../text/print.js';
import { checkDates, type DateOptions, datesAsked } from './dates.js';

/** What a backfill, or the plan of one, was asked to do at the command line. */
export interface BackfillRequest extends Omit<RunRequest, 'runId' | 'onEvent'> {
  readonly quiet?: boolean;
}

/** A gate mode as typed. Error: BAD_OPTION with the nearest one. */
export function gateMode(typed: string | undefined): GateMode | undefined {
  if (typed === undefined) return undefined;
  const mode = GATE_MODES.find((known) => known === typed);
  if (mode !== undefined) return mode;
  const near = nearest(typed, GATE_MODES);
  throw new PlatformError(
    'BAD_OPTION',
    `There is no mode ${typed}.${near === null ? '' : ` Did you mean ${near}?`}`,
    `Modes: ${GATE_MODES.join(', ')}.`,
  );
}

/** The date options that were typed. */
export function dateOptions(options: TypedOptions): DateOptions {
  const named = ['startDate', 'endDate', 'season', 'dates'].map((name) => [name, text(options, name)] as const);
  return Object.fromEntries(named.filter(([, value]) => value !== undefined));
}

/** What was typed, checked before the warehouse is opened. Errors: BAD_DATE, BAD_RANGE, BAD_OPTION, UNKNOWN_TABLE. */
export function backfillRequest(args: readonly string[], typed: TypedOptions): BackfillRequest {
  const dates = dateOptions(typed);
  checkDates(dates);
  selectTables(args, GRAPH);
  const batchDays = wholeNumber(typed, 'batchDays', '--batch-days');
  const mode = gateMode(text(typed, 'mode'));
  const force = typed.resume === false;
  const onlyFailed = typed.onlyFailed === true;
  if (force && onlyFailed) {
    throw new PlatformError(
      'BAD_OPTION',
      '--no-resume and --only-failed contradict each other.',
      'Use --no-resume to recompute everything asked for, or --only-failed to retry failed dates.',
    );
  }
  const values = {
    '--start-date': dates.startDate,
    '--end-date': dates.endDate,
    '--season': dates.season,
    '--dates': dates.dates,
    '--mode': mode,
    '--batch-days': batchDays,
    '--db': text(typed, 'db'),
  };
  const switches = {
    '--no-resume': force,
    '--only-failed': onlyFailed,
    '--no-upstream': typed.upstream === false,
    '--fail-fast': typed.failFast === true,
  };
  const flags = [
    ...Object.entries(values).flatMap(([flag, value]) => (value === undefined ? [] : [flag, quoted(String(value))])),
    ...Object.entries(switches).flatMap(([flag, on]) => (on ? [flag] : [])),
  ];
  return {
    command: ['nba-props backfill', ...args, ...flags].join(' '),
    tables: args,
    dates: datesAsked(dates),
    force,
    onlyFailed,
    upstream: typed.upstream !== false,
    failFast: typed.failFast === true,
    quiet: typed.quiet === true,
    ...(batchDays === undefined ? {} : { batchDays }),
    ...(mode === undefined ? {} : { mode }),
  };
}

/** A word as a shell takes it. */
export const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
