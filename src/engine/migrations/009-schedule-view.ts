import { ddl } from './ddl.js';

/** The view of the schedule has its columns in another order. It is made anew from its definition. */
export const scheduleView = ddl(
  9,
  'the columns of the schedule view in order',
  'DROP VIEW IF EXISTS nba_reference.nba_schedule',
);
