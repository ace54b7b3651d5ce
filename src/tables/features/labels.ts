import { col } from '../columns.js';
import type { Column } from '../definition.js';
import { PGS, PLAYER_GAME_LABELS } from '../names.js';
import { PLAYED } from '../windows/player-state.js';

/** One label of the view: its column and what it is of nba_analytics.player_game_summary. */
export interface Label extends Column {
  readonly sql: string;
}

const of = (sql: string, column: Column): Label => ({ ...column, sql });

/** What is known of a player's game only when it is over, and the line it is graded against. */
export const LABELS: readonly Label[] = [
  of('points', col.count('actual_points', 'Points he scored.', { unit: 'points' })),
  of('minutes_played', col.double('actual_minutes', 'Minutes he played.', { unit: 'minutes', min: 0 })),
  of('rebounds', col.count('actual_rebounds', 'Rebounds he got.', { unit: 'rebounds' })),
  of('assists', col.count('actual_assists', 'Assists he gave.', { unit: 'assists' })),
  of('three_pt_makes', col.count('actual_three_pt_makes', 'Three-pointers he made.')),
  of('points_line', col.double('points_line', 'Last points line before tip-off.', { unit: 'points' })),
  of(
    'over_under_result',
    col.text('over_under_result', 'Points against that line.', { values: ['OVER', 'UNDER', 'PUSH'] }),
  ),
];

/** The table that the labels are taken from. */

/**
 * Labels stand apart from features and are joined by key, so that no feature query can pick one up by accident. One row
 * per player who played, for longer than 0 seconds: game_id, player_id, game_date, team_abbr (the team he played for), then the labels.
 */
export const LABELS_VIEW_SQL = `CREATE OR REPLACE VIEW ${PLAYER_GAME_LABELS} AS
  SELECT game_id, player_id, game_date, team_abbr, ${LABELS.map(({ name, sql }) => (name === sql ? name : `${sql} AS ${name}`)).join(', ')}
  FROM ${PGS} WHERE ${PLAYED}`;
