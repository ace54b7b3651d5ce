import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tonight } from '../../../src/tonight/report.js';
import { preparedLeague } from '../../prepared/league.js';
import { Terminal } from './terminal.js';

let terminal: Terminal;
beforeAll(async () => {
  terminal = Terminal.on((await preparedLeague()).complete);
});
afterAll(() => terminal.close());

describe('tonight', () => {
  test('without a date, in a season that is over, shows the last one with what came of it', async () => {
    const report = await terminal.json<Tonight>(0, 'tonight');
    expect(report.date).toBe(report.horizon);
    expect(report.games.every((game) => game.state === 'played')).toBe(true);
    const { out, code } = await terminal.run('tonight');
    expect(code).toBe(0);
    expect(out).toContain(`${report.date}  2023-24, `);
    const [game] = report.games;
    expect(out).toContain(`${game?.away.team} @ ${game?.home.team}`);
    expect(out).toMatch(/ pts \d+\.\d min/);
  });

  test('of one team only its game and players; as CSV only the players', async () => {
    const { games } = await terminal.json<Tonight>(0, 'tonight');
    const team = games[0]?.home.team ?? '';
    const { out } = await terminal.run('tonight', '--team', team.toLowerCase(), '--all');
    for (const game of games.slice(1)) expect(out).not.toContain(`${game.away.team} @ ${game.home.team}`);
    const csv = await terminal.run('tonight', '--team', team, '--all', '--csv');
    const lines = csv.out.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^date,game_id,/);
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.slice(1).every((line) => line.includes(`,${team},`))).toBe(true);
  });

  test('a date without games is an error that names those around it', async () => {
    const { code, err } = await terminal.run('tonight', '2023-07-04');
    expect(code).toBe(2);
    expect(err).toMatch(/no games on 2023-07-04.\n {2}The dates around it are 2023-10-/);
  });

  test('a team that does not play and a market that is none are errors, which name those there are', async () => {
    const { date } = await terminal.json<Tonight>(0, 'tonight');
    const team = await terminal.run('tonight', date, '--team', 'XYZ');
    expect(team.code).toBe(2);
    expect(team.err).toContain(`NOT_FOUND: XYZ has no game on ${date}.\n  Choose one of `);
    const market = await terminal.run('tonight', '--market', 'pionts');
    expect(market.code).toBe(2);
    expect(market.err).toContain('BAD_OPTION: There is no market "pionts".\n  Use one of points, ');
  });

  test('rows that are stale are a finding, with the command that makes them', async () => {
    const { date } = await terminal.json<Tonight>(0, 'tonight');
    const { openWarehouse } = await import('../../../src/engine/open.js');
    const warehouse = await openWarehouse({ location: terminal.path('nba.duckdb') });
    await warehouse.execute(
      `DELETE FROM nba_processing.partitions WHERE table_name = 'nba_predictions.ml_feature_store' AND partition_date = DATE '${date}'`,
    );
    await warehouse.close();
    const { code, out } = await terminal.run('tonight', date);
    expect(out).toContain(`its rows are missing: nba-props run ${date}`);
    expect(code).toBe(1);
  });
});
