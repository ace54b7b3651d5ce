import { movementOf, SPREAD, TOTAL } from '../domain/line-ranges.js';
import { col } from './columns.js';
import type { Column } from './definition.js';

/** How far the lines of a game moved, for a table with these names of the last ones. */
export const lineMovements = (last: {
  readonly spread: string;
  readonly total: string;
  readonly moneyline: string;
}): readonly Column[] => [
  col.double('spread_movement', `${last.spread} - opening_spread.`, { unit: 'points', ...movementOf(SPREAD) }),
  col.double('total_movement', `${last.total} - opening_total.`, { unit: 'points', ...movementOf(TOTAL) }),
  col.double(
    'moneyline_movement',
    'How the chance that the moneyline implies (the margin of the book in it) moved from the opening; positive = more of a favourite.',
    {
      unit: 'fraction',
      min: -1,
      max: 1,
      formula: `p(${last.moneyline}) - p(opening_moneyline), p(m) = -m / (100 - m) below 0, else 100 / (100 + m)`,
    },
  ),
];
