import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DownloadReport } from '../../../src/download/download.js';
import { fetchedAt } from '../../../src/download/fetched-at.js';
import { MisbehavingServer } from '../../download/misbehaving-server.js';
import { preparedLeague } from '../../prepared/league.js';
import { groupBy } from '../../simulate/answer-key.js';
import { asLiveFeed } from '../../simulate/as-live-feed.js';
import { Terminal } from './terminal.js';

const feedPath = (id: string) => `/static/json/liveData/playbyplay/playbyplay_${id}.json`;

let terminal: Terminal;
let server: MisbehavingServer;
beforeEach(async () => {
  terminal = new Terminal();
  server = await new MisbehavingServer().start();
  terminal.set('NBA_PROPS_CDN_URL', server.base);
});
afterEach(async () => {
  terminal.close();
  await server.stop();
});

test('games are fetched, one that fails is told and had by the next call, and all are ingested with the time of their fetch', async () => {
  const { league } = await preparedLeague();
  const rows = league.rows(`${league.season}/play_by_play_regular.csv`);
  const games = [...groupBy(rows, (row) => row.GAME_ID ?? '')].slice(0, 3);
  const ids = games.map(([id]) => id);
  for (const [id, events] of games)
    server.on(feedPath(id), { document: JSON.parse(asLiveFeed(id, events, () => null)) });
  const [, second = ''] = ids;
  server.on(
    feedPath(second),
    { status: 200, text: '<html>busy</html>' },
    { document: JSON.parse(asLiveFeed(...feedOf(second))) },
  );
  const argv = ['download', '--games', ids.join(','), '--kinds', 'live_feed', '--out', 'raw'];

  const first = await terminal.run(...argv);
  expect(first.code).toBe(1);
  expect(first.out).toContain(`failed  live_feed/playbyplay_${second}.json: the answer is a page of HTML, not JSON`);
  expect(first.out).toContain('1 file missing: run the same command again to try once more.');
  const again = await terminal.json<DownloadReport>(0, ...argv);
  expect(again.files.map(({ status }) => status).sort()).toEqual(['kept', 'kept', 'new']);

  const schedule = `${league.out}/${league.season}/schedule_league_v2.json.gz`;
  const ingested = await terminal.run('ingest', schedule, 'raw');
  expect(ingested.out).toContain('4 files new, 0 changed, 0 unchanged, 0 failed; 0 lines rejected.');
  const file = terminal.path('raw', 'live_feed', `playbyplay_${second}.json`);
  const recorded = JSON.parse(readFileSync(terminal.path('raw', '.downloads.json'), 'utf8')).files;
  expect(fetchedAt(file)?.toISOString()).toBe(recorded[`live_feed/playbyplay_${second}.json`].fetched_at);
  writeFileSync(file, '{}');
  expect(fetchedAt(file)).toBeUndefined();

  function feedOf(id: string): Parameters<typeof asLiveFeed> {
    return [id, games.find(([game]) => game === id)?.[1] ?? [], () => null];
  }
});

test.each([
  [['--kinds', 'live_box'], 'Nothing says what to fetch.'],
  [['--season', '2025-26', '--date', '2026-02-11'], 'Only one of --season, --date and --games can be given.'],
  [['--games', '0022500775,0022400001'], 'The games are of several seasons.'],
  [['--games', '77'], '--games 77 is not a game id.'],
  [['--season', '2025-26', '--kinds', 'live_boxes'], 'There is no kind live_boxes. Did you mean live_box?'],
])('%j is refused', async (argv, said) => {
  const { code, err } = await terminal.run('download', ...argv);
  expect(err).toContain(said);
  expect(code).toBe(2);
  expect(server.asked).toEqual([]);
});

test('a wrong address is refused', async () => {
  terminal.set('NBA_PROPS_CDN_URL', 'nowhere');
  const { code, err } = await terminal.run('download', '--season', '2025-26');
  expect(err).toContain('NBA_PROPS_CDN_URL is "nowhere", not an address.');
  expect(code).toBe(2);
});
