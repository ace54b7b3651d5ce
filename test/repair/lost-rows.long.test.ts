import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyReport } from '../../src/audit/verify/verify.js';
import { refreshUpstream } from '../../src/ledger/refresh.js';
import { heal } from '../../src/repair/heal.js';
import { Platform } from '../audit/warehouse-of.js';
import { type SimulatedLeague, simulateLeague } from '../simulate/answer-key.js';

const EVENTS = 'nba_raw.nbac_play_by_play';
const HISTORY = 'nba_raw_history.nbac_play_by_play';
const BOXES = 'nba_raw.nbac_player_boxscores';
const ALL = { from: null, to: null };
const FIRST_GAME = `(SELECT MIN(game_id) FROM ${EVENTS})`;

let league: SimulatedLeague;
let platform: Platform;
let truth: Readonly<Record<string, string>>;
let rawTruth: readonly object[];
let runs = 0;

const season = () => `${league.out}/${league.season}`;
const events = () => `${season()}/play_by_play_regular.csv.gz`;
const execute = (sql: string) => platform.warehouse.execute(sql);
const verify = () => verifyReport(platform.warehouse, platform.graph, ALL);
const healAll = () =>
  heal(platform.warehouse, platform.graph, platform.effects, {
    ...ALL,
    runId: `heal-${++runs}`,
    command: 'nba-props heal',
  });
const rawRows = () =>
  platform.warehouse.query(
    `SELECT game_id, COUNT(*) AS n, SUM(hash(*COLUMNS(* EXCLUDE (file_id, known_at)))) AS hash FROM ${EVENTS} GROUP BY 1 ORDER BY 1`,
  );
const ledgerOfEvents = () =>
  platform.warehouse.query(
    `SELECT partition_date, row_count, content_hash FROM nba_processing.partitions WHERE table_name = '${EVENTS}' ORDER BY 1`,
  );

/** Another file that nobody has ingested. */
function anotherFile(): string {
  const path = join(league.out, `odds-${++runs}.csv`);
  writeFileSync(path, `Date,AH,Team,Final,Spread,ML,Total\n2021-10-19,A,Brooklyn Nets,104,${runs}.5,105,233.5\n`);
  return path;
}

const healed = async () => {
  expect(await rawRows()).toEqual(rawTruth);
  expect(await platform.content()).toEqual(truth);
  expect(await verify()).toMatchObject({ finding_count: 0, ledger_current: true });
};

beforeAll(async () => {
  league = await simulateLeague({ seed: 'lost rows', teams: 4, gamesPerTeam: 6 });
  platform = await Platform.create();
  await platform.ingest(season());
  await platform.backfill();
  truth = await platform.content();
  rawTruth = await rawRows();
});
afterAll(async () => {
  await platform.close();
  league.remove();
});

describe('rows deleted behind the back of the product', () => {
  const lose = () => execute(`DELETE FROM ${EVENTS} WHERE game_id = ${FIRST_GAME}`);
  const lost = { table: EVENTS, kind: 'raw_rows_lost' };

  it('are not accepted when another file is ingested: the file is named, its dates keep their ledger rows, heal brings them back', async () => {
    const before = await ledgerOfEvents();
    await lose();
    await platform.ingest(anotherFile());
    expect(await ledgerOfEvents()).toEqual(before);
    const refreshed = await refreshUpstream(platform.warehouse, platform.effects.now(), 'again');
    expect(refreshed.damaged).toMatchObject([{ ...lost, path: events() }]);
    expect((await verify()).damaged_files).toMatchObject([{ ...lost, path: events() }]);
    const report = await healAll();
    expect(report.reloaded).toMatchObject([{ table: EVENTS, files: [events()] }]);
    expect(report.suspect).toBeGreaterThan(0);
    await healed();
    expect((await healAll()).run.partitions).toBe(0);
  });

  it('come back when their file is ingested again', async () => {
    await lose();
    const report = await platform.ingest(events());
    expect(report).toMatchObject({ restored: 1, unchanged: 0 });
    expect(report.files[0]).toMatchObject({ status: 'restored', restored: { dates: [expect.any(String)] } });
    await healed();
    expect(await platform.ingest(events())).toMatchObject({ restored: 0, unchanged: 1 });
  });

  it('remain, with the name of the file, while it is gone', async () => {
    await lose();
    renameSync(events(), `${events()}.away`);
    try {
      const { remaining } = await healAll();
      expect(remaining.filter(({ kind }) => kind !== 'files_missing')).toMatchObject([
        { kind: 'raw_changed', table: EVENTS, files: [events()] },
      ]);
    } finally {
      renameSync(`${events()}.away`, events());
    }
    expect((await healAll()).remaining).toEqual([]);
    await healed();
  });
});

