import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { command } from '../../src/app/cli/commands/simulate.js';
import { PlatformError } from '../../src/errors.js';
import { FAULT_KINDS } from '../../src/simulate/faults/fault.js';
import { parseFault, simulate } from '../../src/simulate/simulate.js';
import { type CsvRow, number, type SimulatedLeague, simulateLeague } from './answer-key.js';

const LEAGUE = { seed: 'faults', teams: 8, gamesPerTeam: 6 };
const GAME = '0022300005';

let clean: SimulatedLeague;
let date: string;
const leagues: SimulatedLeague[] = [];

/** The same league with faults planted. */
async function withFaults(...faults: string[]): Promise<SimulatedLeague> {
  const league = await simulateLeague({ ...LEAGUE, faults: faults.map(parseFault) });
  leagues.push(league);
  return league;
}

const pbp = (league: SimulatedLeague) => league.rows(`${league.season}/play_by_play_regular.csv`);
const gamesOn = (league: SimulatedLeague, day: string) =>
  league
    .rows(`${league.season}/games.csv`)
    .filter((g) => g.game_date === day)
    .map((g) => g.game_id ?? '');
const text = (rows: readonly CsvRow[]) => rows.map((r) => JSON.stringify(r));

beforeAll(async () => {
  clean = await simulateLeague(LEAGUE);
  leagues.push(clean);
  const games = clean.rows(`${clean.season}/games.csv`).filter((g) => g.season_type === 'regular');
  const full = games.find((g) => games.filter((h) => h.game_date === g.game_date).length === 2);
  date = full?.game_date ?? '';
  expect(date).not.toBe('');
});
afterAll(() => {
  for (const league of leagues) league.remove();
});

