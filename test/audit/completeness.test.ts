import { afterEach, describe, expect, it } from 'vitest';
import { completenessReport } from '../../src/audit/completeness/completeness.js';
import { DATES, gameId, MiniLeague } from './mini-league.js';

let league: MiniLeague;
afterEach(() => league.close());

const GAME = 'nba_analytics.mini_game';
const FORM = 'nba_precompute.mini_form';
const FEATURES = 'nba_predictions.mini_features';
const ALL = { from: null, to: null };

const report = (options = {}) => completenessReport(league.warehouse, league.graph, { ...ALL, ...options });

describe('completeness', () => {
  it('accounts for everybody of a clean season', async () => {
    league = await MiniLeague.create();
    await league.run();
    const found = await report();
    expect(found.finding_count).toBe(0);
    expect(found.tables.map((t) => [t.alias, t.expected, t.states, t.unexpected])).toEqual([
      ['mg', 48, { ROW: 48 }, 0],
      // No team has an earlier game on the first date.
      ['mf', 48, { ROW: 44, INSUFFICIENT_DATA: 4 }, 0],
      ['mx', 48, { ROW: 44, MISSING_DEPENDENCY: 4 }, 0],
    ]);
    // Days 0 and 2: 4 of 8 failed; later 0 of 40.
    expect(found.bands.map((b) => [b.failed, b.expected, b.share, b.verdict])).toEqual([
      [4, 8, 0.5, 'within'],
      [0, 40, 0, 'below'],
    ]);
    expect(found.games_without_data).toEqual([]);
  });

  it('tells known gaps from unexplained ones', async () => {
    league = await MiniLeague.create();
    const { warehouse } = league;
    // The box of one game was never ingested; its events neither.
    await warehouse.execute(`
      DELETE FROM nba_raw.nbac_team_boxscores WHERE game_id = '${gameId(4, 1)}';
      DELETE FROM nba_raw.nbac_play_by_play WHERE game_id = '${gameId(4, 1)}'`);
    await league.refreshLedger();
    await league.run();
    const gap = await report();
    expect(gap.finding_count).toBe(0);
    expect(gap.tables[0]?.states).toEqual({ ROW: 46, DATA_GAP: 2 });
    expect(gap.games_without_data).toMatchObject([{ game_id: gameId(4, 1), date: DATES[4], kind: 'not_ingested' }]);

    await warehouse.execute(`
      DELETE FROM ${GAME} WHERE game_date = DATE '${DATES[6]!}' AND team_abbr = 'ATL';
      UPDATE ${GAME} SET team_abbr = 'LAL' WHERE game_date = DATE '${DATES[7]!}' AND team_abbr = 'BOS'`);
    const broken = await report({ details: true });
    expect(broken.tables[0]).toMatchObject({ states: { ROW: 44, DATA_GAP: 2, UNEXPLAINED: 2 }, unexpected: 1 });
    expect(broken.finding_count).toBe(3);
    expect(broken.entities.map((e) => [e.kind, e.date, e.entity_id])).toEqual([
      ['UNEXPLAINED', DATES[6], 'ATL'],
      ['UNEXPLAINED', DATES[7], 'BOS'],
      ['UNEXPECTED', DATES[7], 'LAL'],
    ]);
    expect(broken.tables[0]?.dates.find((day) => day.date === DATES[6])?.states).toEqual({ ROW: 3, UNEXPLAINED: 1 });
  });

  it('partitions that were never made, and the entities that hang on them', async () => {
    league = await MiniLeague.create();
    await league.run();
    await league.warehouse.execute(`
      DELETE FROM ${FORM} WHERE analysis_date = DATE '${DATES[6]!}';
      DELETE FROM nba_processing.partitions WHERE table_name = '${FORM}' AND partition_date = DATE '${DATES[6]!}';
      DELETE FROM ${FEATURES} WHERE game_date = DATE '${DATES[6]!}'`);
    const found = await report({ from: DATES[6], to: DATES[6] });
    expect(found.tables.map((t) => [t.alias, t.states])).toEqual([
      ['mg', { ROW: 4 }],
      ['mf', { NOT_RUN: 4 }],
      ['mx', { UPSTREAM_FAILURE: 4 }],
    ]);
    expect(found.finding_count).toBe(4);
  });
});
