import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Platform } from '../audit/warehouse-of.js';
import { type CsvRow, type SimulatedLeague, simulateLeague } from '../simulate/answer-key.js';

// Logs of this kind print percentages and no attempts, and there are no events: the chart is the only source of attempts.
let league: SimulatedLeague;
let shots: readonly CsvRow[];
let folder: string;
let truth: Boxes;

beforeAll(async () => {
  league = await simulateLeague({ seed: 'percentages', teams: 4, gamesPerTeam: 4, boxScores: false });
  shots = league.rows(`${league.season}/shot_chart.csv`);
  folder = mkdtempSync(join(tmpdir(), 'percentages-'));
  truth = await boxes(shots);
});
afterAll(() => {
  league.remove();
  rmSync(folder, { recursive: true, force: true });
});

interface Boxes {
  readonly teams: readonly Record<string, unknown>[];
  readonly players: readonly Record<string, unknown>[];
}

let files = 0;
async function boxes(chart: readonly CsvRow[]): Promise<Boxes> {
  const columns = Object.keys(shots[0] ?? {});
  const path = join(folder, `chart-${++files}.csv`);
  const line = (row: CsvRow) => columns.map((column) => `"${row[column] ?? ''}"`).join(',');
  writeFileSync(path, `${[columns.join(','), ...chart.map(line)].join('\n')}\n`);
  const platform = await Platform.create();
  try {
    const own = league.files(league.season).filter((file) => !/shot_chart|play_by_play|box_scores/.test(file));
    await platform.ingest(...own.map((file) => join(league.out, file)), path);
    await platform.backfill();
    const counts = 'fg_attempts, fg_makes, three_pt_attempts, three_pt_makes, paint_attempts';
    return {
      teams: await platform.warehouse.query(
        `SELECT game_id, team_abbr, ${counts} FROM nba_analytics.team_offense_game_summary ORDER BY 1, 2`,
      ),
      players: await platform.warehouse.query(
        `SELECT game_id, team_abbr, player_id, ${counts} FROM nba_analytics.player_game_summary WHERE player_status = 'played' ORDER BY 1, 3`,
      ),
    };
  } finally {
    await platform.close();
  }
}

const teamGame = (row: CsvRow | undefined) => `${row?.GAME_ID?.padStart(10, '0')} ${row?.TEAM_ID}`;

/** The chart without one shot for each team and game: the first one that `chosen` accepts. */
function without(chosen: (shot: CsvRow, own: readonly CsvRow[]) => boolean) {
  const left = new Map<string, CsvRow>();
  for (const shot of shots) {
    if (left.has(teamGame(shot))) continue;
    const own = shots.filter((other) => other.GAME_ID === shot.GAME_ID && other.PLAYER_ID === shot.PLAYER_ID);
    if (chosen(shot, own)) left.set(teamGame(shot), shot);
  }
  return { chart: shots.filter((shot) => left.get(teamGame(shot)) !== shot), left };
}

test('with the whole chart every attempt is that of the answer key', () => {
  expect(truth.teams).toHaveLength(28);
  for (const row of [...truth.teams, ...truth.players]) expect(row.fg_attempts).not.toBeNull();
  const total = truth.teams.reduce((sum, row) => sum + Number(row.fg_attempts), 0);
  expect(total).toBe(shots.length);
});

const made = (shot: CsvRow) => shot.SHOT_MADE_FLAG === '1';

describe.each([
  ['a missed shot of a man who made some', (shot: CsvRow, own: readonly CsvRow[]) => !made(shot) && own.some(made)],
  ['a missed shot of a man who made none', (_: CsvRow, own: readonly CsvRow[]) => !own.some(made)],
  ['a made shot', (shot: CsvRow) => made(shot)],
  ['the only shot of a man', (_: CsvRow, own: readonly CsvRow[]) => own.length === 1],
])('a chart that lacks %s', (_, chosen) => {
  test('gives no number of that team and game, and those of the others', async () => {
    const { chart, left } = without(chosen);
    expect(left.size).toBeGreaterThan(4);
    const found = await boxes(chart);
    const teamIds = new Map(shots.map((shot) => [shot.TEAM_ID, shot.TEAM_NAME]));
    expect(teamIds.size).toBe(4);
    for (const of of ['teams', 'players'] as const) {
      expect(found[of]).toHaveLength(truth[of].length);
      for (const [i, row] of found[of].entries()) {
        for (const name of ['fg_attempts', 'fg_makes', 'three_pt_attempts', 'three_pt_makes', 'paint_attempts'])
          expect([null, truth[of][i]?.[name]], `${row.game_id} ${row.team_abbr} ${name}`).toContain(row[name]);
      }
    }
    const silent = found.teams.filter(({ fg_attempts }) => fg_attempts === null);
    expect(silent).toHaveLength(left.size);
  });
});