describe('planted faults', () => {
  test('missing-pbp: the day is absent, its true rows are withheld, the rest is untouched', async () => {
    const league = await withFaults(`missing-pbp:${date}`);
    const lost = gamesOn(clean, date);
    const expected = text(pbp(clean).filter((r) => !lost.includes(r.GAME_ID ?? '')));
    expect(text(pbp(league))).toEqual(expected);
    const withheld = league.rows(`withheld/${league.season}/play_by_play_${date}.csv`);
    expect(text(withheld)).toEqual(text(pbp(clean).filter((r) => lost.includes(r.GAME_ID ?? ''))));
    expect(league.report.faults).toMatchObject([{ kind: 'missing-pbp', where: date, games: lost }]);
    expect(league.key('players')).toEqual(clean.key('players'));
  });

  test('half-games: one of two games is absent', async () => {
    const league = await withFaults(`half-games:${date}`);
    const present = new Set(pbp(league).map((r) => r.GAME_ID));
    const [lost, kept] = gamesOn(clean, date);
    expect([present.has(lost ?? ''), present.has(kept ?? '')]).toEqual([false, true]);
    const charted = new Set(league.rows(`${league.season}/shot_chart.csv`).map((r) => `00${r.GAME_ID}`));
    expect([charted.has(lost ?? ''), charted.has(kept ?? '')]).toEqual([false, true]);
    expect(league.report.faults[0]?.games).toEqual([lost]);
  });

  test('null-distance: no chart, no distance in any text of the day, and true files beside', async () => {
    const league = await withFaults(`null-distance:${date}`);
    const games = gamesOn(clean, date);
    const shots = pbp(league).filter((r) => games.includes(r.GAME_ID ?? '') && /^[12]$/.test(r.EVENTMSGTYPE ?? ''));
    expect(shots.length).toBeGreaterThan(200);
    expect(shots.filter((r) => /\d' /.test(`${r.HOMEDESCRIPTION}${r.VISITORDESCRIPTION}`))).toEqual([]);
    const chart = league.rows(`${league.season}/shot_chart.csv`).map((r) => `00${r.GAME_ID}`);
    expect(games.filter((g) => chart.includes(g))).toEqual([]);
    expect(league.files(`withheld/${league.season}`).map((f) => f.split('/')[2])).toEqual([
      `play_by_play_${date}.csv.gz`,
      `shot_chart_${date}.csv.gz`,
    ]);
  });

  test('duplicate-rows: only exact duplicates are added, and the game summaries count them', async () => {
    const league = await withFaults(`duplicate-rows:${date}`);
    const rows = text(pbp(league));
    expect([...new Set(rows)]).toEqual([...new Set(text(pbp(clean)))]);
    expect(rows.length).toBeGreaterThan(pbp(clean).length + 5);
    const summaries = league.rows(`${league.season}/games.csv`).filter((g) => g.season_type === 'regular');
    const counted = summaries.reduce((sum, g) => sum + number(g, 'n_duplicate_rows'), 0);
    expect(counted).toBe(rows.length - new Set(rows).size);
  });

  test('duplicate-rows without a place falls on the whole season, duplicate-file on the whole file', async () => {
    const league = await withFaults('duplicate-rows', 'duplicate-file');
    expect(pbp(league).length).toBeGreaterThan(pbp(clean).length);
    const copy = league.bytes(`${league.season}/play_by_play_regular_copy.csv.gz`);
    expect(copy.equals(league.bytes(`${league.season}/play_by_play_regular.csv.gz`))).toBe(true);
  });

  test('stat-correction: two boxes differ by one credit, and the corrected files are the true ones', async () => {
    const league = await withFaults(`stat-correction:${GAME}`);
    const name = `${league.season}/player_box_scores.csv`;
    const changed = differences(clean.rows(name), league.rows(name));
    expect(changed.map((d) => d.change).sort()).toEqual([-1, 1]);
    expect(league.key('players')).toEqual(clean.key('players'));
    const corrected = league.rows(`corrections/${league.season}/play_by_play_${GAME}.csv`);
    expect(text(corrected)).toEqual(text(pbp(clean).filter((r) => r.GAME_ID === GAME)));
    expect(text(pbp(league).filter((r) => r.GAME_ID === GAME))).not.toEqual(text(corrected));
    expect(league.report.faults[0]?.detail).toMatch(/belongs to 9\d+, printed for 9\d+/);
  });

  test('wrong-team: one player stands in the other team', async () => {
    const league = await withFaults(`wrong-team:${GAME}`);
    const teams = (l: SimulatedLeague) =>
      l.rows(`${l.season}/player_box_scores.csv`).map((r) => `${r.GAME_ID} ${r.PLAYER_ID} ${r.TEAM_ABBREVIATION}`);
    const truth = teams(clean);
    const wrong = teams(league).filter((row) => !truth.includes(row));
    expect(wrong).toHaveLength(1);
    expect(wrong[0]).toContain(GAME);
    const inLog = league.rows(`corrections/${league.season}/player_game_logs_${GAME}.csv`);
    const player = wrong[0]?.split(' ')[1];
    expect(inLog.find((r) => r.PLAYER_ID === player)?.TEAM_ABBREVIATION).not.toBe(wrong[0]?.split(' ')[2]);
  });

  test('missing-shot-chart and late-file keep their rows for later', async () => {
    const league = await withFaults(`missing-shot-chart:${date}`);
    expect(league.rows(`withheld/${league.season}/shot_chart_${date}.csv`).length).toBeGreaterThan(200);
    const late = await withFaults(`late-file:${date}`);
    const inSeason = late.rows(`${late.season}/games.csv`).filter((g) => g.game_date === date);
    expect(inSeason).toEqual([]);
    expect(late.rows(`late/${late.season}/games_${date}.csv`)).toHaveLength(2);
    expect(late.rows(`late/${late.season}/player_game_logs_${date}.csv`).length).toBeGreaterThan(30);
  });

  test('score-glitch: the score falls and ends wrong, the events do not change', async () => {
    const league = await withFaults(`score-glitch:${GAME}`);
    const totals = pbp(league)
      .filter((r) => r.GAME_ID === GAME && /^\d/.test(r.SCORE ?? ''))
      .map((r) => (r.SCORE ?? '').split(' - ').reduce((sum, points) => sum + Number(points), 0));
    expect(totals.some((total, i) => i > 0 && total < (totals[i - 1] ?? total))).toBe(true);
    const summary = league.rows(`${league.season}/games.csv`).find((g) => g.game_id === GAME) ?? {};
    expect(totals.at(-1)).toBeLessThan(number(summary, 'home_pts') + number(summary, 'away_pts'));
  });

  test('a fault of every season stands in the key of every season; asked for twice it is planted once', async () => {
    const faults = ['duplicate-rows', 'duplicate-file', 'duplicate-rows', `score-glitch:${GAME}`].map(parseFault);
    const league = await simulateLeague({ seed: 'faults', seasons: 2, faults });
    leagues.push(league);
    const planted = ['2023-24', '2024-25'].map((season) => {
      const key = JSON.parse(league.bytes(`answer_key/${season}/faults.json`).toString()) as {
        planted_faults: { kind: string; season: string; games: string[] }[];
      };
      for (const fault of key.planted_faults) expect(fault.season).toBe(season);
      return key.planted_faults;
    });
    const [first = [], second = []] = planted;
    expect(first.map((f) => f.kind)).toEqual(['duplicate-rows', 'duplicate-file', 'score-glitch']);
    expect(second.map((f) => f.kind)).toEqual(['duplicate-rows', 'duplicate-file']);
    expect(second[0]?.games.every((game) => game.slice(3, 5) === '24')).toBe(true);
    expect(league.report.faults).toHaveLength(5);
  });

  test('--help names every kind', () => {
    for (const kind of Object.keys(FAULT_KINDS)) expect(command.options.fault?.help).toContain(kind);
  });

  test('a fault that meets no game, an unknown kind and a misplaced one are refused', async () => {
    await expect(withFaults('missing-pbp:2023-07-04')).rejects.toMatchObject({ code: 'BAD_OPTION' });
    for (const wrong of [
      'no-such-fault',
      'missing-pbp',
      'missing-pbp:2023-02-30',
      'wrong-team:2023-11-01',
      'duplicate-file:x',
    ]) {
      expect(() => parseFault(wrong), wrong).toThrow(PlatformError);
    }
    expect(parseFault(`wrong-team:${GAME}`)).toEqual({ kind: 'wrong-team', where: GAME });
  });

  test('a league of no possible shape is refused', async () => {
    for (const odd of [{ teams: 5 }, { teams: 32 }, { seasons: 0 }, { gamesPerTeam: 83 }, { until: '2024-13-01' }]) {
      const options = { seasons: 1, seed: 1, out: '/nonexistent', ...odd };
      await expect(simulate(options)).rejects.toMatchObject({ code: 'BAD_OPTION' });
    }
  });
});

/** Numbers that differ between two files of equal shape. */
function differences(a: readonly CsvRow[], b: readonly CsvRow[]): { column: string; change: number }[] {
  const STATS = ['AST', 'DREB', 'BLK'];
  return a.flatMap((row, i) =>
    STATS.filter((column) => row[column] !== b[i]?.[column]).map((column) => ({
      column,
      change: Number(b[i]?.[column]) - Number(row[column]),
    })),
  );
}
