import { describe, expect, it } from 'vitest';
import { count, counted, makePaint, percent, table } from '../../../src/app/cli/text/table.js';

describe('text tables', () => {
  it('aligns columns, colours not counted', () => {
    const paint = makePaint(true);
    expect(
      table(
        ['a', 'n', 'state'],
        [
          ['x', '1,000', paint.good('CLEAN')],
          ['long', '2', 'PARTIAL'],
        ],
        'lrl',
      ),
    ).toEqual(['a         n  state', `x     1,000  ${paint.good('CLEAN')}`, 'long      2  PARTIAL']);
    expect(table(['a'], [], 'l')).toEqual([]);
  });

  it('says one partition and two partitions', () => {
    expect([0, 1, 1200].map((n) => counted(n, 'partition'))).toEqual([
      '0 partitions',
      '1 partition',
      '1,200 partitions',
    ]);
    expect([1, 2].map((n) => counted(n, 'game has', 'games have'))).toEqual(['1 game has', '2 games have']);
  });

  it('paints only terminals that want it', () => {
    expect(makePaint(true).bad('x')).not.toBe('x');
    expect(makePaint(true, '1').bad('x')).toBe('x');
    expect(makePaint(false).bad('x')).toBe('x');
  });

  it.each([
    [1, 1, '100.0 %'],
    [0.99999, 1, '99.9 %'],
    [0.5, 0, '50 %'],
    [0, 1, '0.0 %'],
    [null, 1, '-'],
  ] as const)('percent(%s, %i) = %s', (share, digits, text) => {
    expect(percent(share, digits)).toBe(text);
  });

  it('separates thousands', () => expect(count(26039)).toBe('26,039'));
});
