import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../src/domain/dates.js';
import type { Row } from '../../src/engine/warehouse.js';
import { redo } from '../../src/explain/basis.js';
import { explainEntity } from '../../src/explain/explain.js';
import { partitionReads } from '../../src/explain/partition/reads.js';
import type { EntityExplanation } from '../../src/explain/report.js';
import { Platform } from '../audit/warehouse-of.js';
import { preparedLeague } from '../prepared/league.js';
import type { SimulatedLeague } from '../simulate/answer-key.js';

let league: SimulatedLeague;
let platform: Platform;
/** A date late enough for every window to have games. */
let date: string;

beforeAll(async () => {
  const prepared = await preparedLeague();
  league = prepared.league;
  platform = await Platform.copyOf(prepared.complete);
  const rows = await platform.warehouse.query<{ day: string }>(
    `SELECT game_date AS day FROM nba_analytics.team_offense_game_summary WHERE season_type = 'regular' GROUP BY 1 ORDER BY 1 DESC LIMIT 1 OFFSET 3`,
  );
  date = rows[0]?.day ?? '';
});
afterAll(() => platform.close());

const tableOf = (alias: string) => {
  const table = platform.graph.ordered.find((t) => t.alias === alias);
  if (table === undefined) throw new Error(`no table ${alias}`);
  return table;
};
const explain = (alias: string, wanted: string, day = date): Promise<EntityExplanation> =>
  explainEntity(platform.warehouse, platform.graph, tableOf(alias), day, wanted);

/** Everybody who has a row of a table on the date. */
async function everybody(alias: string): Promise<string[]> {
  const table = tableOf(alias);
  const rows = await platform.warehouse.query<{ id: string }>(
    `SELECT DISTINCT CAST(${table.entity.id} AS VARCHAR) AS id FROM ${table.name} WHERE ${table.partitionColumn} = $1 ORDER BY 1`,
    [date],
  );
  return rows.map((row) => row.id);
}

/** Values that follow from the listed rows by plain arithmetic: at least so many columns of each table. */
const REDONE: Readonly<Record<string, number>> = {
  shots: 2,
  player_events: 30,
  team_events: 25,
  minutes: 1,
  game_lines: 5,
  prop_lines: 3,
  pgs: 33,
  togs: 26,
  tdgs: 25,
  utgc: 10,
  upgc: 20,
  tdza: 15,
  psza: 25,
  pcf: 1,
  pdc: 35,
  mlfs: 15,
};

