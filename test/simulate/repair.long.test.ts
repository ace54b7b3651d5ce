import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseFault } from '../../src/simulate/simulate.js';
import { Platform } from '../audit/warehouse-of.js';
import { number, type SimulatedLeague, simulateLeague } from './answer-key.js';

const LEAGUE = { seed: 'repair', teams: 8, gamesPerTeam: 6 };
const COMPARED = [
  'seconds_played',
  'points',
  'assists',
  'defensive_rebounds',
  'blocks',
  'paint_attempts',
  'mid_range_makes',
  'and1_count',
];

/** What a season lacks or has wrong arrives later, and then every player-game equals the key. */
describe('a season with faults, repaired by the files beside it', () => {
  let league: SimulatedLeague;
  let platform: Platform;
  let dates: string[];

  beforeAll(async () => {
    const clean = await simulateLeague(LEAGUE);
    const games = clean.rows(`${clean.season}/games.csv`).filter((g) => g.season_type === 'regular');
    dates = [...new Set(games.map((g) => g.game_date ?? ''))];
    const [a = '', b = '', c = '', d = ''] = dates.slice(2);
    const corrected = games.find((g) => g.game_date === dates[1])?.game_id ?? '';
    clean.remove();
    const faults = [
      `missing-pbp:${a}`,
      `null-distance:${b}`,
      `missing-shot-chart:${c}`,
      `late-file:${d}`,
      `stat-correction:${corrected}`,
      'duplicate-file',
    ];
    league = await simulateLeague({ ...LEAGUE, boxScores: false, faults: faults.map(parseFault) });
    platform = await Platform.create();
    await platform.ingest(`${league.out}/${league.season}`);
    await platform.backfill();
  });
  afterAll(async () => {
    await platform.close();
    league.remove();
  });

  test('before: what nobody observed is NULL, never 0, and only where a fault was planted', async () => {
    const wrong = await differences();
    const [a, b, c, d] = dates.slice(2);
    const touched = new Set(wrong.map((w) => w.date));
    expect([a, b, d, dates[1]].filter((date) => !touched.has(date ?? ''))).toEqual([]);
    expect([...touched].filter((date) => ![a, b, c, d, dates[1]].includes(date))).toEqual([]);
    for (const { date, column, row, made } of wrong.filter(
      (w) => w.date === a && COMPARED.slice(5).includes(w.column),
    )) {
      expect(row, `${date} ${column} ${made}`).toBeNull();
    }
    const zoneless = wrong.filter((w) => w.date === b && w.column === 'paint_attempts');
    expect(zoneless.length).toBeGreaterThan(0);
  });

  test('after: equal to the key', { timeout: 600_000 }, async () => {
    for (const shelf of ['withheld', 'late', 'corrections'])
      await platform.ingest(`${league.out}/${shelf}/${league.season}`);
    await platform.backfill();
    expect(await differences()).toEqual([]);
  });

  interface Difference {
    readonly date: string;
    readonly made: string;
    readonly column: string;
    readonly row: unknown;
  }

  async function differences(): Promise<Difference[]> {
    const rows = await platform.warehouse.query('SELECT * FROM nba_analytics.player_game_summary');
    const made = new Map(rows.map((row) => [`${row.game_id} ${row.player_id}`, row]));
    return league
      .key('players')
      .filter((r) => r.player_status === 'played')
      .flatMap((r) => {
        const id = `${r.key_game} ${r.player_id}`;
        const row = made.get(id);
        return COMPARED.filter((column) => row?.[column] !== number(r, column)).map((column) => ({
          date: r.key_date ?? '',
          made: id,
          column,
          row: row?.[column],
        }));
      });
  }
});
