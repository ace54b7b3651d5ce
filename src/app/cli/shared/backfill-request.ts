import { PlatformError } from '../../../errors.js';
import type { BackfillRequest as RunRequest } from '../../../run/backfill.js';
import { commandLine } from '../spec/command-line.js';
import { BACKFILL, COMMON, LIMITS } from '../spec/options.js';
import type { Values } from '../spec/spec.js';
import { datesOf } from './dates.js';

/** What a backfill, or the plan of one, was asked to do at the command line. */
export interface BackfillRequest extends Omit<RunRequest, 'runId' | 'onEvent'> {
  readonly quiet?: boolean;
}

type BackfillInput = Values<typeof BACKFILL> &
  Partial<Values<typeof LIMITS>> & {
    readonly tables: readonly string[];
    readonly db?: string;
    readonly quiet: boolean;
  };

/** What was typed, checked before the warehouse is opened. Errors: BAD_RANGE, BAD_OPTION. */
export function backfillRequest(input: BackfillInput): BackfillRequest {
  const { tables, noResume: force, onlyFailed, noUpstream, failFast = false, batchDays, mode, quiet } = input;
  if (force && onlyFailed) {
    throw new PlatformError(
      'BAD_OPTION',
      '--no-resume and --only-failed contradict each other.',
      'Use --no-resume to recompute everything asked for, or --only-failed to retry failed dates.',
    );
  }
  return {
    command: commandLine('backfill', tables, { ...BACKFILL, ...LIMITS, db: COMMON.db }, input),
    tables,
    dates: datesOf(input),
    force,
    onlyFailed,
    upstream: !noUpstream,
    failFast,
    mode,
    quiet,
    ...(batchDays === undefined ? {} : { batchDays }),
  };
}
