import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Row } from '../../src/engine/warehouse.js';
import { buildGraph } from '../../src/tables/graph.js';
import { GRAPH } from '../../src/tables/registry.js';
import { Platform } from '../audit/warehouse-of.js';
import { BOX } from '../simulate/against-key.js';
import { type CsvRow, groupBy, type SimulatedLeague, simulateLeague } from '../simulate/answer-key.js';
import { asLiveFeed } from '../simulate/as-live-feed.js';
import { asV3 } from '../simulate/as-v3.js';
import { EditedFiles } from '../simulate/edited-files.js';

const BOXES = buildGraph(
  GRAPH.ordered.filter((table) => table.phase === 2 || ['pgs', 'togs', 'tdgs'].includes(table.alias)),
);

/** Which teams of a game a file has. */
const sides = fc.constantFrom('none', 'home', 'away', 'both', 'both');
const EVENTS = ['none', 'v2', 'live feed', 'v3', 'bigdataball'] as const;

/** What there is of one game. */
const gameSources = fc.record({
  events: fc.constantFrom<(typeof EVENTS)[number]>('none', ...EVENTS),
  chart: sides,
  player_game_logs: sides,
  team_game_logs: sides,
  player_box_scores: fc.constantFrom('none', 'none', 'both', 'home'),
});
type GameSources = typeof gameSources extends fc.Arbitrary<infer T> ? T : never;

/** A game with its rows in each file of the league. */
interface Game {
  readonly id: string;
  readonly home: string;
  readonly rows: Readonly<Record<string, readonly CsvRow[]>>;
}

let league: SimulatedLeague;
let files: EditedFiles;
let games: readonly Game[];
let tricodes: ReadonlyMap<string, string>;

beforeAll(async () => {
  league = await simulateLeague({ seed: 'any sources', teams: 4, gamesPerTeam: 4, bigDataBall: true });
  files = new EditedFiles();
  const rowsOf = (name: string) => league.rows(`${league.season}/${name}.csv`);
  const listed = rowsOf('games').filter((game) => game.season_type === 'regular');
  const idOf = (row: CsvRow): string => {
    const id = row.GAME_ID ?? row.game_id;
    if (id !== undefined) return id.padStart(10, '0');
    const team = row.TEAM_ABBREVIATION ?? '';
    return (
      listed.find((game) => game.game_date === row.GAME_DATE && [game.home_abbr, game.away_abbr].includes(team))
        ?.game_id ?? ''
    );
  };
  tricodes = new Map(rowsOf('team_game_logs').map((row) => [row.TEAM_NAME ?? '', row.TEAM_ABBREVIATION ?? '']));
  const names = ['player_game_logs', 'team_game_logs', 'player_box_scores', 'shot_chart', 'bigdataball_play_by_play'];
  const byGame = [...names, 'play_by_play_regular'].map((name) => [name, groupBy(rowsOf(name), idOf)] as const);
  games = listed.map(({ game_id = '', home_abbr = '' }) => ({
    id: game_id,
    home: home_abbr,
    rows: Object.fromEntries(byGame.map(([name, rows]) => [name, rows.get(game_id) ?? []])),
  }));
}, 120_000);
afterAll(() => {
  league.remove();
  files.remove();
});

/** Of a row of a log, box or chart; a chart names the team, and no tricode. */
const isOfHome = (row: CsvRow, game: Game): boolean =>
  (row.TEAM_ABBREVIATION ?? tricodes.get(row.TEAM_NAME ?? '')) === game.home;

/** The rows of the teams that a source has. */
const part = (game: Game, name: string, which: string): readonly CsvRow[] =>
  which === 'none'
    ? []
    : (game.rows[name] ?? []).filter((row) => which === 'both' || isOfHome(row, game) === (which === 'home'));