describe('every value, computed again from the rows it names, is the stored one', () => {
  it.each(Object.keys(REDONE))('%s', async (alias) => {
    const people = await everybody(alias);
    expect(people.length).toBeGreaterThan(0);
    const columns = new Set<string>();
    const wrong: string[] = [];
    for (const id of people.slice(0, 12)) {
      for (const row of (await explain(alias, id)).rows) {
        for (const { column, value, basis } of row.values) {
          if (basis === null) continue;
          const source = row.sources.find((s) => s.name === basis.source);
          if (source === undefined) throw new Error(`${column} names a source ${basis.source} that is not there`);
          for (const input of basis.how === 'count' ? [] : basis.inputs)
            if (source.rows[0] !== undefined) expect(Object.keys(source.rows[0]), column).toContain(input);
          const again = redo(basis, source, date);
          if (again === undefined) continue;
          columns.add(column);
          if (!equal(again, value)) wrong.push(`${id} ${column}: stored ${String(value)}, again ${String(again)}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(columns.size).toBeGreaterThanOrEqual(REDONE[alias] ?? Number.POSITIVE_INFINITY);
  });
});

function equal(a: Row[string], b: Row[string]): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
  return JSON.stringify(a) === JSON.stringify(b);
}

describe('whom it explains', () => {
  it('a player by id, by name and by part of it: the same row', async () => {
    const [id = ''] = await everybody('pdc');
    const byId = await explain('pdc', id);
    expect(byId.rows).toHaveLength(1);
    expect(await explain('pdc', byId.name.toUpperCase())).toEqual(byId);
  });

  it('the games behind an average are those of the answer key', async () => {
    const [regular] = await platform.warehouse.query<{ id: string }>(
      'SELECT CAST(player_id AS VARCHAR) AS id FROM nba_precompute.player_daily_cache WHERE analysis_date = $1 ORDER BY games_played_season DESC, player_id LIMIT 1',
      [date],
    );
    const id = regular?.id ?? '';
    const [row] = (await explain('pdc', id)).rows;
    const games = row?.sources.find((source) => source.name === 'games')?.rows ?? [];
    const played = league
      .rows(`answer_key/${league.season}/players.csv`)
      .filter((game) => game.player_id === id && game.player_status === 'played' && (game.key_date ?? '') < date)
      .map((game) => ({ game_id: game.key_game, points: Number(game.points) }));
    expect(played.length).toBeGreaterThan(5);
    const told = games.map(({ game_id, points }) => ({ game_id, points }));
    const byGame = (a: { game_id?: unknown }, b: { game_id?: unknown }) =>
      String(a.game_id) < String(b.game_id) ? -1 : 1;
    expect(told.sort(byGame)).toEqual(played.sort(byGame));
  });

  it('a made shot is an event with its line in the file', async () => {
    const [scorer] = await platform.warehouse.query<{ id: number; points: number }>(
      'SELECT player_id AS id, points FROM nba_analytics.player_game_summary WHERE game_date = $1 ORDER BY points DESC, player_id LIMIT 1',
      [date],
    );
    const [row] = (await explain('pgs', String(scorer?.id))).rows;
    const events = row?.sources.find((source) => source.name === 'events')?.rows ?? [];
    expect(
      events.every((event) => typeof event.file_line === 'number' && String(event.file).includes('play_by_play')),
    ).toBe(true);
    expect(events.reduce((sum, event) => sum + (typeof event.points === 'number' ? event.points : 0), 0)).toBe(
      scorer?.points,
    );
  });

  it('whoever has no row: the failure record', async () => {
    const [failed] = await platform.warehouse.query<{ id: string; day: string }>(
      `SELECT entity_id AS id, partition_date AS day FROM nba_processing.precompute_failure_records
       WHERE table_name = 'nba_precompute.player_shot_zone_analysis' AND category = 'INSUFFICIENT_DATA' ORDER BY 2, 1 LIMIT 1`,
    );
    const told = await explain('psza', failed?.id ?? '', failed?.day);
    expect(told.rows).toEqual([]);
    expect(told.failures).toMatchObject([
      { category: 'INSUFFICIENT_DATA', reason: expect.stringMatching(/needs 10 played games/) },
    ]);
  });

  it('whom nobody expected: what the table expects, and where he was', async () => {
    const [idle] = await platform.warehouse.query<{ id: string; team: string; name: string }>(
      `SELECT CAST(player_id AS VARCHAR) AS id, team_abbr AS team, ANY_VALUE(player_name) AS name FROM nba_analytics.player_game_summary
       WHERE player_status = 'played' AND team_abbr NOT IN (SELECT team_abbr FROM nba_analytics.team_offense_game_summary WHERE game_date = $1)
       GROUP BY ALL ORDER BY COUNT(*) DESC, id LIMIT 1`,
      [date],
    );
    if (idle === undefined) throw new Error('every team plays on the date');
    const told = await explain('pdc', idle.id);
    expect(told).toMatchObject({ rows: [], failures: [] });
    expect(told.absent.join(' ')).toMatch(
      new RegExp(
        `^No row is expected. The table has rows for: players whose latest game .* His game before is \\d.* with ${idle.team} .* ${idle.team} does not play on ${date}`,
      ),
    );
    expect((await explain('utgc', idle.team)).absent.join(' ')).toContain(`${idle.team} does not play on ${date}`);
    expect((await explain('pdc', idle.id, '2023-07-01')).absent).toEqual([
      expect.stringMatching(/^No row: nothing is due on 2023-07-01; the dates around it are \d/),
    ]);
  });

  it('shots of a game, a team, a player; and no game that is not one of the date', async () => {
    const [game] = await platform.warehouse.query<{
      id: string;
      team: string;
      shots: number;
      his: number;
      player: string;
    }>(
      `SELECT game_id AS id, MIN(team_abbr) AS team, COUNT(*) AS shots, COUNT(*) FILTER (WHERE player_id = p) AS his, CAST(ANY_VALUE(p) AS VARCHAR) AS player
       FROM (SELECT *, MIN(player_id) OVER (PARTITION BY game_id) AS p FROM nba_reference.shots WHERE game_date = $1) s GROUP BY game_id ORDER BY 1 LIMIT 1`,
      [date],
    );
    if (game === undefined) throw new Error('no game on the date');
    expect((await explain('shots', game.id)).rows).toHaveLength(game.shots);
    expect((await explain('shots', game.player)).rows).toHaveLength(game.his);
    const ofTeam = (await explain('shots', game.team.toLowerCase())).rows.length;
    expect(ofTeam).toBeGreaterThan(game.his);
    expect(ofTeam).toBeLessThan(game.shots);
    await expect(explain('shots', '0029999999')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      todo: expect.stringContaining(game.id),
    });
  });

  it('nobody of that name: the nearest one', async () => {
    const [id = ''] = await everybody('pdc');
    const { name } = await explain('pdc', id);
    await expect(explain('pdc', `${name.slice(0, -1)}qz`)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      todo: expect.stringContaining(name),
    });
    await expect(explain('tdza', 'XYZ')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      todo: expect.stringMatching(/^Teams: /),
    });
  });
});

describe('what a partition reads', () => {
  it('the dates of every window, and those that changed since', async () => {
    const reads = (alias: string) => partitionReads(platform.warehouse, platform.graph, tableOf(alias), date);
    const before = (await reads('pdc')).find((read) => read.table === 'nba_analytics.player_game_summary');
    const days = await platform.warehouse.query<{ first: string }>(
      'SELECT MIN(game_date) AS first FROM nba_reference.games WHERE is_counting',
    );
    expect(before).toEqual({
      table: 'nba_analytics.player_game_summary',
      from: days[0]?.first,
      to: addDays(date, -1),
      changed_dates: [],
    });
    const chart = 'nba_raw.nbac_shot_chart';
    await platform.warehouse.execute(
      `UPDATE nba_processing.partitions SET content_version = (SELECT MAX(content_version) + 1 FROM nba_processing.partitions)
       WHERE table_name = '${chart}' AND partition_date = DATE '${date}'`,
    );
    expect((await reads('shots')).filter((read) => read.changed_dates.length > 0)).toEqual([
      { table: chart, from: date, to: date, changed_dates: [date] },
    ]);
  });
});
