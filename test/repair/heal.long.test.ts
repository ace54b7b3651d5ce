import { renameSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditRange } from '../../src/audit/audit-range.js';
import { verifyReport } from '../../src/audit/verify/verify.js';
import { heal } from '../../src/repair/heal.js';
import type { HealReport } from '../../src/repair/report.js';
import { parseFault } from '../../src/simulate/simulate.js';
import { Platform } from '../audit/warehouse-of.js';
import { type SimulatedLeague, simulateLeague } from '../simulate/answer-key.js';

const LEAGUE = { seed: 'heal', teams: 4, gamesPerTeam: 10 };
const ALL = { from: null, to: null };
const PGS = 'nba_analytics.player_game_summary';
const TDGS = 'nba_analytics.team_defense_game_summary';
const UPGC = 'nba_analytics.upcoming_player_game_context';
const PSZA = 'nba_precompute.player_shot_zone_analysis';
const EVENTS = 'nba_raw.nbac_play_by_play';

let heals = 0;
const healAll = ({ warehouse, graph, effects }: Platform, range: Partial<AuditRange> = {}): Promise<HealReport> =>
  heal(warehouse, graph, effects, {
    ...ALL,
    ...range,
    runId: `heal-${++heals}`,
    command: 'nba-props heal',
  });
const verified = async ({ warehouse, graph }: Platform) => (await verifyReport(warehouse, graph, ALL)).findings;
const made = (report: HealReport) =>
  Object.fromEntries(report.run.tables.filter((t) => t.made > 0).map((t) => [t.alias, t.made]));

let clean: SimulatedLeague;
let platform: Platform;
let truth: Readonly<Record<string, string>>;
let dates: readonly string[];
const at = (i: number): string => dates[i] ?? '';

beforeAll(async () => {
  clean = await simulateLeague(LEAGUE);
  const games = clean.rows(`${clean.season}/games.csv`).filter((game) => game.season_type === 'regular');
  dates = [...new Set(games.map((game) => game.game_date ?? ''))].sort();
  platform = await Platform.create();
  await platform.ingest(`${clean.out}/${clean.season}`);
  await platform.backfill();
  truth = await platform.content();
});
afterAll(async () => {
  await platform.close();
  clean.remove();
});

const healed = async () => {
  expect(await platform.content()).toEqual(truth);
  expect(await verified(platform)).toEqual([]);
  const again = await healAll(platform);
  expect(again).toMatchObject({ corrupt: [], suspect: 0, reloaded: [], rows_removed: 0, remaining: [] });
  expect(again.run.partitions).toBe(0);
};

describe('a sound warehouse', () => {
  it('is as the ledger has it, raw tables and games included, and there is nothing to heal', async () => {
    const report = await verifyReport(platform.warehouse, platform.graph, ALL);
    expect(report).toMatchObject({ findings: [], finding_count: 0, ledger_current: true });
    expect(report.tables.find((t) => t.table === EVENTS)?.rows).toBeGreaterThan(1000);
    expect(report.tables.find((t) => t.table === 'nba_reference.games')?.partitions).toBeGreaterThan(0);
    await healed();
  });
});

