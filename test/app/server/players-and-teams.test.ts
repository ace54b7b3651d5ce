import { afterAll, beforeAll, expect, test } from 'vitest';
import { readMarkets } from '../../../src/app/server/read/markets.js';
import { readTeam } from '../../../src/app/server/read/team.js';
import { markets } from '../../../src/app/server/schema/markets.js';
import { team } from '../../../src/app/server/schema/team.js';
import { Platform } from '../../audit/warehouse-of.js';
import { threeNights } from '../../prepared/three-nights.js';

let platform: Platform;
let tonight: string;
beforeAll(async () => {
  const nights = await threeNights();
  tonight = nights.tonight;
  platform = await Platform.copyOf(nights.base);
}, 120_000);
afterAll(() => platform.close());

const context = () => ({ warehouse: platform.warehouse, graph: platform.graph, version: 'test' });

test('a team has every game of its schedule with what came of it, and its players', async () => {
  const { warehouse } = platform;
  const [one] = await warehouse.query<{ team: string; games: number; wins: number }>(
    `SELECT team_abbr AS team, COUNT(*) AS games, COUNT(*) FILTER (WHERE win_flag) AS wins
     FROM nba_analytics.team_offense_game_summary GROUP BY 1 ORDER BY 1 LIMIT 1`,
  );
  const answer = await readTeam(context(), { team: one!.team });
  expect(team.safeParse(answer).error).toBeUndefined();
  const played = answer.games.filter(({ points }) => points !== null);
  expect(played.length).toBe(one!.games);
  expect(played.filter(({ points, against }) => points! > against!).length).toBe(one!.wins);
  expect(answer.games.length).toBe(10);
  expect(answer.games.map(({ date }) => date)).toEqual(answer.games.map(({ date }) => date).sort());
  expect(answer.players.length).toBeGreaterThan(8);
  await expect(readTeam(context(), { team: 'XXX' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a player has the games he played, the latest first, with their lines; games to come are none of them', async () => {
  const { warehouse } = platform;
  const [who] = await warehouse.query<{ id: number; games: number; points: number }>(
    `SELECT player_id AS id, COUNT(*) AS games, SUM(points) AS points FROM nba_analytics.player_game_summary
     WHERE player_status = 'played' AND seconds_played > 0 GROUP BY 1 ORDER BY 3 DESC, 1 LIMIT 1`,
  );
  const answer = await readMarkets(context(), { player: who!.id });
  expect(markets.safeParse(answer).error).toBeUndefined();
  expect(answer.games.length).toBe(who!.games);
  expect(answer.games.reduce((sum, game) => sum + game.points!, 0)).toBe(who!.points);
  expect(answer.games.every(({ date }) => date < tonight)).toBe(true);
  expect(answer.lines.some(({ market }) => market === 'points')).toBe(true);
  expect(answer.coming).toBeNull();
  await expect(readMarkets(context(), { player: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
