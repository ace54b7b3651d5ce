import { copyFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWarehouse } from '../../../src/engine/open.js';
import { preparedLeague } from '../../prepared/league.js';
import { Terminal } from './terminal.js';

const terminal = new Terminal();
const db = terminal.path('nba.duckdb');
let player: { player_id: number; player_name: string; day: string };

const query = async <T>(sql: string): Promise<T[]> =>
  JSON.parse((await terminal.run('query', sql, '--json', '--quiet')).out) as T[];

/** One man's news and quotes under a spelling that nobody has, as a file with it would have brought. */
beforeAll(async () => {
  copyFileSync((await preparedLeague()).complete, db);
  const warehouse = await openWarehouse({ location: db });
  const [found] = await warehouse.query<typeof player>(
    `SELECT n.player_id, p.player_name, CAST(n.news_date AS VARCHAR) AS day FROM nba_reference.injury_news n
     JOIN nba_reference.players p ON p.player_id = n.player_id ORDER BY n.news_date DESC, n.player_id LIMIT 1`,
  );
  player = found!;
  await warehouse.execute(
    `INSERT INTO nba_processing.reference_failures (table_name, partition_date, entity_kind, entity_id, category, reason)
     VALUES ('nba_reference.injury_news', DATE '${player.day}', 'player', '${player.player_name} IV', 'UNRESOLVED_NAME', 'no one is called so')`,
  );
  await warehouse.execute(
    `UPDATE nba_raw.injury_transactions SET player_name = '${player.player_name} IV', player_lookup = player_lookup || 'iv'
     WHERE transaction_date = DATE '${player.day}' AND player_name = '${player.player_name}'`,
  );
  await warehouse.close();
}, 120_000);
afterAll(() => terminal.close());

it('lists names that stand for nobody, as a finding, and suggests men of the team', async () => {
  const { code, out } = await terminal.run('names', 'unresolved');
  expect(out).toContain(`${player.player_name} IV`);
  expect(code).toBe(1);
  const suggested = await terminal.run('names', 'suggest', `${player.player_name} IV`, '--json');
  const [first] = JSON.parse(suggested.out) as { player_id: number; games: number }[];
  expect(Number(first?.player_id)).toBe(Number(player.player_id));
  expect(first?.games).toBeGreaterThan(0);
  expect(suggested.code).toBe(0);
});

it('adds an alias once, says what is stale, makes those dates and no others stale, and takes it away', async () => {
  const spelling = `${player.player_name} IV`;
  const id = String(player.player_id);
  const added = await terminal.run('names', 'alias', 'add', spelling, id, '--json');
  expect(JSON.parse(added.out)).toMatchObject({ changed: true, dates: [player.day] });
  const stale = await query<{ day: string }>(
    `SELECT CAST(partition_date AS VARCHAR) AS day FROM nba_processing.partitions WHERE table_name = 'nba_reference.player_aliases'`,
  );
  expect(stale).toEqual([{ day: player.day }]);
  expect((await terminal.run('names', 'alias', 'list')).out).toContain(spelling);
  const again = await terminal.run('names', 'alias', 'add', spelling, id);
  expect(again).toMatchObject({ code: 0 });
  expect(again.out).toContain('already');
  expect((await terminal.run('names', 'alias', 'remove', spelling, '--json')).code).toBe(0);
  expect((await terminal.run('names', 'alias', 'remove', spelling)).err).toContain('NOT_FOUND');
});

it('refuses a player who is not there, and a name that means another', async () => {
  const unknown = await terminal.run('names', 'alias', 'add', 'Nobody At All', '999');
  expect(unknown.code).toBe(2);
  expect(unknown.err).toContain('NOT_FOUND');
  const [other] = await query<{ player_name: string }>(
    `SELECT player_name FROM nba_reference.players WHERE player_id <> ${player.player_id} ORDER BY player_id LIMIT 1`,
  );
  const taken = await terminal.run('names', 'alias', 'add', other!.player_name, String(player.player_id));
  expect(taken.code).toBe(2);
  expect(taken.err).toContain('already means');
});
