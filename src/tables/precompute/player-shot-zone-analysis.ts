import { primaryScoringZoneSql } from '../../domain/primary-zone.js';
import type { Dialect } from '../../engine/dialect.js';
import { asOf } from '../as-of.js';
import { col, shared, watchedAccount, windowAccount } from '../columns.js';
import type { Column, TableDefinition } from '../definition.js';
import { playersOfTheSeason } from '../expectations/season-entities.js';
import { fewGames } from '../failure-rows.js';
import { GAMES, PGS, PSZA, TOGS } from '../names.js';
import { words } from '../read-window.js';
import { type Selected, sameColumns, selectList } from '../select-list.js';
import type { SqlContext } from '../sql-context.js';
import { playerAccount } from '../windows/player-account.js';
import { playedGames, playerStates, STATE_COLUMNS } from '../windows/player-state.js';
import { ZONE_NAMES, ZONES } from './zone-columns.js';

const WINDOWS = [10, 20] as const;

const windowColumns = (n: number): readonly Column[] => [
  ...ZONES.flatMap((zone) => [
    col.fraction(
      `${zone}_rate_last_${n}`,
      `Share of his attempts taken from ${ZONE_NAMES[zone]}, last ${n} games; NULL without attempts.`,
      {
        formula: `${zone} attempts / (paint + mid-range + three attempts)`,
        critical: { when: `total_shots_last_${n} > 0` },
      },
    ),
    col.fraction(
      `${zone}_pct_last_${n}`,
      `Share of his attempts from ${ZONE_NAMES[zone]} that went in, last ${n} games; NULL without attempts from there.`,
    ),
    col.double(`${zone}_attempts_per_game_last_${n}`, `Attempts from ${ZONE_NAMES[zone]} per game, last ${n} games.`, {
      unit: 'attempts per game',
      min: 0,
      max: 60,
    }),
  ]),
  col.count(`total_shots_last_${n}`, `Attempts with a known zone, last ${n} games.`, { unit: 'attempts' }),
  // A row needs ten games, so the sample of ten is always full.
  col.count(`games_in_sample_${n}`, `Played games with trusted zones, at most ${n}.`, {
    max: n,
    unit: 'games',
    mayBeConstant: n === 10,
  }),
  col.fraction(
    `assisted_rate_last_${n}`,
    `Share of his made field goals that were assisted, last ${n} games; NULL without makes.`,
  ),
  col.fraction(
    `unassisted_rate_last_${n}`,
    `Share of his made field goals that were not assisted, last ${n} games; NULL without makes.`,
  ),
  col.fraction(`and1_rate_last_${n}`, `And-ones per made field goal, last ${n} games; NULL without makes.`),
];

