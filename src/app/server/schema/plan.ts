import { z } from 'zod';
import type { Plan } from '../../../plan/plan.js';
import { isoDate } from './common.js';

/** Without dates: everything up to the last date with data. */
export const planQuery = z.object({
  from: isoDate.optional(),
  to: isoDate.optional(),
  tables: z.string().max(400).optional(),
});

/** As `nba-props plan --json` prints it. */
export const plan = z.custom<Plan>((value) => typeof value === 'object' && value !== null);
