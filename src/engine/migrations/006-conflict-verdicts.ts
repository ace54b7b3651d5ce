import { ddl } from './ddl.js';

/** What people say of conflicts between sources and of games that are missing. */
export const conflictVerdicts = ddl(
  6,
  'what people have accepted, conflicts between sources and missing games',
  'CREATE SCHEMA IF NOT EXISTS nba_processing',
  `CREATE TABLE IF NOT EXISTS nba_processing.conflict_verdicts (subject {string}, subject_id {string}, game_id {string}, game_date {date},
    check_name {string}, entity {string}, detail {string}, left_value {double}, right_value {double}, accepted_by {string}, reason {string},
    accepted_at {timestamp})`,
);
