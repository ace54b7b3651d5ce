import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processEffects } from '../../src/effects.js';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import { createTablesSql } from '../../src/engine/stored-table.js';
import type { Row, Warehouse } from '../../src/engine/warehouse.js';
import { ingestPaths } from '../../src/raw/ingest.js';
import { RAW_STORED } from '../../src/raw/raw-schema.js';
import type { IngestReport } from '../../src/raw/report.js';
import { DATA, hasData, SKIPPED, SOURCES } from './data.js';

if (!hasData) console.warn(SKIPPED);

/** Rows of each file but for copies and the two rejected; of the spreads, the numbers quoted. */
const ROWS: Readonly<Record<string, number>> = {
  '2020-21/game_odds.csv.gz': 2340,
  '2020-21/games.csv.gz': 1165,
  '2020-21/play_by_play_playoffs.csv.gz': 39058,
  '2020-21/play_by_play_regular.csv.gz': 499461,
  '2020-21/player_box_scores.csv.gz': 31465,
  '2020-21/player_game_logs.csv.gz': 24918,
  '2020-21/schedule.csv.gz': 1221,
  '2020-21/shot_chart.csv.gz': 205754,
  '2020-21/team_game_index.csv.gz': 2160,
  '2020-21/team_game_logs.csv.gz': 2330,
  '2021-22/game_odds.csv.gz': 2460,
  '2021-22/games.csv.gz': 1317,
  '2021-22/play_by_play_playoffs.csv.gz': 39732,
  '2021-22/play_by_play_regular.csv.gz': 570363,
  '2021-22/player_game_logs.csv.gz': 27931,
  '2021-22/schedule.csv.gz': 1393,
  '2021-22/shot_chart.csv.gz': 231293,
  '2021-22/team_game_index.csv.gz': 2460,
  '2021-22/team_game_logs.csv.gz': 2634,
  '2024-25/games.csv.gz': 1308,
  '2024-25/play_by_play_playoffs.csv.gz': 36577,
  '2024-25/play_by_play_regular.csv.gz': 574359,
  '2024-25/player_game_logs.csv.gz': 28110,
  '2024-25/player_props_pickem.csv.gz': 42904,
  '2024-25/player_props_pra.csv.gz': 24474,
  '2024-25/schedule_snapshot_2024-11.csv.gz': 1281,
  '2024-25/shot_chart.csv.gz': 233904,
  '2024-25/team_game_index.csv.gz': 2460,
  '2024-25/team_game_logs.csv.gz': 2628,
  'injury_transactions_2015-10_2025-07.csv.gz': 28144,
  'spreads_by_book_2019-10_2023-03.csv.gz': 61048,
};

