import { blockColumns, boxColumns, zoneStatColumns } from '../box-columns.js';
import { col } from '../columns.js';

/** Columns of a box counted from events, for players and teams alike. */
export const eventColumns = (max: number) => [
  ...boxColumns(max),
  ...zoneStatColumns(max),
  ...blockColumns(60, 'Blocks'),
  col.count('assisted_fg_makes', 'Made field goals with an assist.', { max }),
  col.count('unassisted_fg_makes', 'Made field goals without an assist.', { max }),
  col.count('and1_count', 'Made field goals with one free throw for the foul on the shooter.', { max: 60 }),
];
