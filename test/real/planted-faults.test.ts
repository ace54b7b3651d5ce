import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompletenessReport } from '../../src/audit/completeness/report.js';
import type { ContaminationReport } from '../../src/audit/contamination/report.js';
import type { ContractsReport } from '../../src/audit/contracts/report.js';
import type { GapsReport } from '../../src/audit/gaps/report.js';
import type { ReconcileReport } from '../../src/audit/reconcile/check.js';
import type { Status } from '../../src/audit/status/status.js';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import type { HealReport } from '../../src/repair/report.js';
import { copyOf } from './copy.js';
import { DATA, hasData } from './data.js';
import { cli, report } from './run-cli.js';

const SEASON = ['--season', '2021-22'];
const INCIDENT = '2021-12-04';
const HALF = '2022-01-15';
const BLIND = '2022-02-10';
const TDGS = 'nba_analytics.team_defense_game_summary';
/** The files have neither events nor logs of them: what heal must go on telling, and nothing else. */
const PLAY_IN = ['0052100101', '0052100121', '0052100111', '0052100131', '0052100201', '0052100211'];
const PBP = 'play_by_play_regular.csv.gz';
const CHART = 'shot_chart.csv.gz';

/** Header and lines of a gzipped CSV of the season. */
function lines(file: string): readonly string[] {
  return gunzipSync(readFileSync(join(DATA, '2021-22', file)))
    .toString('utf8')
    .trimEnd()
    .split('\n');
}

function write(path: string, content: readonly string[]): void {
  writeFileSync(path, gzipSync(`${content.join('\n')}\n`));
}

/** Game ids of a date by the season's own summary file: GAME_ID, ..., date. */
function gamesOn(date: string): readonly string[] {
  const [header = '', ...rows] = lines('games.csv.gz');
  const at = (name: string) => header.split(',').indexOf(name);
  const [id, day] = [at('game_id'), at('game_date')];
  return rows.map((row) => row.split(',')).flatMap((row) => (row[day] === date ? [row[id]!.padStart(10, '0')] : []));
}