export const playerShotZoneAnalysis: TableDefinition = {
  name: PSZA,
  alias: 'psza',
  title: 'Shooting by zone',
  phase: 4,
  grain: 'a player with a game this season and a date: his shooting by zone as known before the date',
  key: ['player_id', 'analysis_date'],
  partitionColumn: 'analysis_date',
  pregame: true,
  entity: { kind: 'player', id: 'player_id' },
  trace: async () => (await import('./player-shot-zone-trace.js')).playerShotZoneTrace,
  expects: {
    ...playersOfTheSeason,
    // From scripts/measure-bands.ts over 2020-21, 2021-22, 2022-23 and 2024-25.
    failureBands: [
      { from_day: 0, to_day: 16, low: 1, high: 1 },
      { from_day: 17, to_day: 19, low: 0.8, high: 1 },
      { from_day: 20, to_day: 23, low: 0.45, high: 0.8 },
      { from_day: 24, to_day: 28, low: 0.35, high: 0.55 },
      { from_day: 29, to_day: 35, low: 0.25, high: 0.45 },
      { from_day: 36, to_day: 45, low: 0.2, high: 0.4 },
      { from_day: 46, to_day: 59, low: 0.15, high: 0.3 },
      { from_day: 60, to_day: null, low: 0.05, high: 0.3 },
    ],
  },
  reads: [
    { table: GAMES, windows: [{ kind: 'season_schedule' }] },
    {
      table: PGS,
      windows: [{ kind: 'season_before' }],
      columns: words(`
        game_id game_date season player_id player_lookup player_name team_abbr player_status seconds_played
        fg_makes three_pt_makes three_pt_attempts paint_attempts paint_makes mid_range_attempts mid_range_makes
        assisted_fg_makes unassisted_fg_makes and1_count zones_trusted`),
    },
    {
      table: TOGS,
      windows: [{ kind: 'season_before' }],
      columns: words('game_id team_abbr'),
    },
  ],
  thresholds: { min_games: 10 },
  columns: [
    shared.analysisDate,
    shared.season,
    shared.playerId,
    shared.playerLookup,
    shared.playerName,
    col.text('team_abbr', 'Team of his latest game before D.'),
    ...WINDOWS.flatMap(windowColumns),
    col.text('primary_scoring_zone', 'Where he mostly shoots from, last 10 games; NULL without attempts.', {
      values: ['paint', 'three', 'mid_range', 'balanced'],
      formula: 'paint if its share >= 0.40, else three if >= 0.40, else mid_range if >= 0.35, else balanced',
    }),
    col.date('zones_last_10_start', 'Date of the first of his last 10 played games with trusted zones.'),
    col.count('games_played_season', 'Played games of the season before D.', { unit: 'games' }),
    ...watchedAccount(windowAccount('last 20 played games with zones, and the games among them'), ['games_missing']),
    shared.missingInputs,
    shared.dataCutoff,
  ],
  sql: (ctx) => {
    const { d } = ctx;
    return `
WITH players AS (
  SELECT b.partition_date AS analysis_date, b.season, b.season_start, p.player_id, p.player_lookup, p.player_name,
    p.last_team AS team_abbr, p.games_played_season
  FROM ${ctx.dates} b JOIN ${playerStates(ctx, () => ({}))} p ON ${asOf('p', 'b.partition_date', 'b.season')}),
states AS ${zoneStates(ctx)},
wanted AS (
  SELECT p.*, ${d.except('s', STATE_COLUMNS)},
    COALESCE(s.games_20, 0) AS found,
    CASE WHEN COALESCE(s.games_20, 0) < 20 THEN p.season_start ELSE s.window_start END AS account_start
  FROM players p LEFT JOIN states s ON s.player_id = p.player_id AND ${asOf('s', 'p.analysis_date', 'p.season')}),
account AS ${playerAccount(ctx, { rows: 'wanted', date: 'analysis_date', windowStart: 'account_start' })},
unzoned AS (
  SELECT w.player_id, w.analysis_date, ${d.textList('g.game_id')} AS games
  FROM wanted w JOIN (SELECT player_id, season, game_date, game_id FROM ${playedGames(ctx)} p WHERE NOT zones_trusted) g
    ON g.player_id = w.player_id AND g.season = w.season AND g.game_date >= w.account_start AND g.game_date < w.analysis_date
  GROUP BY w.player_id, w.analysis_date),
counted AS (
  SELECT w.*, COALESCE(a.games_dnp, 0) AS dnp,
    ${d.sortedSet(d.listConcat(`COALESCE(a.games_missing, ${d.emptyList()})`, `COALESCE(u.games, ${d.emptyList()})`))} AS missing_games
  FROM wanted w LEFT JOIN account a ON a.player_id = w.player_id AND a.analysis_date = w.analysis_date
  LEFT JOIN unzoned u ON u.player_id = w.player_id AND u.analysis_date = w.analysis_date)
SELECT ${columns(ctx)},
  ${fewGames(d, { found: 'found', needed: ctx.threshold('min_games'), games: 'played games with zones', missing: 'missing_games' })}
FROM counted`;
  },
};

const shots = (n: number) => `(${ZONES.map((z) => `${z}_attempts_${n}`).join(' + ')})`;

