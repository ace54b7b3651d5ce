import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ascending } from '../../src/ledger/table-partitions.js';

test('lists that came in order are left alone; others are put in order together', () => {
  expect(ascending(['2021-10-19', '2021-10-20'])).toBeNull();
  fc.assert(
    fc.property(fc.uniqueArray(fc.string()), (list) => {
      const order = ascending(list);
      const sorted = [...list].sort((a, b) => (a < b ? -1 : 1));
      expect(order === null ? list : order.map((place) => list[place])).toEqual(sorted);
    }),
  );
});