const idOf = (line: string) => (line.split(',', 1)[0] ?? '').padStart(10, '0');
/** Shot and rebound texts carry the distance as 12'. */
const withoutDistance = (line: string) => line.replaceAll(/ \d+' /g, ' ');

describe.skipIf(!hasData)('faults planted in a real season', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nba-props-faults-'));
  const faulty = join(folder, 'faulty.duckdb');
  const whole = join(folder, 'whole.duckdb');
  const seasonFiles = join(folder, '2021-22');
  const late = join(folder, 'late');

  const content = async (db: string) => {
    const warehouse = await openDuckdb({ path: db, readOnly: true });
    try {
      const rows = await warehouse.query<{ what: string; content: string }>(
        `SELECT table_name || ' ' || CAST(partition_date AS VARCHAR) AS what, status || ' ' || content_hash AS content
         FROM nba_processing.partitions WHERE code_hash IS NOT NULL ORDER BY 1`,
      );
      return Object.fromEntries(rows.map((row) => [row.what, row.content]));
    } finally {
      await warehouse.close();
    }
  };
  const execute = async (db: string, sql: string) => {
    const warehouse = await openDuckdb({ path: db });
    try {
      await warehouse.execute(sql);
    } finally {
      await warehouse.close();
    }
  };
  const heal = async (db: string) => {
    const { code, data } = await report<HealReport>(db, 'heal', ...SEASON, '--quiet');
    expect(code).toBe(1);
    return data;
  };
  const news = join(DATA, 'injury_transactions_2015-10_2025-07.csv.gz');
  const make = async (db: string, path: string, backfillCode: number) => {
    const ingest = await cli(db, 'ingest', path, news, '--quiet');
    expect(ingest.code).toBe(0);
    const backfill = await cli(db, 'backfill', 'all', ...SEASON, '--quiet');
    expect(backfill.code).toBe(backfillCode);
  };

  /** The season without what the faults take away; that stands in `late`. */
  beforeAll(async () => {
    mkdirSync(seasonFiles);
    mkdirSync(late);
    for (const file of [
      'game_odds.csv.gz',
      'games.csv.gz',
      'play_by_play_playoffs.csv.gz',
      'player_game_logs.csv.gz',
      'schedule.csv.gz',
      'team_game_index.csv.gz',
      'team_game_logs.csv.gz',
    ]) {
      symlinkSync(join(DATA, '2021-22', file), join(seasonFiles, file));
    }
    const halfGames = gamesOn(HALF);
    const gone = new Set([...gamesOn(INCIDENT), ...halfGames.slice(0, Math.floor(halfGames.length / 2))]);
    const blind = new Set(gamesOn(BLIND));
    const [pbpHeader = '', ...events] = lines(PBP);
    const [chartHeader = '', ...shots] = lines(CHART);
    const touched = (line: string) => gone.has(idOf(line)) || blind.has(idOf(line));
    write(join(seasonFiles, PBP), [
      pbpHeader,
      ...events
        .filter((line) => !gone.has(idOf(line)))
        .map((line) => (blind.has(idOf(line)) ? withoutDistance(line) : line)),
    ]);
    const chartId = chartHeader.split(',').indexOf('GAME_ID');
    const chartGame = (line: string) => (line.split(',')[chartId] ?? '').padStart(10, '0');
    // The chart goes too: with it, the zones of a game without events would still be known.
    const uncharted = (line: string) => gone.has(chartGame(line)) || blind.has(chartGame(line));
    write(join(seasonFiles, CHART), [chartHeader, ...shots.filter((line) => !uncharted(line))]);
    write(join(late, PBP), [pbpHeader, ...events.filter(touched)]);
    write(join(late, CHART), [chartHeader, ...shots.filter(uncharted)]);
    // The files of its play-in games are missing.
    await make(whole, join(DATA, '2021-22'), 1);
    await make(faulty, seasonFiles, 1);
  }, 900_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('the incident: the root is named, nothing became 0, and what reads it left it out', async () => {
    const { code, data } = await report<ContaminationReport>(
      faulty,
      'validate',
      'contamination',
      ...SEASON,
      '--strict',
    );
    expect(code).toBe(1);
    const root = data.roots.find((r) => r.table === TDGS && r.date === INCIDENT);
    expect(root).toMatchObject({
      fields: ['opp_paint_attempts', 'opp_mid_range_attempts'],
      state: 'CONTAMINATED',
      // The logs of the season have no attempts, so that without events there is no full box either.
      reasons: ['no_play_by_play', 'no_full_box'],
      games: [...gamesOn(INCIDENT)].sort(),
    });
    const reach = Object.fromEntries((root?.reach ?? []).map((r) => [r.alias, r.rows_missing_game]));
    expect(Object.keys(reach)).toEqual(['tdza', 'pcf', 'pdc', 'mlfs']);
    expect(Object.values(reach).every((rows) => rows > 100)).toBe(true);
    const { stdout } = await cli(faulty, 'validate', 'contamination', ...SEASON);
    expect(stdout).toContain(
      `tdgs opp_paint_attempts, opp_mid_range_attempts ${INCIDENT}: CONTAMINATED, no_play_by_play`,
    );
    const zero = await cli(
      faulty,
      'query',
      `SELECT COUNT(*) AS n FROM ${TDGS} WHERE game_date = DATE '${INCIDENT}' AND (opp_paint_attempts IS NOT NULL OR points_allowed IS NULL)`,
      '--json',
    );
    expect(JSON.parse(zero.stdout)).toEqual([{ n: 0 }]);
  });

  it('gaps names its games and what they block; status says where to look', async () => {
    const { code, data } = await report<GapsReport>(faulty, 'gaps', ...SEASON);
    expect(code).toBe(1);
    const lacking = data.games.filter((game) => game.date === INCIDENT && game.missing.includes('play_by_play'));
    expect(lacking.map((game) => game.game_id).sort()).toEqual([...gamesOn(INCIDENT)].sort());
    const events = data.raw.find((gap) => gap.kind === 'play_by_play');
    expect(events?.ranges).toContainEqual({ from: INCIDENT, to: INCIDENT, dates: 1 });
    expect(events?.blocks).toEqual(expect.arrayContaining(['pgs', 'tdgs', 'tdza', 'psza', 'pcf', 'pdc', 'mlfs']));
    expect(data.recovery.map((step) => step.command)).toEqual([
      expect.stringMatching(/^nba-props ingest /),
      expect.stringMatching(new RegExp(`^nba-props backfill all --start-date ${INCIDENT} `)),
    ]);
    const status = await report<Status>(faulty, 'status');
    const tdgs = status.data.tables.find((table) => table.table === TDGS);
    expect(tdgs).toMatchObject({ missing: 0, stale: 0, failed: 0 });
    expect(tdgs?.contaminated).toBeGreaterThanOrEqual(2);
    expect((await cli(faulty, 'status')).stdout).toContain('nba-props gaps');
  });

  it("half of a day's games and a day without distances are told apart from it", async () => {
    const { data } = await report<ContaminationReport>(faulty, 'validate', 'contamination', ...SEASON, '--strict');
    const states = Object.fromEntries(
      data.roots.filter((r) => r.table === TDGS).map((r) => [r.date, `${r.state} ${r.reasons.join(', ')}`]),
    );
    expect(states).toEqual({
      [INCIDENT]: 'CONTAMINATED no_play_by_play, no_full_box',
      [HALF]: expect.stringMatching(/^(PARTIAL|CONTAMINATED) no_play_by_play, no_full_box$/),
      [BLIND]: 'CONTAMINATED no_shot_distances',
    });
    const coverage = await report<CompletenessReport>(faulty, 'validate', 'coverage', ...SEASON);
    expect(coverage.data.finding_count).toBe(0);
    expect(coverage.code).toBe(0);
  });

  it('healed: the missing files arrive, and the content is that of a run that had them from the start', async () => {
    expect((await cli(faulty, 'ingest', late, '--quiet')).code).toBe(0);
    type Tables = { alias: string; entries: { reason: string; dates: string[] }[] }[];
    const plan = await report<{ planned: number; tables: Tables }>(faulty, 'plan', 'all', ...SEASON);
    const shots = plan.data.tables.find((t) => t.alias === 'shots');
    expect(shots?.entries.map((entry) => [entry.reason, entry.dates])).toEqual([
      ['input_changed', [INCIDENT, HALF, BLIND]],
    ]);
    // Zones of a date are read for fifteen team games, a month of the league's: tables far later are out of their reach.
    const zones = plan.data.tables.find((t) => t.alias === 'tdza')?.entries.flatMap((entry) => entry.dates) ?? [];
    expect(zones.length).toBeGreaterThan(60);
    expect(zones.every((date) => date > INCIDENT && date < '2022-04-01')).toBe(true);
    const healed = await heal(faulty);
    expect(healed.remaining.map((item) => item.kind === 'files_missing' && item.game.game_id)).toEqual(PLAY_IN);
    // What the plan was sure of, and of what might follow only those whose inputs changed.
    expect(healed.planned).toBe(plan.data.planned);
    expect(healed.run.partitions).toBeGreaterThan(healed.planned);
    expect(healed.run.partitions).toBeLessThan(healed.planned + healed.might_follow);
    expect((await heal(faulty)).run.partitions).toBe(0);
    expect(await content(faulty)).toEqual(await content(whole));
    // Only what the play-in games, of which the season's files have nothing, take from the windows after them.
    const { findings } = (await report<ContaminationReport>(faulty, 'validate', 'contamination', '--strict')).data;
    expect(findings.filter(({ phase, date }) => phase < 4 || date <= '2022-04-12')).toEqual([]);
  });

  it('a duplicate file changes nothing', async () => {
    const copy = join(folder, 'copy-of-the-play-by-play.csv.gz');
    symlinkSync(join(DATA, '2021-22', PBP), copy);
    const { stdout } = await cli(whole, 'ingest', copy, '--json');
    expect((JSON.parse(stdout) as { unchanged: number; new: number }).unchanged).toBe(1);
    const backfill = await report<{ partitions: number }>(whole, 'backfill', 'all', ...SEASON, '--quiet');
    expect(backfill.data.partitions).toBe(0);
  });

  it('a wrong stat and a wrong team in a log: player, game and both values; the true rows heal it', async () => {
    const copy = copyOf(whole);
    try {
      const before = await content(copy.db);
      const [header = '', ...logs] = lines('player_game_logs.csv.gz');
      const names = header.split(',');
      const [day, assists, team] = ['GAME_DATE', 'AST', 'TEAM_ABBREVIATION'].map((name) => names.indexOf(name)) as [
        number,
        number,
        number,
      ];
      const onDay = logs.filter((line) => line.split(',')[day] === INCIDENT);
      const teams = [...new Set(onDay.map((line) => line.split(',')[team] ?? ''))].sort();
      const first = (onDay[0] ?? '').split(',');
      const second = (onDay.find((line) => line.split(',')[team] !== first[team]) ?? '').split(',');
      const opponents = new Map(onDay.map((line) => line.split(',')).map((row) => [row[team], row[4]?.slice(-3)]));
      const wrong = [
        first.with(assists, String(Number(first[assists]) + 1)),
        second.with(team, opponents.get(second[team]) ?? ''),
      ];
      write(join(folder, 'wrong.csv.gz'), [header, ...wrong.map((row) => row.join(','))]);
      expect(teams.length).toBeGreaterThan(1);
      await cli(copy.db, 'ingest', join(folder, 'wrong.csv.gz'), '--quiet');
      await cli(copy.db, 'backfill', 'all', ...SEASON, '--quiet');
      const { code, data } = await report<ReconcileReport>(copy.db, 'validate', 'reconcile', ...SEASON);
      expect(code).toBe(1);
      const log = data.differences.filter((d) => d.check === 'logs_vs_events');
      expect(log).toMatchObject([
        { date: INCIDENT, detail: 'assists', left: Number(first[assists]), right: Number(first[assists]) + 1 },
      ]);
      expect(log[0]?.entity).toMatch(`${first[0]} `);
      const wrongTeam = data.differences.filter((d) => d.check === 'player_team');
      expect(wrongTeam).toMatchObject([{ date: INCIDENT }]);
      expect(wrongTeam[0]?.entity).toMatch(`${second[0]} `);
      write(join(folder, 'right.csv.gz'), [header, first.join(','), second.join(',')]);
      await cli(copy.db, 'ingest', join(folder, 'right.csv.gz'), '--quiet');
      await cli(copy.db, 'backfill', 'all', ...SEASON, '--quiet');
      expect(await content(copy.db)).toEqual(before);
      expect((await cli(copy.db, 'validate', 'reconcile', ...SEASON)).code).toBe(0);
    } finally {
      copy.remove();
    }
  });

  it("a row deleted and a value edited behind the ledger's back are named", async () => {
    const copy = copyOf(whole);
    try {
      await execute(
        copy.db,
        `DELETE FROM ${TDGS} WHERE game_date = DATE '${INCIDENT}' AND team_abbr = (SELECT MIN(team_abbr) FROM ${TDGS} WHERE game_date = DATE '${INCIDENT}');
         UPDATE nba_analytics.player_game_summary SET points = points + 1 WHERE game_date = DATE '${HALF}'
           AND player_id = (SELECT MIN(player_id) FROM nba_analytics.player_game_summary WHERE game_date = DATE '${HALF}' AND player_status = 'played')`,
      );
      const contracts = await report<ContractsReport>(copy.db, 'validate', 'contracts', ...SEASON);
      expect(contracts.data.violations).toMatchObject([{ kind: 'row_count', table: TDGS, where: INCIDENT }]);
      const coverage = await report<CompletenessReport>(copy.db, 'validate', 'coverage', ...SEASON);
      expect(coverage.data.entities).toMatchObject([{ kind: 'UNEXPLAINED', table: TDGS, date: INCIDENT }]);
      const reconcile = await report<ReconcileReport>(copy.db, 'validate', 'reconcile', ...SEASON);
      expect(reconcile.data.differences.filter((d) => d.check === 'points_identity')).toMatchObject([{ date: HALF }]);
      expect([contracts.code, coverage.code, reconcile.code]).toEqual([1, 1, 1]);
      const healed = await heal(copy.db);
      expect(healed.corrupt.map(({ table, date }) => `${table} ${date}`).sort()).toEqual(
        [`nba_analytics.player_game_summary ${HALF}`, `${TDGS} ${INCIDENT}`].sort(),
      );
      expect(healed.remaining.map((item) => item.kind === 'files_missing' && item.game.game_id)).toEqual(PLAY_IN);
      expect(await content(copy.db)).toEqual(await content(whole));
      expect((await cli(copy.db, 'validate', 'reconcile', ...SEASON)).code).toBe(0);
      expect((await heal(copy.db)).run.partitions).toBe(0);
    } finally {
      copy.remove();
    }
  });
});
