import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { teamByAbbr } from '../../src/domain/teams.js';
import { explainEntity } from '../../src/explain/explain.js';
import { heal } from '../../src/repair/heal.js';
import { GAME_LINES, MLFS, PROP_LINES, UPGC, UTGC } from '../../src/tables/names.js';
import { Platform } from '../audit/warehouse-of.js';
import { preparedLeague } from '../prepared/league.js';

type Man = { player_id: number; player_name: string; team_abbr: string; game_id: string; game_date: string };

let platform: Platform;
let folder: string;
/** Three days: the man plays on the first one, and again after the third. */
let first: Man;
let eve: string;
let third: string;
let next: Man;

const query = <T>(sql: string) => platform.warehouse.query<T & Record<string, never>>(sql) as Promise<unknown[]>;
const one = async <T>(sql: string) => (await query<T>(sql))[0] as T;

/** The hashes of what stands before the games of a date. */
const pregame = (date: string) =>
  query(`SELECT table_name, content_hash FROM nba_processing.partitions WHERE partition_date = DATE '${date}'
    AND table_name IN ('${UPGC}', '${UTGC}', '${MLFS}', '${PROP_LINES}', '${GAME_LINES}') ORDER BY 1`);

const explained = async (table: string, { game_date, player_id }: Man) => {
  const definition = platform.graph.get(table)!;
  const found = await explainEntity(platform.warehouse, platform.graph, definition, game_date, String(player_id));
  return (name: string) => found.rows.flatMap(({ sources }) => sources.filter((source) => source.name === name));
};

