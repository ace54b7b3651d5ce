import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Terminal } from './terminal.js';

let terminal: Terminal;
beforeEach(() => {
  terminal = new Terminal();
});
afterEach(() => terminal.close());

const LEAGUE = ['simulate', '--seed', '2', '--out', 'league', '--teams', '4', '--games-per-team', '2'];

test('writes below the working directory and says what to ingest', async () => {
  const { code, out } = await terminal.run(...LEAGUE, '--fault', 'duplicate-file');
  expect(code).toBe(0);
  expect(out).toContain(`Next: nba-props ingest ${terminal.path('league', '2023-24')}`);
  expect(out).toMatch(/duplicate-file +season/);
  expect(existsSync(terminal.path('league/2023-24/play_by_play_regular_copy.csv.gz'))).toBe(true);
});

test('--json prints the report and nothing else', async () => {
  type Report = { seasons: { season: string; games: { regular: number } }[] };
  const report = await terminal.json<Report>(0, ...LEAGUE);
  expect(report.seasons[0]).toMatchObject({ season: '2023-24', games: { regular: 4 } });
});

test.each([
  ['--teams', '3'],
  ['--fault', 'nonsense'],
])('refuses %s %s, of which no league can be made', async (flag, value) => {
  const { code, err } = await terminal.run(...LEAGUE, flag, value);
  expect(err).toMatch(/^error BAD_OPTION: /);
  expect(code).toBe(2);
  expect(existsSync(terminal.path('league'))).toBe(false);
});