describe('partitions changed behind the ledger', () => {
  it('a row deleted: one partition made again, with the content it had', async () => {
    await platform.warehouse.execute(
      `DELETE FROM ${TDGS} WHERE game_date = DATE '${at(5)}' AND team_abbr = (SELECT MIN(team_abbr) FROM ${TDGS} WHERE game_date = DATE '${at(5)}')`,
    );
    expect(await verified(platform)).toMatchObject([{ table: TDGS, date: at(5), kind: 'rows_lost' }]);
    const report = await healAll(platform);
    expect(made(report)).toEqual({ tdgs: 1 });
    expect(report).toMatchObject({ suspect: 0, remaining: [], planned: 1 });
    await healed();
  });

  it('a value edited, a row doubled, a failure record removed', async () => {
    await platform.warehouse.execute(`UPDATE ${PGS} SET assists = assists + 1 WHERE game_date = DATE '${at(3)}';
      INSERT INTO ${UPGC} SELECT * FROM ${UPGC} WHERE game_date = DATE '${at(6)}' LIMIT 1;
      DELETE FROM nba_processing.precompute_failure_records WHERE table_name = '${PSZA}' AND partition_date = DATE '${at(4)}'`);
    expect(await verified(platform)).toMatchObject([
      { table: PGS, date: at(3), kind: 'rows_changed' },
      { table: UPGC, date: at(6), kind: 'rows_added' },
      { table: PSZA, date: at(4), kind: 'records_changed' },
    ]);
    expect(made(await healAll(platform))).toEqual({ pgs: 1, upgc: 1, psza: 1 });
    await healed();
  });

  it('rows without a ledger row: made again where games were played, removed where none were', async () => {
    await platform.warehouse.execute(`DELETE FROM nba_processing.partitions WHERE table_name = '${TDGS}' AND partition_date = DATE '${at(2)}';
      INSERT INTO ${TDGS} SELECT * REPLACE (DATE '1999-01-01' AS game_date) FROM ${TDGS} WHERE game_date = DATE '${at(2)}'`);
    expect(await verified(platform)).toMatchObject([
      { table: TDGS, date: '1999-01-01', kind: 'rows_orphaned', rows_expected: null },
      { table: TDGS, date: at(2), kind: 'rows_orphaned' },
    ]);
    const report = await healAll(platform);
    expect(report.rows_removed).toBeGreaterThan(0);
    // Which run wrote the rows is lost with the ledger row, so all that read them are suspect.
    expect(made(report)).toEqual({ tdgs: 1, differences: 1, tdza: report.suspect - 1 });
    expect(report.run.tables.reduce((sum, table) => sum + table.changed, 0)).toBe(1);
    await healed();
  });

  it('an edited value that a later run has read: its readers are made again, and only what differs goes on', async () => {
    await platform.warehouse.execute(`UPDATE ${PGS} SET points = points + 20 WHERE game_date = DATE '${at(7)}'`);
    const upgc = platform.graph.ordered.filter((table) => table.alias === 'upgc');
    const later = { tables: upgc, from: at(8), to: at(9) };
    await platform.backfill({ runId: 'later', selection: later, force: true, upstream: false });
    await platform.backfill({ runId: 'later-still' });
    expect(await platform.content()).not.toEqual(truth);
    const report = await healAll(platform);
    expect(report.corrupt).toMatchObject([{ table: PGS, date: at(7), kind: 'rows_changed' }]);
    expect(report.suspect).toBeGreaterThan(0);
    expect(report.remaining).toEqual([]);
    await healed();
  });

  it('only in the range asked for', async () => {
    await platform.warehouse.execute(
      `UPDATE ${TDGS} SET steals = steals + 1 WHERE game_date IN (DATE '${at(1)}', DATE '${at(8)}')`,
    );
    const report = await healAll(platform, { from: at(5), to: at(9) });
    expect(report.corrupt.map((finding) => finding.date)).toEqual([at(8)]);
    expect((await verified(platform)).map((finding) => finding.date)).toEqual([at(1)]);
    await healAll(platform);
    await healed();
  });
});

describe('raw rows changed by hand', () => {
  const lose = () =>
    platform.warehouse.execute(
      `DELETE FROM ${EVENTS} WHERE game_id = (SELECT MIN(game_id) FROM ${EVENTS}) AND event_index BETWEEN 10 AND 200`,
    );

  it('are read again from the files they came from', async () => {
    await lose();
    expect(await verified(platform)).toMatchObject([{ table: EVENTS, kind: 'rows_lost' }]);
    const report = await healAll(platform);
    expect(report.reloaded).toMatchObject([{ table: EVENTS }]);
    expect(report.remaining).toEqual([]);
    await healed();
  });

  it('remain, with the name of the file, when it is gone', async () => {
    await lose();
    const path = `${clean.out}/${clean.season}/play_by_play_regular.csv.gz`;
    renameSync(path, `${path}.away`);
    const report = await healAll(platform);
    expect(report.reloaded).toEqual([]);
    expect(report.remaining).toMatchObject([{ kind: 'raw_changed', table: EVENTS, files: [path] }]);
    renameSync(`${path}.away`, path);
    await healAll(platform);
    await healed();
  });
});

describe('files that are missing from outside', () => {
  let league: SimulatedLeague;
  let lacking: Platform;
  beforeAll(async () => {
    league = await simulateLeague({
      ...LEAGUE,
      faults: [`late-file:${at(6)}`, `missing-pbp:${at(3)}`].map(parseFault),
    });
    lacking = await Platform.create();
    await lacking.ingest(`${league.out}/${league.season}`);
  });
  afterAll(async () => {
    await lacking.close();
    league.remove();
  });

  it('heal makes what can be made and names each game and kind; a second one does nothing', async () => {
    const report = await healAll(lacking);
    expect(report.run.partitions).toBeGreaterThan(0);
    const games = report.remaining.flatMap((item) => (item.kind === 'files_missing' ? [item.game] : []));
    expect(report.remaining).toHaveLength(games.length);
    expect(new Set(games.map((game) => `${game.date} ${game.missing.join()}`))).toEqual(
      new Set([`${at(3)} play_by_play`, `${at(6)} play_by_play,shot_chart,player_log,team_log`]),
    );
    const again = await healAll(lacking);
    expect(again.run.partitions).toBe(0);
    expect(again.remaining).toEqual(report.remaining);
  });

  it('with the files, heal reaches the content of a season that had them from the start', async () => {
    for (const shelf of ['withheld', 'late']) await lacking.ingest(`${league.out}/${shelf}/${league.season}`);
    const report = await healAll(lacking);
    expect(report.remaining).toEqual([]);
    expect(report.run.partitions).toBeGreaterThanOrEqual(report.planned);
    expect(report.run.partitions).toBeLessThan(report.planned + report.might_follow);
    expect(await lacking.content()).toEqual(truth);
    expect((await healAll(lacking)).run.partitions).toBe(0);
  });
});
