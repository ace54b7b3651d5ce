import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EntityExplanation } from '../../../src/explain/report.js';
import { words } from '../../docs/console-blocks.js';
import { preparedLeague } from '../../prepared/league.js';
import { Terminal } from './terminal.js';

interface Explained {
  readonly partition: {
    readonly state: string;
    readonly ledger: { readonly rows: number; readonly contentHash: string };
  };
  readonly entity: EntityExplanation | null;
}

let terminal: Terminal;
/** The last date that is made; the league plays on after it. */
let day: string;
/** The next date with games, of which nothing is made. */
let next: string;
let player: { readonly id: number; readonly name: string };

beforeAll(async () => {
  terminal = Terminal.on((await preparedLeague()).ingested);
  const dates = await rows<{ day: string }>(
    'SELECT DISTINCT game_date AS day FROM nba_reference.games WHERE is_counting ORDER BY 1',
  );
  day = dates[17]?.day ?? '';
  next = dates[18]?.day ?? '';
  await terminal.run('backfill', 'all', '--start-date', dates[0]?.day ?? '', '--end-date', day);
  const [found] = await rows<{ id: number; name: string }>(
    `SELECT c.player_id AS id, c.player_name AS name FROM nba_precompute.player_daily_cache c
     WHERE c.analysis_date = DATE '${day}' AND c.games_played_season >= 6 ORDER BY 1 LIMIT 1`,
  );
  player = found ?? { id: 0, name: '' };
});
afterAll(() => terminal.close());

const rows = <T>(sql: string): Promise<T[]> => terminal.json<T[]>(0, 'query', sql);
const explain = (...args: string[]) => terminal.json<Explained>(0, 'explain', ...args);

describe('explain', () => {
  test('a partition: what the ledger has of it, in text and as data', async () => {
    const { partition, entity } = await explain('pdc', day);
    const [ledger] = await rows<{ n: number; hash: string }>(
      `SELECT row_count AS n, content_hash AS hash FROM nba_processing.partitions
       WHERE table_name = 'nba_precompute.player_daily_cache' AND partition_date = DATE '${day}'`,
    );
    expect(partition.ledger).toMatchObject({ rows: ledger?.n, contentHash: ledger?.hash });
    expect(entity).toBeNull();
    const { out } = await terminal.run('explain', 'player_daily_cache', day);
    expect(out).toContain(`pdc ${day}`);
    expect(out).toContain(ledger?.hash);
    expect(out).toMatch(/^pgs +the season before the date +\d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d /m);
  });

  test('an average: the games under it give it again by hand', async () => {
    const { entity } = await explain('pdc', day, player.name.toLowerCase());
    expect(entity).toMatchObject({ kind: 'player', id: String(player.id), name: player.name });
    const [row] = entity?.rows ?? [];
    const games = row?.sources.find((source) => source.name === 'games')?.rows ?? [];
    const value = (column: string) => Number(row?.values.find((v) => v.column === column)?.value);
    const mean = (column: string, n: number) =>
      games.slice(0, n).reduce((sum, game) => sum + Number(game[column]), 0) / Math.min(n, games.length);
    expect(games.length).toBeGreaterThan(5);
    expect(games.every((game) => String(game.game_date) < day)).toBe(true);
    expect(value('points_avg_last_5')).toBeCloseTo(mean('points', 5), 9);
    expect(value('points_avg_season')).toBeCloseTo(mean('points', games.length), 9);
    expect(value('rebounds_avg_last_10')).toBeCloseTo(mean('rebounds', 10), 9);
    const { out } = await terminal.run('explain', 'pdc', day, ...player.name.split(' '));
    expect(out).toMatch(/^points_avg_last_5 .* mean of points, games 1-5$/m);
    for (const game of games) expect(out).toContain(`${String(game.game_date)}  ${String(game.game_id)}`);
  });

  test('what is not made says so, with the command that makes it', async () => {
    const { partition, entity } = await explain('pdc', next, String(player.id));
    expect(partition.state).toBe('missing');
    expect(entity?.absent).toEqual(['No row: this partition is not made yet.']);
    const { out } = await terminal.run('explain', 'pdc', next);
    const command = /Make it with: nba-props (.+)/.exec(out)?.[1] ?? '';
    expect((await terminal.run(...words(command))).code).toBe(0);
    expect((await explain('pdc', next)).partition.state).toBe('complete');
  });

  test.each([
    ['UNKNOWN_TABLE', 'Did you mean pdc?', ['pdcc', '2023-11-01']],
    ['BAD_DATE', 'YYYY-MM-DD', ['pdc', '2023-13-01']],
    ['BAD_OPTION', 'tdza, psza, pcf, pdc', ['4', '2023-11-01']],
    ['NOT_FOUND', 'Choose a date with games', ['pdc', '2023-07-01']],
  ])('%s: %s', async (code, todo, args) => {
    const { code: exit, err } = await terminal.run('explain', ...args);
    expect(exit).toBe(2);
    expect(err).toContain(`error ${code}`);
    expect(err).toContain(todo);
  });

  test('NOT_FOUND: a name that nobody has, and a team that there is not', async () => {
    const nobody = await terminal.run('explain', 'pdc', day, `${player.name.slice(0, -1)}qz`);
    expect(nobody).toMatchObject({
      code: 2,
      err: expect.stringContaining(`Did you mean ${player.name} (${player.id})?`),
    });
    const noTeam = await terminal.run('explain', 'tdza', day, 'XYZ');
    expect(noTeam).toMatchObject({ code: 2, err: expect.stringMatching(/no team XYZ.*\n +Teams: [A-Z]{3}/) });
  });
});
