import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform } from '../audit/warehouse-of.js';
import { type CsvRow, type SimulatedLeague, simulateLeague } from '../simulate/answer-key.js';

let league: SimulatedLeague;
let shots: readonly CsvRow[];
let game: string;
let folder: string;

beforeAll(async () => {
  league = await simulateLeague({ seed: 'charts', teams: 4, gamesPerTeam: 2, boxScores: false });
  shots = league.rows(`${league.season}/shot_chart.csv`);
  game = shots[0]?.GAME_ID ?? '';
  folder = mkdtempSync(join(tmpdir(), 'charts-'));
});
afterAll(() => {
  league.remove();
  rmSync(folder, { recursive: true, force: true });
});

let files = 0;
function chart(rows: readonly CsvRow[]): string {
  const columns = Object.keys(shots[0] ?? {});
  const path = join(folder, `chart-${++files}.csv`);
  const line = (row: CsvRow) => columns.map((column) => `"${row[column] ?? ''}"`).join(',');
  writeFileSync(path, `${[columns.join(','), ...rows.map(line)].join('\n')}\n`);
  return path;
}

/** The boxes of the league made with these charts in place of its own. */
async function boxes(...charts: readonly (readonly CsvRow[])[]) {
  const platform = await Platform.create();
  try {
    const own = league.files(league.season).filter((path) => !path.includes('shot_chart'));
    await platform.ingest(...own.map((path) => join(league.out, path)));
    for (const rows of charts) await platform.ingest(chart(rows));
    await platform.backfill();
    const zones = 'paint_attempts, corner_three_attempts, restricted_area_attempts';
    return {
      teams: await platform.warehouse.query(
        `SELECT game_id, team_abbr, fg_attempts, ${zones}, missing_inputs FROM nba_analytics.team_offense_game_summary ORDER BY 1, 2`,
      ),
      players: await platform.warehouse.query(
        `SELECT game_id, player_id, fg_attempts, ${zones}, missing_inputs FROM nba_analytics.player_game_summary
         WHERE player_status = 'played' ORDER BY 1, 2`,
      ),
    };
  } finally {
    await platform.close();
  }
}

describe('a game of which several charts have been fetched', () => {
  it('one for each team: the zones are those of one chart of both', async () => {
    const byTeam = [...new Set(shots.map(({ TEAM_ID }) => TEAM_ID))].map((team) =>
      shots.filter(({ TEAM_ID }) => TEAM_ID === team),
    );
    expect(await boxes(...byTeam)).toEqual(await boxes(shots));
  });

  it('one of made shots only: the zones of the game are not trusted, and the reason is told', async () => {
    const truth = await boxes(shots);
    const some = shots.filter((shot) => shot.GAME_ID !== game || shot.SHOT_MADE_FLAG === '1');
    const found = await boxes(some);
    const id = game.padStart(10, '0');
    for (const rows of [found.teams, found.players] as const) {
      for (const row of rows.filter((r) => r.game_id === id && r.fg_attempts !== 0)) {
        expect(row).toMatchObject({ paint_attempts: null, corner_three_attempts: null });
        expect(row.missing_inputs).toContain('chart_incomplete');
      }
    }
    const others = (all: typeof truth) => [...all.teams, ...all.players].filter((row) => row.game_id !== id);
    expect(others(found)).toEqual(others(truth));
    expect(truth.teams.some(({ missing_inputs }) => String(missing_inputs).includes('chart_incomplete'))).toBe(false);
  });
});
