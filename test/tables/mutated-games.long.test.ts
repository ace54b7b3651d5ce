import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Row } from '../../src/engine/warehouse.js';
import { buildGraph } from '../../src/tables/graph.js';
import { GRAPH } from '../../src/tables/registry.js';
import { Platform } from '../audit/warehouse-of.js';
import { BOX } from '../simulate/against-key.js';
import { type CsvRow, groupBy, type SimulatedLeague, simulateLeague } from '../simulate/answer-key.js';
import { EditedFiles } from '../simulate/edited-files.js';

/** Who reads events and boxes, and nothing further down the cascade. */
const BOXES = buildGraph(GRAPH.ordered.filter((table) => table.phase === 2 || ['pgs', 'togs'].includes(table.alias)));

let league: SimulatedLeague;
let files: EditedFiles;
let events: readonly CsvRow[];

beforeAll(async () => {
  league = await simulateLeague({ seed: 'mutated', teams: 2, gamesPerTeam: 2 });
  files = new EditedFiles();
  events = league.rows(`${league.season}/play_by_play_regular.csv`);
});
afterAll(() => {
  league.remove();
  files.remove();
});

/** What happens to the events of the first game on their way. */
interface Mutation {
  readonly kind: 'cut' | 'doubled' | 'doubled exactly' | 'shuffled';
  /** Where it begins, as a share of the game, and over how many events. */
  readonly at: number;
  readonly length: number;
}

function mutated(rows: readonly CsvRow[], { kind, at, length }: Mutation): CsvRow[] {
  const begin = Math.floor(at * rows.length);
  if (kind === 'cut') return rows.slice(0, Math.max(begin, 1));
  const [before, block, after] = [rows.slice(0, begin), rows.slice(begin, begin + length), rows.slice(begin + length)];
  if (kind === 'shuffled') {
    // Every second one first: no order of the clock survives that.
    const parity = (odd: number) => block.filter((_, i) => i % 2 === odd);
    return [...before, ...parity(1), ...parity(0), ...after];
  }
  const again = kind === 'doubled' ? block.map((row) => ({ ...row, EVENTNUM: `9${row.EVENTNUM}` })) : block;
  return [...before, ...block, ...again, ...after];
}

const OTHERS = {
  nothing: [],
  logs: ['player_game_logs.csv', 'team_game_logs.csv'],
  'player logs': ['player_game_logs.csv'],
  'box scores': ['player_box_scores.csv'],
} as const;

/** What a published row has otherwise than the key. Whole minutes of a log are rounded. */
function wrongIn(row: Row, key: CsvRow | undefined): string[] {
  if (key === undefined) return [`${row.player_id ?? row.team_abbr} is not in the key`];
  const isRight = (column: string) => {
    // A team's turnovers hold those that are charged to nobody else.
    const truth = Number(key[column]) + (column === 'turnovers' ? Number(key.team_turnovers ?? 0) : 0);
    const found = row[column];
    if (found === null || found === undefined) return true;
    if (column === 'seconds_played' && row.minutes_source === 'whole_minutes')
      return Math.abs(Number(found) - truth) < 60;
    return found === truth;
  };
  // The players' boxes do not have the turnovers that are charged to the team: box_source says that they were summed.
  const isSum = (column: string) => column === 'turnovers' && row.box_source === 'player_box_scores';
  const wrong = BOX.filter((column) => key[column] !== undefined && !isSum(column) && !isRight(column)).map(
    (column) => `${row.player_id ?? row.team_abbr} ${column}: ${row[column]}, key ${key[column]}`,
  );
  return row.win_flag === null ||
    row.win_flag === undefined ||
    key.win_flag === undefined ||
    row.win_flag === (key.win_flag === '1')
    ? wrong
    : [...wrong, `${row.player_id} win_flag`];
}

test('however the events of a game are cut, doubled or shuffled: a published value is that of the key', async () => {
  const [[game = '', own = []] = [], ...others] = groupBy(events, (row) => row.GAME_ID ?? '');
  const id = game.padStart(10, '0');
  const keys = (name: 'players' | 'teams', by: string) =>
    new Map(league.key(name).map((row) => [`${row.key_game} ${row[by]}`, row]));
  const [players, teams] = [keys('players', 'player_id'), keys('teams', 'key_team')];
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        kind: fc.constantFrom<Mutation['kind']>('cut', 'doubled', 'doubled exactly', 'shuffled'),
        at: fc.double({ min: 0, max: 0.999, noNaN: true }),
        length: fc.integer({ min: 25, max: 120 }),
      }),
      fc.constantFrom<keyof typeof OTHERS>('nothing', 'logs', 'player logs', 'box scores'),
      async (mutation, other) => {
        const rows = [...mutated(own, mutation), ...others.flatMap(([, rest]) => rest)];
        const beside = ['schedule_league_v2.json', 'shot_chart.csv', ...OTHERS[other]];
        const platform = await Platform.create(':memory:', BOXES);
        try {
          await platform.ingest(
            files.csv('play_by_play', rows),
            ...beside.map((name) => join(league.out, league.season, `${name}.gz`)),
          );
          await platform.backfill();
          const query = (sql: string) => platform.warehouse.query<Row>(sql);
          const made = await query(`SELECT * FROM nba_analytics.player_game_summary WHERE player_status = 'played'`);
          const sides = await query('SELECT * FROM nba_analytics.team_offense_game_summary');
          const wrong = [
            ...made.flatMap((row) => wrongIn(row, players.get(`${row.game_id} ${row.player_id}`))),
            ...sides.flatMap((row) => wrongIn(row, teams.get(`${row.game_id} ${row.team_abbr}`))),
          ];
          expect(wrong, JSON.stringify({ mutation, other })).toEqual([]);
          const [state] = await query(
            `SELECT events_whole, events_reason FROM nba_reference.games WHERE game_id = '${id}'`,
          );
          const [failed] = await query(
            `SELECT category FROM nba_processing.analytics_failures WHERE game_id = '${id}' AND table_name LIKE '%offense%'`,
          );
          const isMade = sides.some((row) => row.game_id === id);
          // A game is there, or the record says that the sources have a part of it.
          expect(isMade || failed?.category === 'INCOMPLETE_GAME', JSON.stringify({ mutation, other })).toBe(true);
          if (mutation.kind === 'doubled exactly') expect(state?.events_whole).toBe(true);
          seen.add(`${state?.events_whole} ${made.some((row) => row.game_id === id)}`);
        } finally {
          await platform.close();
        }
      },
    ),
    { numRuns: 16, seed: 20_231_024 },
  );
  // Whole games, games told by another source, and games of which there is no row were among them.
  expect([...seen].sort()).toEqual(['false false', 'false true', 'true true']);
});
