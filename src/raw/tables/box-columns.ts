import { rawColumn } from '../raw-table.js';

/** The numbers of a box score, of a player or a team. */
export const BOX = [
  rawColumn('fg_makes', 'integer', 'field goals made'),
  rawColumn('fg_attempts', 'integer', 'field goals attempted'),
  rawColumn('three_pt_makes', 'integer', 'three-pointers made'),
  rawColumn('three_pt_attempts', 'integer', 'three-pointers attempted'),
  rawColumn('ft_makes', 'integer', 'free throws made'),
  rawColumn('ft_attempts', 'integer', 'free throws attempted'),
  rawColumn('offensive_rebounds', 'integer', 'offensive rebounds'),
  rawColumn('defensive_rebounds', 'integer', 'defensive rebounds'),
  rawColumn('rebounds', 'integer', 'rebounds'),
  rawColumn('assists', 'integer', 'assists'),
  rawColumn('steals', 'integer', 'steals'),
  rawColumn('blocks', 'integer', 'blocks'),
  rawColumn('turnovers', 'integer', 'turnovers'),
  rawColumn('personal_fouls', 'integer', 'personal fouls'),
  rawColumn('points', 'integer', 'points'),
  rawColumn('plus_minus', 'integer', 'points for minus against while on court'),
  ...['fg_pct', 'three_pt_pct'].map((name) => ({
    ...rawColumn(name, 'double', 'makes / attempts as printed, 0-1; NULL where none is printed'),
    since: 12,
  })),
];
