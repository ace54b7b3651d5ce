import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { addAlias } from '../../src/ledger/aliases.js';
import { heal } from '../../src/repair/heal.js';
import { Platform } from '../audit/warehouse-of.js';
import { preparedLeague } from '../prepared/league.js';

const NEWS = 'nba_reference.injury_news';
const CONTEXT = 'nba_analytics.upcoming_player_game_context';
const SPELLING = 'Zedrick Unheardof';

const folder = mkdtempSync(join(tmpdir(), 'nba-props-alias-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a name that means nobody makes men unknown; with an alias, heal reaches the content of a file that spells it right', async () => {
  const { league, complete } = await preparedLeague();
  const right = await Platform.copyOf(complete);
  const platform = await Platform.create();
  try {
    const truth = await right.content();
    const { warehouse, effects, graph } = platform;
    const availability = (player: number, day: string) =>
      warehouse.query(`SELECT availability FROM ${CONTEXT} WHERE player_id = ? AND game_date = CAST(? AS DATE)`, [
        player,
        day,
      ]);
    // A man who is out of a game on the day after the news.
    const [man] = await right.warehouse.query<{ player_id: number; player_name: string; day: string; game: string }>(
      `SELECT n.player_id, n.player_name, CAST(n.news_date AS VARCHAR) AS day, CAST(MIN(u.game_date) AS VARCHAR) AS game
       FROM ${NEWS} n JOIN ${CONTEXT} u ON u.player_id = n.player_id AND u.game_date > n.news_date AND u.availability = 'out'
       WHERE n.designation = 'out' GROUP BY ALL ORDER BY day, 1 LIMIT 1`,
    );
    if (man === undefined) throw new Error('the league has no news of a man who is out');
    const { player_id: player, player_name: name, day, game } = man;

    const file = `${league.season}/injury_transactions.csv.gz`;
    const lines = gunzipSync(league.bytes(file)).toString('utf8').split('\n');
    const misspelt = lines.map((line) => (line.includes(day) ? line.replaceAll(name, SPELLING) : line));
    expect(misspelt).not.toEqual(lines);
    writeFileSync(join(folder, 'injury_transactions.csv'), misspelt.join('\n'));
    const others = league.files(league.season).filter((path) => path !== `${league.season}/injury_transactions.csv.gz`);
    await platform.ingest(...others.map((path) => join(league.out, path)), join(folder, 'injury_transactions.csv'));
    await platform.backfill();
    expect(await availability(player, game)).toEqual([{ availability: 'unknown' }]);

    const change = await addAlias(warehouse, { spelling: SPELLING, playerId: player }, effects.now());
    expect(change).toMatchObject({ changed: true, dates: [day] });
    const options = { from: null, to: null, runId: 'heal', command: 'nba-props heal' };
    const report = await heal(warehouse, graph, effects, options);
    expect(report.finding_count).toBe(0);
    expect(await availability(player, game)).toEqual([{ availability: 'out' }]);
    // The news itself keeps the name as printed and how it was identified; all that is made from it is as if it were spelt right.
    const all = await platform.content();
    const different = Object.keys({ ...truth, ...all }).filter((key) => truth[key] !== all[key]);
    expect(different).toEqual([`${NEWS} ${day}`]);
    expect((await heal(warehouse, graph, effects, options)).run.partitions).toBe(0);
  } finally {
    await right.close();
    await platform.close();
  }
});
