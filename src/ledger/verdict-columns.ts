/** Rows that no run makes, one per subject; those who decide are told by the columns. */
export const VERDICT_COLUMNS = {
  subject: 'string',
  subject_id: 'string',
  game_id: 'string',
  game_date: 'date',
  check_name: 'string',
  entity: 'string',
  detail: 'string',
  left_value: 'double',
  right_value: 'double',
  accepted_by: 'string',
  reason: 'string',
  accepted_at: 'timestamp',
} as const;
