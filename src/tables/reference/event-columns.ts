import { boxColumns, maybeNone, zoneStatColumns } from '../box-columns.js';
import { col } from '../columns.js';
import { BLOCK_STATS } from './event-stats.js';

/** Columns of a box counted from events, for players and teams alike. */
export const eventColumns = (max: number) => [
  ...boxColumns(max),
  ...zoneStatColumns(max),
  ...BLOCK_STATS.filter((name) => name !== 'blocks').map((name) =>
    col.count(name, `Blocks: ${name.replaceAll('_', ' ')}.`, { max: 60, ...maybeNone(name) }),
  ),
  col.count('assisted_fg_makes', 'Made field goals with an assist.', { max }),
  col.count('unassisted_fg_makes', 'Made field goals without one.', { max }),
  col.count('and1_count', 'And-ones.', { max: 60 }),
];