describe.skipIf(!hasData)('ingest of all real files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ingest-'));
  let warehouse: Warehouse;
  let report: IngestReport;
  const rows = (sql: string): Promise<Row[]> => warehouse.query(sql);

  beforeAll(async () => {
    warehouse = await openDuckdb({ path: join(folder, 'real.duckdb') });
    for (const sql of createTablesSql(RAW_STORED, warehouse.dialect)) await warehouse.execute(sql);
    report = await ingestPaths(warehouse, SOURCES, { effects: processEffects(), runId: 'real' });
  });
  afterAll(async () => {
    await warehouse?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('loads every row of every file', () => {
    expect(report).toMatchObject({ new: 31, failed: 0, undated: 0 });
    expect(Object.fromEntries(report.files.map((f) => [f.path.slice(DATA.length + 1), f.rows]))).toEqual(ROWS);
  });

  it('rejects two lines: the odds file has two different lines of the Lakers on one date', () => {
    const rejected = report.files.filter((f) => f.rejected > 0);
    expect(rejected.map((f) => [f.kind, f.rejected])).toEqual([['game_odds', 2]]);
    expect(rejected[0]?.rejections.first.map((r) => [r.line, r.text])).toEqual([
      [79, '2020-12-28 LAL unnamed closing'],
      [89, '2020-12-28 LAL unnamed closing'],
    ]);
  });

  it('finds the duplicates of the play-by-play and of the props', () => {
    const duplicates = report.files.filter((f) => f.duplicates > 0);
    expect(Object.fromEntries(duplicates.map((f) => [f.path.slice(DATA.length + 1), f.duplicates]))).toEqual({
      '2020-21/play_by_play_playoffs.csv.gz': 1,
      '2020-21/play_by_play_regular.csv.gz': 74,
      '2021-22/play_by_play_regular.csv.gz': 11,
      '2024-25/play_by_play_regular.csv.gz': 2,
      '2024-25/player_props_pickem.csv.gz': 28,
    });
  });

  it('reconciles with the totals of the regular seasons', async () => {
    expect(
      await rows(`SELECT s.season, COUNT(DISTINCT p.game_id) AS games, MIN(s.game_date) AS first_date, MAX(s.game_date) AS last_date,
          COUNT(*) FILTER (WHERE event_type IN (1, 2)) AS fga, COUNT(*) FILTER (WHERE event_type = 2 AND player3_id > 0) AS blk
        FROM nba_raw.nbac_play_by_play p JOIN nba_raw.game_summaries s USING (game_id)
        WHERE s.season_type = 'regular' AND NOT is_duplicate GROUP BY s.season ORDER BY s.season`),
    ).toEqual([
      { season: '2020-21', games: 1080, first_date: '2020-12-22', last_date: '2021-05-16', fga: 190983, blk: 10524 },
      { season: '2021-22', games: 1230, first_date: '2021-10-19', last_date: '2022-04-10', fga: 216722, blk: 11594 },
      { season: '2024-25', games: 1230, first_date: '2024-10-22', last_date: '2025-04-13', fga: 219527, blk: 11995 },
    ]);
    expect(
      await rows(`SELECT EXTRACT(year FROM game_date - INTERVAL 7 MONTH) AS season_year, COUNT(*) AS player_games,
          CAST(SUM(points) AS BIGINT) AS pts, CAST(SUM(rebounds) AS BIGINT) AS reb, CAST(SUM(assists) AS BIGINT) AS ast
        FROM nba_raw.nbac_player_boxscores WHERE source_kind = 'game_log' AND season_type = 'Regular Season' GROUP BY 1 ORDER BY 1`),
    ).toEqual([
      { season_year: 2020, player_games: 23054, pts: 242117, reb: 95686, ast: 53577 },
      { season_year: 2021, player_games: 26039, pts: 272115, reb: 109347, ast: 60636 },
      { season_year: 2024, player_games: 26306, pts: 280010, reb: 108516, ast: 65312 },
    ]);
  });

  it('keeps the full box scores as first published, dated by their games', async () => {
    expect(
      await rows(`SELECT CAST(SUM(b.blocks) AS BIGINT) AS blk, CAST(SUM(b.fg_attempts) AS BIGINT) AS fga, COUNT(*) FILTER (WHERE b.start_position IS NOT NULL) AS starters,
          COUNT(*) FILTER (WHERE b.seconds IS NULL) AS without_time, COUNT(*) FILTER (WHERE b.seconds IS NULL AND b.comment IS NULL) AS unexplained
        FROM nba_raw.nbac_player_boxscores b JOIN nba_raw.game_summaries s ON s.game_id = b.game_id AND s.game_date = b.game_date
        WHERE b.source_kind = 'box_score' AND s.season_type = 'regular'`),
    ).toEqual([{ blk: 10523, fga: 190964, starters: 10800, without_time: 5813, unexplained: 0 }]);
  });

  it('joins every shot of the chart to its event, but for six playoff games of 2024-25 without play-by-play', async () => {
    expect(
      await rows(`SELECT COUNT(DISTINCT c.game_id) AS games, MIN(LEFT(c.game_id, 5)) AS season,
          COUNT(*) FILTER (WHERE c.game_id IN (SELECT game_id FROM nba_raw.nbac_play_by_play)) AS lone
        FROM nba_raw.nbac_shot_chart c ANTI JOIN (SELECT game_id, event_num FROM nba_raw.nbac_play_by_play WHERE event_type IN (1, 2)) e
          ON e.game_id = c.game_id AND e.event_num = c.event_num`),
    ).toEqual([{ games: 6, season: '00424', lone: 0 }]);
  });

  it('resolves every team and name', async () => {
    expect(
      await rows(`SELECT (SELECT COUNT(*) FROM nba_raw.nbac_player_boxscores WHERE team_abbr IS NULL) AS boxes,
        (SELECT COUNT(*) FROM nba_raw.odds_game_lines WHERE team_abbr IS NULL) AS lines,
        (SELECT COUNT(*) FROM nba_raw.odds_player_props WHERE home_abbr IS NULL OR player_lookup IS NULL) AS props,
        (SELECT COUNT(*) FROM nba_raw.nbac_play_by_play WHERE player1_team_id IS NOT NULL AND player1_team_abbr IS NULL) AS events,
        (SELECT COUNT(*) FROM nba_raw.nbac_schedule WHERE home_abbr IS NULL) AS unknown_cup_games`),
    ).toEqual([{ boxes: 0, lines: 0, props: 0, events: 0, unknown_cup_games: 8 }]);
  });

  it('dates lines by the Eastern game date: no line meets a game of another opponent or side', async () => {
    const games = `JOIN nba_raw.game_summaries g ON g.game_date = l.game_date AND l.team_abbr IN (g.home_abbr, g.away_abbr)`;
    expect(
      await rows(`SELECT l.line_kind, COUNT(*) AS met, COUNT(*) FILTER (WHERE l.is_home <> (g.home_abbr = l.team_abbr)) AS other_side,
          COUNT(*) FILTER (WHERE l.opponent_abbr NOT IN (g.home_abbr, g.away_abbr)) AS other_opponent
        FROM nba_raw.odds_game_lines l ${games} GROUP BY 1 ORDER BY 1`),
    ).toEqual([
      { line_kind: 'closing', met: 4787, other_side: 0, other_opponent: 0 },
      { line_kind: 'opening', met: 4964, other_side: 0, other_opponent: 0 },
      { line_kind: 'untimed', met: 26380, other_side: 0, other_opponent: 0 },
    ]);
  });

  it('tells why the books are untimed: their numbers lean to the result, the opening does not', async () => {
    const leaning = await rows(`SELECT l.line_kind, CORR(l.spread - c.spread, -(t.plus_minus + c.spread)) > 0.1 AS leans
      FROM nba_raw.odds_game_lines l JOIN nba_raw.nbac_team_boxscores t USING (game_date, team_abbr)
      JOIN (SELECT game_date, team_abbr, spread FROM nba_raw.odds_game_lines WHERE line_kind = 'closing') c USING (game_date, team_abbr)
      WHERE l.line_kind <> 'closing' GROUP BY 1 ORDER BY 1`);
    expect(leaning).toEqual([
      { line_kind: 'opening', leans: false },
      { line_kind: 'untimed', leans: true },
    ]);
  });

  it('reads injury notes', async () => {
    expect(
      await rows(
        'SELECT kind, designation, COUNT(*) AS n FROM nba_raw.injury_transactions GROUP BY 1, 2 ORDER BY kind NULLS LAST, n DESC',
      ),
    ).toEqual([
      { kind: 'acquired', designation: 'available', n: 12310 },
      { kind: 'acquired', designation: null, n: 8 },
      { kind: 'relinquished', designation: 'out', n: 11270 },
      { kind: 'relinquished', designation: 'questionable', n: 4496 },
      { kind: 'relinquished', designation: null, n: 54 },
      { kind: null, designation: null, n: 6 },
    ]);
  });

  it('does nothing when asked again', async () => {
    const again = await ingestPaths(warehouse, SOURCES, { effects: processEffects(), runId: 'again' });
    expect(again).toMatchObject({ unchanged: 31, rows: 0, touched: [] });
  });
});
