import { expect, it } from 'vitest';
import { cupArena } from '../../src/domain/cup.js';

it('the last three games of the Cup were played in Las Vegas, by their ids', () => {
  expect(['0022301229', '0022301230', '0062300001', '0022401229', '0062500001'].map(cupArena)).toEqual(
    Array.from({ length: 5 }, () => 'T-Mobile Arena'),
  );
  // The quarter-finals are at home, 2022-23 had no Cup, and where later ones are played is not known.
  expect(['0022301228', '0022201229', '0062600001', '0042301229'].map(cupArena)).toEqual([null, null, null, null]);
});