/** The columns over the relation `counted`. */
function columns({ d }: SqlContext): string {
  return selectList({
    ...sameColumns(['analysis_date', 'season', 'player_id', 'player_lookup', 'player_name', 'team_abbr']),
    ...Object.fromEntries(WINDOWS.flatMap((n) => windowRates(d, n))),
    primary_scoring_zone: primaryScoringZoneSql({
      paintShare: d.divide('paint_attempts_10', shots(10)),
      threeShare: d.divide('three_pt_attempts_10', shots(10)),
      midShare: d.divide('mid_range_attempts_10', shots(10)),
    }),
    zones_last_10_start: 'zones_last_10_start',
    games_played_season: 'games_played_season',
    games_expected: `found + dnp + ${d.listLength('missing_games')}`,
    games_found: 'found',
    games_missing: 'missing_games',
    games_dnp: 'dnp',
    missing_inputs: d.listOfPresent([
      `CASE WHEN ${shots(10)} = 0 THEN 'no_attempts' END`,
      `CASE WHEN makes_10 = 0 THEN 'no_makes' WHEN makes_10 IS NULL AND found > 0 THEN 'no_play_by_play' END`,
      ...ZONES.map((z) => `CASE WHEN ${z}_attempts_10 = 0 THEN 'no_${z}_attempts' END`),
      `CASE WHEN ${d.listLength('missing_games')} > 0 THEN 'games_missing' END`,
    ]),
    data_cutoff: d.cast('analysis_date', 'timestamp'),
  });
}

/** The rates of one window, under the names of windowColumns. */
function windowRates(d: Dialect, n: number): readonly Selected[] {
  return [
    ...ZONES.flatMap((z): readonly Selected[] => [
      [`${z}_rate_last_${n}`, d.divide(`${z}_attempts_${n}`, shots(n))],
      [`${z}_pct_last_${n}`, d.divide(`${z}_makes_${n}`, `${z}_attempts_${n}`)],
      [`${z}_attempts_per_game_last_${n}`, d.divide(`${z}_attempts_${n}`, `games_${n}`)],
    ]),
    [`total_shots_last_${n}`, shots(n)],
    [`games_in_sample_${n}`, `games_${n}`],
    [`assisted_rate_last_${n}`, d.divide(`assisted_${n}`, `makes_${n}`)],
    [`unassisted_rate_last_${n}`, d.divide(`unassisted_${n}`, `makes_${n}`)],
    [`and1_rate_last_${n}`, d.divide(`and1_${n}`, `makes_${n}`)],
  ];
}

/** Sums over the last 10 and 20 played games with trusted zones: the same games for all three zones. */
function zoneStates(ctx: SqlContext): string {
  const source = `(SELECT z.*, three_pt_makes AS three_pt_zone_makes, three_pt_attempts AS three_pt_zone_attempts
    FROM ${playedGames(ctx)} z WHERE zones_trusted)`;
  const sums: Readonly<Record<string, string>> = {
    paint_attempts: 'paint_attempts',
    paint_makes: 'paint_makes',
    mid_range_attempts: 'mid_range_attempts',
    mid_range_makes: 'mid_range_makes',
    three_pt_attempts: 'three_pt_zone_attempts',
    three_pt_makes: 'three_pt_zone_makes',
    // A shot chart does not tell assists: makes of such games are left out of the divisor.
    makes: 'CASE WHEN assisted_fg_makes IS NOT NULL THEN fg_makes END',
    assisted: 'assisted_fg_makes',
    unassisted: 'unassisted_fg_makes',
    and1: 'and1_count',
  };
  return playerStates(
    ctx,
    (w) => ({
      window_start: w.firstDate(20),
      zones_last_10_start: w.firstDate(10),
      ...Object.fromEntries(
        WINDOWS.flatMap((n) => [
          [`games_${n}`, w.count('game_id', n)],
          ...Object.entries(sums).map(([name, expression]) => [`${name}_${n}`, w.sum(expression, n)]),
        ]),
      ),
    }),
    source,
  );
}
