import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tonightCsv } from '../../src/tonight/csv.js';
import { tonightDate } from '../../src/tonight/date.js';
import type { Tonight } from '../../src/tonight/report.js';
import { playersShown } from '../../src/tonight/shown.js';
import { readTonight } from '../../src/tonight/tonight.js';
import { Platform } from '../audit/warehouse-of.js';
import { preparedLeague } from '../prepared/league.js';

let platform: Platform;
let date: string;
let played: Tonight;

beforeAll(async () => {
  platform = await Platform.copyOf((await preparedLeague()).complete);
  // Late enough for averages, with a next date to come.
  const rows = await platform.warehouse.query<{ day: string }>(
    'SELECT DISTINCT game_date AS day FROM nba_analytics.player_game_summary ORDER BY 1 DESC LIMIT 1 OFFSET 1',
  );
  date = rows[0]!.day;
  played = await readTonight(platform.warehouse, platform.graph, date);
});
afterAll(() => platform.close());

const query = <T extends object>(sql: string) => platform.warehouse.query(sql) as unknown as Promise<T[]>;

describe('the page of a date', () => {
  test('has its games in the order of their tip-offs, with the lines of both teams', async () => {
    const games = await query<{ game_id: string; spread: number; total: number }>(
      `SELECT g.game_id, u.game_spread AS spread, u.game_total AS total FROM nba_reference.games g
       JOIN nba_analytics.upcoming_team_game_context u ON u.game_id = g.game_id AND u.team_abbr = g.home_abbr
       WHERE g.game_date = DATE '${date}' AND g.is_counting ORDER BY g.tipoff_at, g.game_id`,
    );
    expect(played.games.map((game) => game.gameId)).toEqual(games.map((game) => game.game_id));
    for (const [i, { spread, total }] of games.entries()) {
      const { home, away } = played.games[i]!;
      expect([home.spread, played.games[i]!.total]).toEqual([spread, total]);
      expect(home.impliedPoints! + away.impliedPoints!).toBe(total);
      expect(home.quotes.length).toBeGreaterThan(0);
    }
  });

  test('averages are those of player_daily_cache', async () => {
    const rows = await query<Record<string, number>>(
      `SELECT player_id, points_avg_last_5 AS a, points_avg_last_10 AS b, points_avg_season AS c, assists_avg_last_10 AS d
       FROM nba_precompute.player_daily_cache WHERE analysis_date = DATE '${date}'`,
    );
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) {
      const player = played.players.find((one) => one.playerId === row.player_id)!;
      const mean = (market: string) => player.averages.find((one) => one.market === market)!;
      expect(mean('points').last5).toBeCloseTo(row.a!, 9);
      expect(mean('points').last10).toBeCloseTo(row.b!, 9);
      expect(mean('points').season).toBeCloseTo(row.c!, 9);
      expect(mean('assists').last10).toBeCloseTo(row.d!, 9);
    }
  });

  test('hit rates are those of his games before the date against the line of tonight', async () => {
    const player = played.players.find(
      (one) => one.knownBeforeGame && one.lines.some((line) => line.market === 'points'),
    )!;
    const line = player.lines.find((one) => one.market === 'points')!;
    const games = await query<{ points: number; opponent: string }>(
      `SELECT points, opponent_team_abbr AS opponent FROM nba_analytics.player_game_summary
       WHERE player_id = ${player.playerId} AND game_date < DATE '${date}' AND player_status = 'played'
         AND COALESCE(seconds_played, 1) > 0 ORDER BY game_date DESC, game_id DESC`,
    );
    const over = (list: typeof games) => list.filter((game) => game.points > line.line).length;
    expect(line.hits).toMatchObject({
      last5: { games: 5, over: over(games.slice(0, 5)) },
      season: { games: games.length, over: over(games) },
    });
    const met = games.filter((game) => game.opponent === player.opponent);
    expect(line.hits?.opponent).toMatchObject({ games: met.length, over: over(met) });
    expect(line.quotes.length).toBeGreaterThan(0);
    expect(line.quotes.some((quote) => quote.book === line.book && quote.line === line.line)).toBe(true);
  });

  test('ready players and reasons are those of the feature store', async () => {
    const [row] = await query<{ n: number; ready: number }>(
      `SELECT COUNT(*) AS n, COUNT(*) FILTER (WHERE is_production_ready) AS ready
       FROM nba_predictions.ml_feature_store WHERE game_date = DATE '${date}'`,
    );
    expect(played.readiness).toMatchObject({ rows: row!.n, ready: row!.ready });
    expect(played.readiness.reasons.reduce((sum, one) => sum + one.rows, 0)).toBe(row!.n - row!.ready);
    for (const player of played.players) expect(player.ready === true).toBe(player.unready === null);
  });

  test('shows what came of it beside the lines', async () => {
    const graded = await query<{ player_id: number; points: number; result: string }>(
      `SELECT player_id, points, over_under_result AS result FROM nba_analytics.player_game_summary
       WHERE game_date = DATE '${date}' AND over_under_result IS NOT NULL`,
    );
    expect(graded.length).toBeGreaterThan(5);
    for (const { player_id, points, result } of graded) {
      const player = played.players.find((one) => one.playerId === player_id)!;
      const line = player.lines.find((one) => one.market === 'points')!;
      expect(line.outcome).toEqual({ value: points, result });
    }
    expect(played.games.every((game) => game.state === 'played' && game.home.score !== null)).toBe(true);
  });

  test('of a date to come says nothing that happened on it or later, and the same as was known before it', async () => {
    const copy = await Platform.copyOf((await preparedLeague()).complete);
    // The date as it was before its games: no source has it or a later one, and what depends on it is made again.
    for (const table of ['nbac_play_by_play', 'nbac_shot_chart', 'nbac_player_boxscores', 'nbac_team_boxscores']) {
      const columns = await copy.warehouse.query<{ name: string }>(
        `SELECT column_name AS name FROM duckdb_columns() WHERE table_name = '${table}' AND column_name = 'game_date'`,
      );
      const later = `game_id IN (SELECT game_id FROM nba_reference.games WHERE game_date >= DATE '${date}')`;
      await copy.warehouse.execute(
        `DELETE FROM nba_raw.${table} WHERE ${columns.length > 0 ? `game_date >= DATE '${date}' OR ${later}` : later}`,
      );
    }
    await copy.warehouse.execute(`
      DELETE FROM nba_reference.due_games WHERE game_date >= DATE '${date}';
      UPDATE nba_reference.games SET status = 'scheduled', events_whole = NULL, box_score_whole = NULL, game_log_whole = NULL,
        team_log_whole = NULL, home_score = NULL, away_score = NULL WHERE game_date >= DATE '${date}';
      DELETE FROM nba_analytics.player_game_summary WHERE game_date >= DATE '${date}';
      DELETE FROM nba_analytics.upcoming_player_game_context WHERE game_date = DATE '${date}' AND NOT known_before_game`);
    const before = await readTonight(copy.warehouse, copy.graph, date);
    await copy.close();
    expect(before.games.map((game) => game.state)).toEqual(before.games.map(() => 'not_played'));
    expect(before.players.length).toBeGreaterThan(20);
    const known = played.players.filter((player) => player.knownBeforeGame);
    const bare = (players: Tonight['players']) =>
      players.map((player) => ({
        ...player,
        result: null,
        lines: player.lines.map((line) => ({ ...line, outcome: null })),
      }));
    expect(bare(before.players)).toEqual(bare(known));
    expect(before.players.every((player) => player.result === null)).toBe(true);
    expect(before.players.flatMap((player) => player.lines).every((line) => line.outcome === null)).toBe(true);
    expect(JSON.stringify(before.games)).not.toMatch(/"score":\d/);
  });

  test('as CSV has a line per player and market, quoted where it must be', () => {
    const [head, ...lines] = tonightCsv(played, played.players).trimEnd().split('\n');
    expect(head).toMatch(/^date,game_id,away,home,/);
    const expected = played.players.reduce((sum, player) => sum + Math.max(1, player.lines.length), 0);
    expect(lines.length).toBe(expected);
    const odd = { ...played.players[0]!, name: 'Smith, "Jr"', lines: [] };
    expect(tonightCsv(played, [odd])).toContain('"Smith, ""Jr"""');
  });

  test('can be narrowed to a team, and to who is doubtful', () => {
    const [first] = played.players;
    const team = playersShown(played, { team: first!.team.toLowerCase(), all: true });
    expect(new Set(team.map((player) => player.team))).toEqual(new Set([first!.team]));
    const doubtful = playersShown(played, { doubtful: true, all: true });
    expect(
      doubtful.every((player) => player.ready !== true || !['available', 'out'].includes(player.availability)),
    ).toBe(true);
    expect(doubtful.length).toBeLessThan(played.players.length);
  });

  test('a date without games is told with the dates around it', async () => {
    await expect(readTonight(platform.warehouse, platform.graph, '2023-07-04')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

test('tonight is the next date with games; in a season long over the first one without data, else the last', () => {
  const gameDates = ['2024-01-01', '2024-01-03', '2024-01-05'];
  expect(tonightDate({ gameDates, horizon: '2024-01-01' }, '2024-01-02')).toBe('2024-01-03');
  expect(tonightDate({ gameDates, horizon: '2024-01-01' }, '2024-01-03')).toBe('2024-01-03');
  expect(tonightDate({ gameDates, horizon: '2024-01-01' }, '2026-01-03')).toBe('2024-01-03');
  expect(tonightDate({ gameDates, horizon: '2024-01-05' }, '2026-01-03')).toBe('2024-01-05');
  expect(tonightDate({ gameDates: [], horizon: null }, '2026-01-03')).toBeNull();
});
