import { expect, test } from 'vitest';
import { progress } from '../../../src/app/cli/text/progress.js';
import type { RunEvent } from '../../../src/run/events.js';
import { testEffects } from '../../audit/mini-league.js';

const TABLE = 'nba_analytics.player_game_summary';
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

function told(events: readonly RunEvent[], effects: { stderrIsTerminal?: boolean; quiet?: boolean } = {}): string[] {
  const lines: string[] = [];
  const show = progress(
    {
      ...testEffects(),
      stderr: (text) => void lines.push(text),
      stderrIsTerminal: effects.stderrIsTerminal === true,
    },
    effects.quiet === true,
  );
  for (const event of events) show(event);
  return lines;
}

test('a line per ten dates, however small the batches, and one at the end', () => {
  expect(told([started(25), ...Array.from({ length: 25 }, () => batch(1)), done(25)])).toEqual([
    `${TABLE}: 10 of 25 dates\n`,
    `${TABLE}: 20 of 25 dates\n`,
    `${TABLE}: 25 dates, 1,234 rows, 5 failure records, 2.1 s\n`,
  ]);
  expect(told([started(62), batch(31), batch(31), done(62)])).toEqual([
    `${TABLE}: 31 of 62 dates\n`,
    `${TABLE}: 62 dates, 1,234 rows, 5 failure records, 2.1 s\n`,
  ]);
});

test('a table with nothing to do is silent, and so is --quiet', () => {
  expect(told([started(0), done(0)])).toEqual([]);
  expect(told([started(25), batch(25), done(25)], { quiet: true })).toEqual([]);
});

test('on a terminal a bar with rate and time left', () => {
  const [bar] = told([started(40), batch(10)], { stderrIsTerminal: true });
  // The clock of the test ticks a second between the two looks: ten dates a second, thirty left.
  expect(bar).toBe(`\r${'█'.repeat(6)}${'░'.repeat(18)} ${TABLE} 10/40 dates, 10/s, 3 s left\u001b[K`);
});

test('a failed batch is told where and why', () => {
  const event: RunEvent = { type: 'batch_failed', table: TABLE, from: '2021-11-01', to: '2021-11-02', error: 'why' };
  expect(told([event])).toEqual([`${TABLE} 2021-11-01 to 2021-11-02 failed: why\n`]);
});
