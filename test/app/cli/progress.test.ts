import { expect, test } from 'vitest';
import { progress } from '../../../src/app/cli/text/progress.js';
import type { RunEvent } from '../../../src/run/events.js';
import { testEffects } from '../../audit/mini-league.js';

const TABLE = 'nba_analytics.player_game_summary';
const SHORT = 'player_game_summary';
const started = (dates: number): RunEvent => ({
  type: 'table_started',
  table: TABLE,
  dates,
  fresh: 0,
  reasons: { missing: dates },
  requested: true,
});
const batch = (dates: number): RunEvent => ({
  type: 'batch_done',
  table: TABLE,
  from: '2021-11-01',
  to: '2021-11-01',
  dates,
  rows: 0,
  failures: 0,
  changed: 0,
  durationMs: 0,
});
const done = (dates: number): RunEvent => ({
  type: 'table_done',
  table: TABLE,
  dates,
  rows: 1234,
  failures: 5,
  durationMs: 2100,
});

function told(
  events: readonly RunEvent[],
  effects: { stderrIsTerminal?: boolean; quiet?: boolean; columns?: number } = {},
): string[] {
  const lines: string[] = [];
  const show = progress(
    {
      ...testEffects(),
      stderr: (text) => void lines.push(text),
      stderrIsTerminal: effects.stderrIsTerminal === true,
      columns: effects.columns,
    },
    effects.quiet === true,
  );
  for (const event of events) show(event);
  return lines;
}

test('a line per ten dates, however small the batches, and one at the end', () => {
  expect(told([started(25), ...Array.from({ length: 25 }, () => batch(1)), done(25)])).toEqual([
    `${SHORT}: 10 of 25 dates\n`,
    `${SHORT}: 20 of 25 dates\n`,
    `${SHORT}: 25 dates, 1,234 rows, 5 failures, 2.1 s\n`,
  ]);
  expect(told([started(62), batch(31), batch(31), done(62)])).toEqual([
    `${SHORT}: 31 of 62 dates\n`,
    `${SHORT}: 62 dates, 1,234 rows, 5 failures, 2.1 s\n`,
  ]);
});

test('a table with nothing to do is silent, and so is --quiet', () => {
  expect(told([started(0), done(0)])).toEqual([]);
  expect(told([started(25), batch(25), done(25)], { quiet: true })).toEqual([]);
});

test('on a terminal one bar over all tables, from the moment a table begins, within the width', () => {
  const tables = ['nba_reference.shots', 'nba_reference.charts', TABLE, 'nba_analytics.x'];
  const run: RunEvent = { type: 'run_started', runId: 'r', tables, from: '2021-10-19', to: '2022-04-10' };
  const end: RunEvent = { type: 'run_done', runId: 'r', status: 'complete' };
  const lines = told([run, started(40), batch(20), done(40), end], { stderrIsTerminal: true });
  // Two of four tables are done: ten of twenty pieces; then half of the third.
  expect(lines[0]).toBe(`\r${'█'.repeat(10)}${'░'.repeat(10)} 3/4 ${SHORT}, 40 dates, 1 s\u001b[K`);
  expect(lines[1]).toMatch(new RegExp(`^\r█{12}░{8} 3/4 ${SHORT}, 20 of 40 dates`));
  // What stays is put above the bar; the bar itself is gone in the end.
  expect(lines[2]).toBe(`\r\u001b[K${SHORT}: 40 dates, 1,234 rows, 5 failures, 2.1 s\n`);
  expect(lines.at(-1)).toBe('\r\u001b[K');
  const narrow = told([run, started(40)], { stderrIsTerminal: true, columns: 30 });
  expect(narrow[0]).toBe(`\r${'█'.repeat(10)}${'░'.repeat(10)} 3/4 pla…\u001b[K`);
});

test('a failed batch is told where and why', () => {
  const event: RunEvent = { type: 'batch_failed', table: TABLE, from: '2021-11-01', to: '2021-11-02', error: 'why' };
  expect(told([event])).toEqual([`${SHORT} 2021-11-01 to 2021-11-02 failed: why\n`]);
});
