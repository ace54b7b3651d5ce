import { z } from 'zod';
import type { ExpectedReport } from '../../../audit/expected/report.js';
import { isoDate } from './common.js';

/** `now` comes with the question, so that a cached answer is never too old. */
export const expectedQuery = z.object({ date: isoDate, now: z.iso.datetime() });

/** As `nba-props expected DATE --json` prints it. */
export const expected = z.custom<ExpectedReport>((value) => typeof value === 'object' && value !== null);