function written(chosen: readonly GameSources[]): string[] {
  const all = (pick: (game: Game, sources: GameSources) => readonly CsvRow[]) =>
    games.flatMap((game, i) => pick(game, chosen[i] as GameSources));
  const csv = (name: string, rows: readonly CsvRow[]) => (rows.length === 0 ? [] : [files.csv(name, rows)]);
  const told = (format: string) => games.filter((_, i) => chosen[i]?.events === format);
  const eventsOf = (game: Game) => {
    const rows = game.rows.play_by_play_regular ?? [];
    return rows.filter((row, i) => JSON.stringify(row) !== JSON.stringify(rows[i - 1]));
  };
  const places = new Map(
    games.flatMap(({ id, rows }) =>
      (rows.shot_chart ?? []).map((row) => [
        `${id} ${row.GAME_EVENT_ID}`,
        { x: Number(row.LOC_X), y: Number(row.LOC_Y) },
      ]),
    ),
  );
  const v3 = told('v3');
  return [
    ...csv('play_by_play', told('v2').flatMap(eventsOf)),
    ...told('live feed').map((game) =>
      files.text(
        'feed.json',
        asLiveFeed(game.id, eventsOf(game), (event) => places.get(`${game.id} ${event}`) ?? null),
      ),
    ),
    ...(v3.length === 0
      ? []
      : [
          files.text(
            'nbastatsv3.csv',
            asV3(v3.map(eventsOf), (game, event) => places.get(`${game} ${event}`) ?? null),
          ),
        ]),
    ...csv(
      'bigdataball',
      told('bigdataball').flatMap((game) => game.rows.bigdataball_play_by_play ?? []),
    ),
    ...csv(
      'shot_chart',
      all((game, sources) => part(game, 'shot_chart', sources.chart)),
    ),
    ...(['player_game_logs', 'team_game_logs', 'player_box_scores'] as const).flatMap((name) =>
      csv(
        name,
        all((game, sources) => part(game, name, sources[name])),
      ),
    ),
  ];
}

/** Of shots without a chart the text of PlayByPlayV2 prints whole feet: 8 may be either side of the paint's edge. */
const OF_ZONES = /^(paint|mid_range|unknown_zone|restricted_area|corner_three|three_pt_blocks)/;

/** What a published row has otherwise than the key. Whole minutes of a log are rounded. */
function wrongIn(row: Row, key: CsvRow | undefined, byText: ReadonlySet<unknown>, prefix = ''): string[] {
  const who = `${row.game_id} ${row.player_id ?? row.team_abbr} ${row.box_source}`;
  if (key === undefined) return [`${who} is not in the key`];
  return BOX.flatMap((column) => {
    const found = row[`${prefix}${column}`];
    if (found === null || found === undefined || key[column] === undefined) return [];
    if (byText.has(row.game_id) && OF_ZONES.test(column)) return [];
    const truth = Number(key[column]) + (column === 'turnovers' ? Number(key.team_turnovers ?? 0) : 0);
    if (column === 'turnovers' && row.box_source === 'player_box_scores') return [];
    const rounded = column === 'seconds_played' && row.minutes_source === 'whole_minutes';
    const same = rounded ? Math.abs(Number(found) - truth) < 60 : found === truth;
    return same ? [] : [`${who} ${column}: ${found}, key ${key[column]}`];
  });
}

test('whatever sources there are of each game, a published value is that of the key', async () => {
  const keys = (name: 'players' | 'teams', by: string) =>
    new Map(league.key(name).map((row) => [`${row.key_game} ${row[by]}`, row]));
  const [players, teams] = [keys('players', 'player_id'), keys('teams', 'key_team')];
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(gameSources, { minLength: games.length, maxLength: games.length }), async (chosen) => {
      const platform = await Platform.create(':memory:', BOXES);
      try {
        const report = await platform.ingest(
          join(league.out, league.season, 'schedule_league_v2.json.gz'),
          ...written(chosen),
        );
        expect(report.files.filter((file) => file.status === 'failed' || file.rejected > 0)).toEqual([]);
        expect(await platform.backfill()).toMatchObject({ failed: 0 });
        const byText = new Set(
          games.filter((_, i) => chosen[i]?.events === 'v2' && chosen[i]?.chart !== 'both').map(({ id }) => id),
        );
        const query = (table: string) => platform.warehouse.query<Row>(`SELECT * FROM nba_analytics.${table}`);
        const made = (await query('player_game_summary')).filter((row) => row.player_status === 'played');
        const offense = await query('team_offense_game_summary');
        const defense = await query('team_defense_game_summary');
        const wrong = [
          ...made.flatMap((row) => wrongIn(row, players.get(`${row.game_id} ${row.player_id}`), byText)),
          ...offense.flatMap((row) => wrongIn(row, teams.get(`${row.game_id} ${row.team_abbr}`), byText)),
          ...defense.flatMap((row) =>
            wrongIn(row, teams.get(`${row.game_id} ${row.opponent_team_abbr}`), byText, 'opp_'),
          ),
        ];
        compared += made.length + offense.length + defense.length;
        expect(
          wrong.slice(0, 5),
          JSON.stringify(chosen.map((sources, i) => ({ game: games[i]?.id, ...sources }))),
        ).toEqual([]);
      } finally {
        await platform.close();
      }
    }),
    { numRuns: 12, seed: 7, endOnFailure: true },
  );
  expect(compared).toBeGreaterThan(1000);
}, 900_000);
