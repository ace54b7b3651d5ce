import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Row } from '../../src/engine/warehouse.js';
import { buildGraph } from '../../src/tables/graph.js';
import { GRAPH } from '../../src/tables/registry.js';
import { Platform } from '../audit/warehouse-of.js';
import { BOX, compare, FLAGS } from './against-key.js';
import { type SimulatedLeague, simulateLeague } from './answer-key.js';

/** The tables that the key knows, and what they are made from. */
const BOXES = buildGraph(
  GRAPH.ordered.filter((table) => table.phase === 2 || ['pgs', 'togs', 'tdgs'].includes(table.alias)),
);

/**
 * The season as it is, and without full box scores, where minutes must come from the line-ups: through the whole cascade,
 * and for seeds drawn anew each time (a failing test names its own) as far as the key goes.
 */
const CASES = [
  { seed: 101, boxScores: true, graph: GRAPH },
  { seed: 102, boxScores: false, graph: GRAPH },
  ...fc.sample(fc.nat(), 4).map((seed, i) => ({ seed, boxScores: i % 2 === 0, graph: BOXES })),
];

describe.each(CASES)(
  'the tables made from the files of seed $seed (box scores: $boxScores)',
  ({ graph, ...options }) => {
    let league: SimulatedLeague;
    let platform: Platform;

    beforeAll(async () => {
      league = await simulateLeague(options);
      platform = await Platform.create(':memory:', graph);
      const report = await platform.ingest(`${league.out}/${league.season}`);
      expect(report.files.filter((f) => f.status === 'failed' || f.rejected > 0)).toEqual([]);
      const { status, failed } = await platform.backfill();
      expect({ status, failed }).toEqual({ status: 'complete', failed: 0 });
    });
    afterAll(async () => {
      await platform.close();
      league.remove();
    });

    test('every player-game equals the key: box, zones, blocks by zone, creation, seconds', async () => {
      const rows = await platform.warehouse.query(
        `SELECT * FROM nba_analytics.player_game_summary WHERE player_status = 'played'`,
      );
      const made = new Map(rows.map((row) => [`${row.game_id} ${row.player_id}`, row]));
      const key = league.key('players').filter((r) => r.player_status === 'played');
      expect(made.size).toBe(key.length);
      const differences = key.flatMap((r) => compare(r, made.get(`${r.key_game} ${r.player_id}`), BOX, FLAGS));
      expect(differences).toEqual([]);
    });

    test('every team-game equals the key, seen from both sides', async () => {
      const own = await byTeam('team_offense_game_summary');
      const defence = await byTeam('team_defense_game_summary');
      const teams = new Map(league.key('teams').map((r) => [`${r.key_game} ${r.key_team}`, r]));
      expect(own.size).toBe(teams.size);
      for (const [id, truth] of teams) {
        const offence = own.get(id);
        const shared = BOX.filter(
          (c) =>
            offence !== undefined &&
            c in offence &&
            c in truth &&
            c !== 'plus_minus' &&
            c !== 'seconds_played' &&
            c !== 'turnovers',
        );
        expect(shared.length).toBeGreaterThan(15);
        expect(compare(truth, offence, shared, ['win_flag'])).toEqual([]);
        expect(offence?.turnovers, id).toBe(Number(truth.turnovers) + Number(truth.team_turnovers));
        const blocks = {
          paint_blocks: 'blocks_paint',
          mid_range_blocks: 'blocks_mid_range',
          three_pt_blocks: 'blocks_three_pt',
          blocks: 'blocks',
        };
        for (const [column, name] of Object.entries(blocks))
          expect(defence.get(id)?.[name], `${id} ${name}`).toBe(Number(truth[column]));
        const [opponent] = [...teams.values()].filter(
          (r) => r.key_game === truth.key_game && r.key_team === truth.key_opponent,
        );
        expect(defence.get(id)?.opp_paint_attempts, id).toBe(Number(opponent?.paint_attempts));
        expect(defence.get(id)?.points_allowed, id).toBe(Number(opponent?.points));
      }

      async function byTeam(table: string): Promise<Map<string, Row>> {
        const rows = await platform.warehouse.query(`SELECT * FROM nba_analytics.${table}`);
        return new Map(rows.map((row) => [`${row.game_id} ${row.team_abbr}`, row]));
      }
    });

    test('every shot has the zone, passer, blocker and and-one of the key', async () => {
      const rows = await platform.warehouse.query('SELECT * FROM nba_reference.shots');
      const made = new Map(rows.map((row) => [`${row.game_id} ${row.event_num}`, row]));
      const key = league.key('shots');
      expect(made.size).toBe(key.length);
      for (const k of key) {
        const shot = made.get(`${k.key_game} ${k.event_num}`);
        const id = (text: string | undefined) => (text === '' ? null : Number(text));
        expect([shot?.zone, shot?.zone_detail, shot?.assisted_by, shot?.blocked_by, shot?.and_one]).toEqual([
          k.zone,
          k.zone_detail,
          id(k.assisted_by),
          id(k.blocked_by),
          k.is_and_one === '1',
        ]);
      }
    });
  },
);
