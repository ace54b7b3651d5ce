import { describe, expect, it } from 'vitest';
import { PAINT } from '../../../src/app/cli/text/paint.js';
import { print } from '../../../src/app/cli/text/print.js';
import { count, counted, percent, table, within } from '../../../src/app/cli/text/table.js';
import { processEffects } from '../../../src/effects.js';

function printed(line: string, isTerminal: boolean, noColor?: string): string {
  const out: string[] = [];
  const effects = { ...processEffects(), stdout: (text: string) => void out.push(text), stdoutIsTerminal: isTerminal };
  print({}, () => [line], { json: false }, { ...effects, env: () => noColor });
  return out.join('');
}

describe('text tables', () => {
  it('aligns columns, colours not counted', () => {
    const paint = PAINT;
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

  it('takes no more room than there is: the widest text goes on below', () => {
    const make = () => table(['table', 'n', 'why'], [['nba_x.long_name', '12', 'missing 49 and more']], 'lrl');
    expect(within(30, make)).toEqual([
      'table          n why',
      'nba_x.long_   12 missing 49',
      'name             and more',
    ]);
    expect(within(100, make)).toEqual(make());
    // Numbers are never broken.
    expect(within(5, () => table(['n'], [['1,234,567']], 'r'))).toEqual(['        n', '1,234,567']);
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
    const painted = `${PAINT.bad('x')} ${PAINT.strong('y')}`;
    expect(printed(painted, true)).toBe('\u001b[31mx\u001b[39m \u001b[1my\u001b[22m\n');
    expect(printed(painted, true, '1')).toBe('x y\n');
    expect(printed(painted, false)).toBe('x y\n');
  });

  it('shows control characters of the data, on a terminal too', () => {
    const hostile = '\u001b[31mred\u0007\u001b]0;title\u009b2J\u202eback\r';
    const shown = '\\x1b[31mred\\x07\\x1b]0;title\\x9b2J\\u202eback\\x0d';
    expect(printed(hostile, true)).toBe(`${shown}\n`);
    expect(table(['a', 'b'], [[`${hostile}\n\t`, 'x']], 'll')[1]).toBe(`${shown}\\n\\x09  x`);
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
