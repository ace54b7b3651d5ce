import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { simulateCommand } from '../../../src/app/cli/commands/simulate.js';
import { type Effects, processEffects } from '../../../src/effects.js';

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'simulate-'));
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const LEAGUE = { seasons: 1, seed: 2, out: 'league', teams: 4, gamesPerTeam: 2 } as const;

function recording(): { effects: Effects; printed: () => string } {
  const parts: string[] = [];
  const effects = { ...processEffects(), stdout: (text: string) => void parts.push(text), cwd: () => cwd };
  return { effects, printed: () => parts.join('') };
}

test('writes below the working directory and says what to ingest', async () => {
  const { effects, printed } = recording();
  expect(await simulateCommand({ ...LEAGUE, fault: ['duplicate-file'] }, effects)).toBe(0);
  expect(printed()).toContain(`Next: nba-props ingest ${join(cwd, 'league', '2023-24')}`);
  expect(printed()).toMatch(/duplicate-file +season/);
  expect(existsSync(join(cwd, 'league/2023-24/play_by_play_regular_copy.csv.gz'))).toBe(true);
});

test('--json prints the report and nothing else', async () => {
  const { effects, printed } = recording();
  await simulateCommand({ ...LEAGUE, json: true }, effects);
  const report = JSON.parse(printed()) as { seasons: { season: string; games: { regular: number } }[] };
  expect(report.seasons[0]).toMatchObject({ season: '2023-24', games: { regular: 4 } });
});

test('refuses what no league can be made of', async () => {
  const { effects } = recording();
  await expect(simulateCommand({ ...LEAGUE, teams: 3 }, effects)).rejects.toMatchObject({ code: 'BAD_OPTION' });
  await expect(simulateCommand({ ...LEAGUE, fault: ['nonsense'] }, effects)).rejects.toMatchObject({
    code: 'BAD_OPTION',
  });
});