beforeAll(async () => {
  platform = await Platform.copyOf((await preparedLeague()).complete);
  folder = mkdtempSync(join(tmpdir(), 'late-news-'));
  const games = `SELECT player_id, player_name, team_abbr, game_id, game_date FROM ${UPGC}`;
  // Expected on two dates and available on both, three to six days apart, with a line on the first one.
  const pair = await one<Man & { next_date: string }>(`SELECT a.*, b.game_date AS next_date
    FROM (${games} WHERE known_before_game AND availability = 'available' AND has_prop_line) a
    JOIN (${games} WHERE known_before_game AND availability = 'available') b ON b.player_id = a.player_id
      AND b.game_date - a.game_date BETWEEN 3 AND 6
    WHERE NOT EXISTS (SELECT 1 FROM (${games}) c WHERE c.player_id = a.player_id AND c.game_date > a.game_date AND c.game_date < b.game_date)
      AND NOT EXISTS (SELECT 1 FROM nba_raw.injury_transactions t WHERE t.player_name = a.player_name)
    ORDER BY a.game_date DESC, a.player_id LIMIT 1`);
  first = pair;
  next = await one<Man>(`${games} WHERE player_id = ${first.player_id} AND game_date = DATE '${pair.next_date}'`);
  const day = await one<{ eve: string; third: string }>(
    `SELECT CAST(DATE '${first.game_date}' - 1 AS VARCHAR) AS eve, CAST(DATE '${first.game_date}' + 2 AS VARCHAR) AS third`,
  );
  ({ eve, third } = day);
}, 600_000);
afterAll(async () => {
  await platform?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Writes a file that is fetched on the third day. */
async function arrives(name: string, lines: readonly string[]) {
  writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
  platform.effects.now = () => new Date(`${third}T15:00:00Z`);
  expect(await platform.ingest(join(folder, name))).toMatchObject({ failed: 0, rejected: 0 });
  const { warehouse, graph, effects } = platform;
  await heal(warehouse, graph, effects, { from: eve, to: next.game_date, runId: name, command: 'heal', trusted: true });
}

const listed = (date: string, man: Man) =>
  `${date},${teamByAbbr(man.team_abbr)?.nickname},,• ${man.player_name},placed on IL with sprained left ankle`;

describe('news and quotes that become known on the third day', () => {
  it('change nothing before the games of the first one; they count for the next game; explain says so', async () => {
    const was = await pregame(first.game_date);
    await arrives('news.csv', ['Date,Team,Acquired,Relinquished,Notes', listed(eve, first), listed(third, first)]);
    expect(await pregame(first.game_date)).toEqual(was);
    expect(
      await query(`SELECT news_date, known_from, is_certain FROM nba_reference.injury_news
        WHERE player_id = ${first.player_id} ORDER BY news_date`),
    ).toEqual(
      [eve, third].map((date) => ({ news_date: date, known_from: `${third}T15:00:00.000Z`, is_certain: true })),
    );

    const availability = (man: Man) =>
      query(`SELECT availability FROM ${UPGC} WHERE player_id = ${man.player_id} AND game_id = '${man.game_id}'`);
    expect(await availability(first)).toEqual([{ availability: 'available' }]);
    expect(await availability(next)).toEqual([{ availability: 'out' }]);

    const then = await explained(UPGC, first);
    expect(then('news').flatMap(({ rows }) => rows)).toEqual([]);
    expect(then('late_news')).toMatchObject([
      { note: expect.stringContaining('not counted'), rows: [{ news_date: eve, designation: 'out' }] },
    ]);
    const later = await explained(UPGC, next);
    expect(later('news').flatMap(({ rows }) => rows.map(({ news_date }) => news_date))).toContain(third);
    expect(later('late_news').flatMap(({ rows }) => rows)).toEqual([]);
  }, 600_000);

  it('a quote without a time is no line of the first day any more', async () => {
    const was = await pregame(first.game_date);
    const game = await one<{ home: string; away: string; tip: string; event: string }>(
      `SELECT home_abbr AS home, away_abbr AS away, strftime(tipoff_at, '%Y-%m-%dT%H:%M:%SZ') AS tip,
         (SELECT MIN(provider_game_id) FROM nba_raw.odds_player_props o WHERE o.game_date = g.game_date AND o.home_abbr = g.home_abbr) AS event
       FROM nba_reference.games g WHERE game_id = '${first.game_id}'`,
    );
    const [home, away] = [game.home, game.away].map((abbr) => teamByAbbr(abbr)?.full_name);
    const side = (name: string) =>
      `${first.player_name},player_points,latebook,${name},1.5,-110,${home},${away},${game.event},${game.tip}`;
    await arrives('late_props.csv', [
      'player,market,bookmaker,side,line,price,home_team,away_team,game_id,commence_time',
      ...['Over', 'Under'].map(side),
    ]);
    expect(await query(`SELECT known_at FROM nba_raw.odds_player_props WHERE book = 'latebook'`)).toEqual(
      Array(2).fill({ known_at: `${third}T15:00:00.000Z` }),
    );
    expect(await pregame(first.game_date)).toEqual(was);
    const then = await explained(UPGC, first);
    expect(then('late_lines')).toMatchObject([
      { note: expect.stringContaining('not counted'), rows: Array(2).fill({ book: 'latebook', line: 1.5 }) },
    ]);
  }, 600_000);

  it('news that is taken back later, or contradicted, was what it was', async () => {
    // Both days are told otherwise two days after: the man was available, and of the eve nothing is said any more.
    const was = [await pregame(first.game_date), await pregame(next.game_date)];
    const later = new Date(Date.parse(`${next.game_date}T15:00:00Z`) + 2 * 86_400_000);
    const path = join(folder, 'news.csv');
    writeFileSync(
      path,
      `Date,Team,Acquired,Relinquished,Notes\n${third},${teamByAbbr(first.team_abbr)?.nickname},• ${first.player_name},,activated from IL\n`,
    );
    platform.effects.now = () => later;
    await platform.ingest(path);
    const { warehouse, graph, effects } = platform;
    await heal(warehouse, graph, effects, {
      from: eve,
      to: next.game_date,
      runId: 'taken back',
      command: 'heal',
      trusted: true,
    });
    expect(
      await query(`SELECT designation, known_until FROM nba_reference.injury_news
      WHERE player_id = ${first.player_id} AND news_date = DATE '${third}' ORDER BY sequence`),
    ).toEqual([
      { designation: 'out', known_until: later.toISOString() },
      { designation: 'available', known_until: null },
    ]);
    expect([await pregame(first.game_date), await pregame(next.game_date)]).toEqual(was);
  }, 600_000);
});
