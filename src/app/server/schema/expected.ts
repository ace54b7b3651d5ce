import { z } from 'zod';
import type { ExpectedReport } from '../../../audit/expected/report.js';
import { isoDate } from './common.js';

/** The page says what time it is, so that an answer depends on nothing but its question. */
export const expectedQuery = z.object({ date: isoDate, now: z.iso.datetime() });

/** As `nba-props expected DATE --json` prints it. */
export const expected = z.custom<ExpectedReport>((value) => typeof value === 'object' && value !== null);
