import { CONFLICT_VERDICTS, SOURCE_CONFLICTS, SOURCE_DIFFERENCES } from '../names.js';

/** What a verdict is about. */
export type VerdictSubject = 'conflict' | 'missing_game';

/** open; accepted by a person; or changed: accepted, with values that are not those of now. */
export type ConflictState = 'open' | 'accepted' | 'changed';

/** SQL condition: verdict v is about difference c, and covers the values that c has now. */
export const coversSql = `v.subject = 'conflict' AND v.subject_id = c.difference_id
  AND v.left_value IS NOT DISTINCT FROM c.left_value AND v.right_value IS NOT DISTINCT FROM c.right_value`;

/** Every conflict of the table of differences, with what a person has said of it. */
export const CONFLICTS_SQL = `SELECT c.difference_id AS conflict_id, c.game_id, c.game_date, c.season, c.check_name, c.entity, c.player_id, c.team_abbr, c.detail,
    c.columns, c.left_source, c.left_value, c.right_source, c.right_value, c.since,
    CASE WHEN v.subject_id IS NOT NULL THEN 'accepted' WHEN a.subject_id IS NOT NULL THEN 'changed' ELSE 'open' END AS status,
    a.accepted_by, a.reason, a.accepted_at
  FROM ${SOURCE_DIFFERENCES} c
  LEFT JOIN ${CONFLICT_VERDICTS} v ON ${coversSql}
  LEFT JOIN ${CONFLICT_VERDICTS} a ON a.subject = 'conflict' AND a.subject_id = c.difference_id
  WHERE c.kind = 'conflict'`;

export const CONFLICTS_VIEW_SQL = `CREATE OR REPLACE VIEW ${SOURCE_CONFLICTS} AS
  ${CONFLICTS_SQL}`;