describe('a value changed beside an unchanged row hash', () => {
  it('is found by verify, and heal puts it right', async () => {
    await execute(
      `UPDATE ${EVENTS} SET player1_id = player1_id + 1 WHERE game_id = ${FIRST_GAME} AND event_index = 20;
       UPDATE ${EVENTS} SET event_index = event_index + 1 WHERE game_id = ${FIRST_GAME} AND event_index = 30`,
    );
    const report = await verify();
    expect(report).toMatchObject({
      findings: [],
      finding_count: 1,
      damaged_files: [{ table: EVENTS, kind: 'raw_rows_changed', path: events() }],
    });
    expect((await healAll()).damaged_files).toEqual(report.damaged_files);
    await healed();
  });

  it('that a later run has read: what was made from it is made again', async () => {
    await execute(
      `UPDATE ${EVENTS} SET event_type = 2, shot_made = FALSE WHERE game_id = ${FIRST_GAME} AND event_type = 1`,
    );
    const tables = platform.graph.ordered.filter(({ alias }) => ['shots', 'player_events', 'pgs'].includes(alias));
    const [first] = await platform.warehouse.query<{ day: string }>(
      `SELECT CAST(MIN(game_date) AS VARCHAR) AS day FROM nba_reference.games WHERE game_id = ${FIRST_GAME}`,
    );
    const [from, to] = [first!.day, first!.day];
    await platform.backfill({ force: true, selection: { tables, from, to } });
    expect(await platform.content()).not.toEqual(truth);
    await healAll();
    await healed();
  });
});

describe('rows that no file brought', () => {
  it.each([
    ['under the name of a file', 'file_id'],
    ['under no name', 'NULL'],
    ['under the name of no file', '4711'],
  ])('%s are not accepted, and heal removes them', async (_, id) => {
    const before = await ledgerOfEvents();
    await execute(
      `INSERT INTO ${EVENTS} SELECT * REPLACE (${id} AS file_id) FROM ${EVENTS} WHERE game_id = ${FIRST_GAME} LIMIT 5`,
    );
    await platform.ingest(anotherFile());
    expect(await ledgerOfEvents()).toEqual(before);
    expect((await verify()).damaged_files).toMatchObject([{ table: EVENTS, kind: 'raw_rows_unexplained' }]);
    await healAll();
    await healed();
  });
});

describe('the history', () => {
  it('comes back, too, with what it says of each row', async () => {
    const HEADER = 'GAME_ID,HOME_ABBR,AWAY_ABBR,HOME_PTS,AWAY_PTS,PERIODS,GAME_DATE';
    const SUMMARIES = 'nba_raw_history.game_summaries';
    const history = () => platform.warehouse.query(`SELECT * FROM ${SUMMARIES} ORDER BY ALL`);
    for (const points of [101, 102]) {
      const path = join(league.out, `summary-${points}.csv`);
      writeFileSync(path, `${HEADER}\n0021900001,MIL,BKN,${points},99,4,2019-10-22\n`);
      await platform.ingest(path);
    }
    const before = await history();
    expect(before).toHaveLength(1);
    await execute(`UPDATE ${SUMMARIES} SET home_points = 7`);
    expect((await verify()).damaged_files).toMatchObject([{ kind: 'raw_rows_changed' }]);
    await healAll();
    expect(await history()).toEqual(before);
    await execute(`DELETE FROM ${SUMMARIES}`);
    expect((await verify()).damaged_files).toMatchObject([{ kind: 'raw_rows_lost' }]);
    await healAll();
    expect(await history()).toEqual(before);
    expect(await verify()).toMatchObject({ damaged_files: [] });
    expect(await platform.warehouse.query(`SELECT COUNT(*) AS n FROM ${HISTORY}`)).toEqual([{ n: 0 }]);
  });
});

describe('an ingest killed between its last file and the dates of the games', () => {
  it('is finished by the next refresh', async () => {
    const dates = () => platform.warehouse.query(`SELECT game_date, COUNT(*) AS n FROM ${BOXES} GROUP BY 1 ORDER BY 1`);
    const before = await dates();
    await execute(
      `UPDATE ${BOXES} SET game_date = NULL WHERE source_kind = 'box_score'; DELETE FROM nba_processing.raw_refresh`,
    );
    expect(await refreshUpstream(platform.warehouse, platform.effects.now(), 'next')).toMatchObject({ damaged: [] });
    expect(await dates()).toEqual(before);
  });
});
