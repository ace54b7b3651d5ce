import type { CommandRun } from '../cli/spec.js';
import { PlatformError } from '../errors.js';

/** Placeholder until the plan is written. */
export const run: CommandRun = async () => {
  throw new PlatformError('UNKNOWN_COMMAND', 'There is no plan yet.', 'Run the backfill.');
};
