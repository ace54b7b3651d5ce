import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { playerLookup } from '../../src/domain/names.js';
import { groupBy, type SimulatedLeague, simulateLeague, tree } from './answer-key.js';

describe('the files of a season', () => {
  let league: SimulatedLeague;
  beforeAll(async () => {
    league = await simulateLeague({ seed: 3, seasons: 2, bigDataBall: true });
  });
  afterAll(() => league.remove());

  test('same options, same bytes; another seed, other games', async () => {
    const again = await simulateLeague({ seed: 3, seasons: 2, bigDataBall: true });
    const other = await simulateLeague({ seed: 4, seasons: 2, bigDataBall: true });
    try {
      expect(tree(again.out)).toEqual(tree(league.out));
      for (const file of tree(league.out)) expect(again.bytes(file).equals(league.bytes(file)), file).toBe(true);
      const pbp = `${league.season}/play_by_play_regular.csv.gz`;
      expect(other.bytes(pbp).equals(league.bytes(pbp))).toBe(false);
    } finally {
      again.remove();
      other.remove();
    }
  });

  test('the report names exactly the files there are', () => {
    expect(league.report.files.map((f) => f.path).sort()).toEqual(tree(league.out));
    expect(league.report.seasons.map((s) => s.season)).toEqual(['2023-24', '2024-25']);
  });

  test('every line of a file has as many fields as its header', () => {
    for (const file of tree(league.out).filter((f) => f.endsWith('.csv.gz'))) {
      const lines = gunzipSync(league.bytes(file)).toString('utf8').trimEnd().split('\n');
      // Commas inside quotes do not part fields.
      const widths = new Set(lines.map((line) => line.replaceAll(/"[^"]*"/g, '').split(',').length));
      expect([...widths], file).toHaveLength(1);
    }
  });

  test('stopping half-way leaves a whole schedule and only played games', async () => {
    const until = '2023-10-30';
    const half = await simulateLeague({ seed: 3, until });
    try {
      const schedule = JSON.parse(
        gunzipSync(half.bytes(`${half.season}/schedule_league_v2.json.gz`)).toString(),
      ) as Schedule;
      const games = schedule.leagueSchedule.gameDates.flatMap((d) => d.games).filter((g) => g.gameId.startsWith('002'));
      expect(games).toHaveLength(12);
      for (const game of games) expect(game.gameStatus === 3).toBe(game.gameDateEst.slice(0, 10) <= until);
      const final = games.filter((g) => g.gameStatus === 3).map((g) => g.gameId);
      expect(half.rows(`${half.season}/games.csv`).map((g) => g.game_id)).toEqual(final.sort());
    } finally {
      half.remove();
    }
  });

  test('without box scores there is no file of them', async () => {
    const bare = await simulateLeague({ seed: 3, boxScores: false });
    try {
      expect(bare.files(bare.season).filter((f) => f.includes('box_scores'))).toEqual([]);
      expect(bare.key('players')).toEqual(league.key('players'));
    } finally {
      bare.remove();
    }
  });

  test('namesakes play for different teams', () => {
    const people = groupBy(league.key('players'), (r) => r.player_id ?? '');
    const lookups = groupBy(
      [...people.values()].flatMap((rows) => rows.slice(0, 1)),
      (r) => playerLookup(r.player_name ?? ''),
    );
    const twins = [...lookups.values()].filter((rows) => rows.length > 1);
    expect(twins.length).toBeGreaterThanOrEqual(2);
    for (const rows of twins) expect(new Set(rows.map((r) => r.key_team)).size).toBe(rows.length);
  });

  test('quotes carry times, some of them after tip-off', () => {
    const quotes = league.rows(`${league.season}/player_props.csv`);
    const late = quotes.filter((q) => (q.timestamp ?? '') >= (q.commence_time ?? ''));
    expect(late.length).toBeGreaterThan(20);
    expect(late.length).toBeLessThan(quotes.length / 3);
  });

  test('prices are American odds: none lies between -100 and +100', () => {
    const quotes = league.rows(`${league.season}/player_props.csv`);
    const odds = league.rows(`${league.season}/game_odds.csv`);
    const prices = [...quotes.map((q) => Number(q.price)), ...odds.map((o) => Number(o.ML))];
    expect(prices.filter((price) => !(Math.abs(price) >= 100))).toEqual([]);
  });

  test('blockers are on the side opposite the shooter, and both on court, in the BigDataBall rows', () => {
    const blocks = league.rows(`${league.season}/bigdataball_play_by_play.csv`).filter((r) => r.block !== '');
    expect(blocks.length).toBeGreaterThan(50);
    // By team, not by name: two namesakes may meet.
    const hosts = new Map(league.rows(`${league.season}/games.csv`).map((g) => [g.game_id, g.home_abbr]));
    for (const row of blocks) {
      const five = (side: string) => [1, 2, 3, 4, 5].map((n) => row[`${side}${n}`] ?? '');
      const [shooters, blockers] =
        row.team === hosts.get(`00${row.game_id}`) ? [five('h'), five('a')] : [five('a'), five('h')];
      expect(shooters).toContain(row.player);
      expect(blockers).toContain(row.block);
    }
  });
});

interface Schedule {
  readonly leagueSchedule: {
    readonly gameDates: readonly {
      readonly games: readonly { readonly gameId: string; readonly gameStatus: number; readonly gameDateEst: string }[];
    }[];
  };
}
