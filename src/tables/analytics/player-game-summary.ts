import { gameScoreSql } from '../../domain/game-score.js';
import { movementOf, POINTS_LINE } from '../../domain/line-ranges.js';
import { LONGEST_SECONDS } from '../../domain/minutes.js';
import { overUnderResultSql } from '../../domain/over-under.js';
import { effectiveFieldGoalSql, trueShootingSql } from '../../domain/shooting.js';
import { playsOnCourtSql, playsSql, usageRateSql } from '../../domain/usage.js';
import { postGameCutoffSql } from '../as-of.js';
import {
  BLOCK_STATS,
  BOX_STATS,
  blockColumns,
  boxColumns,
  CREATION_STATS,
  ZONE_STATS,
  zoneStatColumns,
} from '../box-columns.js';
import { col, postGameCutoff, shared } from '../columns.js';
import type { TableDefinition } from '../definition.js';
import { namedPlayers } from '../expectations/named-players.js';
import { filledColumns, noFailures } from '../failure-rows.js';
import { NAME_LOOKUPS, PGS, PROP_LINES } from '../names.js';
import { columnsOf, firstThat, type SelectList, selectList } from '../select-list.js';
import type { SqlContext } from '../sql-context.js';
import { played } from '../windows/player-state.js';
import { PLAYER_BOX_READS, playerBoxes } from './player-box.js';
import { noTeamData, TEAM_BOX_READS, teamBoxes } from './team-box.js';

const STATUSES = ['played', 'dnp', 'dnd', 'nwt', 'inactive'] as const;

const known = new Set(PLAYER_BOX_READS.map((read) => read.table));

const columns = [
  shared.gameId,
  shared.gameDate,
  shared.season,
  shared.seasonType,
  shared.playerId,
  shared.playerLookup,
  shared.playerName,
  shared.teamAbbr,
  shared.opponent,
  shared.isHome,
  col.flag('is_starter', 'Whether he started; NULL where no source tells.'),
  col.text(
    'player_status',
    'Whether he played (seconds > 0, or listed by a log of those who played), and if not, the kind of absence.',
    {
      values: STATUSES,
      required: true,
    },
  ),
  col.text('status_reason', 'Why he did not play, as printed by the box score.'),
  col.flag('win_flag', 'Whether his team won.'),
  col.count('team_points', 'Points of his team.', { max: 250 }),
  col.count('opponent_points', 'Points of the opponent.', { max: 250 }),
  col.count('seconds_played', 'Time on court; NULL where only a log says he played less than a minute.', {
    unit: 'seconds',
    max: LONGEST_SECONDS,
  }),
  col.double('minutes_played', 'seconds_played / 60.', {
    unit: 'minutes',
    min: 0,
    max: LONGEST_SECONDS / 60,
    // A log that counts whole minutes says 0 of a man who came on for seconds: nobody measured more.
    critical: { when: `player_status = 'played' AND array_to_string(missing_inputs, ',') NOT LIKE '%under_a_minute%'` },
  }),
  ...boxColumns(110),
  col.integer('plus_minus', 'Points for minus against while he was on court.', { unit: 'points', min: -100, max: 100 }),
  ...zoneStatColumns(60).map((column) =>
    ['paint_attempts', 'mid_range_attempts'].includes(column.name)
      ? { ...column, critical: { when: `player_status = 'played'` } }
      : column,
  ),
  ...blockColumns(20, 'His blocks'),
  col.count('assisted_fg_makes', 'Made field goals with an assist.', { max: 60 }),
  col.count('unassisted_fg_makes', 'Made field goals without an assist; assisted + unassisted = fg_makes.', {
    max: 60,
  }),
  col.count('and1_count', 'Made field goals with one free throw for a personal or shooting foul on him.', { max: 20 }),
  col.double('ts_pct', 'True shooting; NULL only without attempts.', {
    unit: 'fraction',
    min: 0,
    max: 2,
    formula: 'PTS / (2 (FGA + 0.44 FTA))',
  }),
  col.double('efg_pct', 'Effective field-goal percentage; NULL without attempts.', {
    unit: 'fraction',
    min: 0,
    max: 1.5,
    formula: '(FGM + 0.5 3PM) / FGA',
  }),
  // Two free throws in one second on court are a rate of 25.
  col.double('usage_rate', "Share of his team's plays he used while on court.", {
    unit: 'fraction',
    min: 0,
    max: 100,
    formula:
      '((FGA + 0.44 FTA + TOV) (TmMIN / 5)) / (MIN (TmFGA + 0.44 TmFTA + TmTOV)) (Basketball-Reference glossary)',
  }),
  col.double('plays_used', 'Plays he used: what usage_rate counts.', {
    unit: 'plays',
    min: 0,
    max: 100,
    formula: 'FGA + 0.44 FTA + TOV',
  }),
  col.double('team_plays_on_court', "His part of the team's plays by his minutes: usage_rate = plays_used / this.", {
    unit: 'plays',
    min: 0,
    max: 250,
    formula: '(TmFGA + 0.44 TmFTA + TmTOV) x MIN / (TmMIN / 5)',
  }),
  col.double('game_score', "Hollinger's game score.", {
    unit: 'points',
    min: -40,
    max: 100,
    formula: 'PTS + 0.4 FGM - 0.7 FGA - 0.4 (FTA - FTM) + 0.7 ORB + 0.3 DRB + STL + 0.7 AST + 0.7 BLK - 0.4 PF - TOV',
  }),
  col.double('points_line', 'Points line, last quote before tip-off.', { unit: 'points', ...POINTS_LINE }),
  col.text('points_line_book', 'Book of the quote.'),
  col.time('points_line_quoted_at', 'Time of the quote; NULL where the source gives none.'),
  col.double('opening_points_line', 'First quoted points line.', { unit: 'points', ...POINTS_LINE }),
  col.double('line_movement', 'points_line - opening_points_line.', { unit: 'points', ...movementOf(POINTS_LINE) }),
  col.double('points_margin', 'points - points_line.', { unit: 'points', min: -80, max: 100 }),
  col.text('over_under_result', 'Against the points line; NULL without a line or without playing.', {
    values: ['OVER', 'UNDER', 'PUSH'],
  }),
  col.flag(
    'zones_trusted',
    "Whether his zones add up to the box score's field-goal attempts, at most half of his twos lacking a distance.",
    {
      required: true,
      mayBeConstant: true,
    },
  ),
  col.text('box_source', 'Where the box comes from: events first.', {
    values: ['play_by_play', 'bigdataball', 'box_score', 'game_log'],
    required: true,
  }),
  col.text('zones_source', 'Where zones come from; NULL without.', {
    values: ['play_by_play', 'bigdataball', 'shot_chart'],
  }),
  col.text('minutes_source', 'Where minutes come from.', { values: ['box_score', 'line_ups', 'whole_minutes'] }),
  shared.missingInputs,
  postGameCutoff,
];

export const playerGameSummary: TableDefinition = {
  name: PGS,
  alias: 'pgs',
  title: 'Box score',
  phase: 3,
  grain: 'a player that any source names in a game, with his box, zones and lines of that game',
  key: ['game_id', 'player_id'],
  partitionColumn: 'game_date',
  pregame: false,
  entity: { kind: 'player', id: 'COALESCE(CAST(player_id AS STRING), team_abbr)', game: 'game_id' },
  trace: async () => (await import('./player-game-summary-trace.js')).playerGameTrace,
  expects: namedPlayers,
  reads: [
    ...PLAYER_BOX_READS,
    ...TEAM_BOX_READS.filter((read) => !known.has(read.table)),
    ...[PROP_LINES, NAME_LOOKUPS].map((table) => ({ table, windows: [{ kind: 'same_date' }] as const })),
  ],
  columns,
  sql: (ctx) => `
WITH teams AS ${teamBoxes(ctx)},
players AS ${playerBoxes(ctx)},
${summary(ctx)}
SELECT ${playerGameSummary.columns.map(({ name }) => name).join(', ')}, ${noFailures(ctx.d)} FROM summaries
UNION ALL
SELECT ${filledColumns(ctx.d, playerGameSummary.columns, OF_TEAM)},
  ${noTeamData({ hasData: 'FALSE', incomplete: 't.incomplete' }, 'no play-by-play, box score or game log names a player of this team in this game')}
FROM teams t WHERE NOT EXISTS (SELECT 1 FROM players p WHERE p.game_id = t.game_id AND p.team_abbr = t.team_abbr)`,
};

/** What is known of a team's game that names no player. */
const OF_TEAM = Object.fromEntries(
  ['game_id', 'game_date', 'season', 'season_type', 'team_abbr', 'opponent_team_abbr'].map((name) => [name, name]),
);

/** Each player that a source names, with what follows from his box, his team's and the quotes. */
function summary(ctx: SqlContext): string {
  const { d } = ctx;
  const columns = selectList({
    ...columnsOf('p', ['game_id', 'game_date', 'season', 'season_type', 'player_id', 'player_name']),
    player_lookup: 'n.player_lookup',
    ...columnsOf('p', ['team_abbr', 'opponent_team_abbr', 'is_home', 'is_starter', 'player_status', 'status_reason']),
    win_flag: 't.points > o.points',
    team_points: 't.points',
    opponent_points: 'o.points',
    seconds_played: 'p.seconds_played',
    minutes_played: 'p.seconds_played / 60e0',
    ...columnsOf('p', [...BOX_STATS, 'plus_minus', ...ZONE_STATS, ...BLOCK_STATS, ...CREATION_STATS]),
    ...RATES,
    points_line: 'l.line',
    points_line_book: 'l.book',
    points_line_quoted_at: 'l.quoted_at',
    opening_points_line: 'l.opening_line',
    line_movement: 'l.line - l.opening_line',
    points_margin: 'p.points - l.line',
    over_under_result: `CASE WHEN ${played('p.')} THEN ${overUnderResultSql({ points: 'p.points', line: 'l.line' })} END`,
    zones_trusted: 'p.zones_trusted',
    box_source: 'p.box_source',
    zones_source: `CASE WHEN p.zones_trusted THEN CASE WHEN p.has_chart THEN 'shot_chart' ELSE p.events_source END END`,
    minutes_source: 'p.minutes_source',
    missing_inputs: d.listOfPresent(MISSING),
    data_cutoff: postGameCutoffSql(d, 'p.game_date'),
  });
  return `summaries AS (
SELECT ${columns}
FROM players p
JOIN ${ctx.names(NAME_LOOKUPS)} n ON n.name = p.player_name
LEFT JOIN teams t ON t.game_id = p.game_id AND t.team_abbr = p.team_abbr
LEFT JOIN teams o ON o.game_id = p.game_id AND o.team_abbr = p.opponent_team_abbr
LEFT JOIN ${ctx.sameDate(PROP_LINES)} l ON l.game_id = p.game_id AND l.player_id = p.player_id AND l.market = 'points')`;
}

const OWN_PLAYS = { fga: 'p.fg_attempts', fta: 'p.ft_attempts', tov: 'p.turnovers' };
const TEAM_PLAYS = {
  seconds: 'p.seconds_played',
  teamFga: 't.fg_attempts',
  teamFta: 't.ft_attempts',
  teamTov: 't.turnovers',
  teamSeconds: 't.team_seconds',
};

const RATES: SelectList = {
  ts_pct: trueShootingSql({ points: 'p.points', fga: 'p.fg_attempts', fta: 'p.ft_attempts' }),
  efg_pct: effectiveFieldGoalSql({ fgm: 'p.fg_makes', three: 'p.three_pt_makes', fga: 'p.fg_attempts' }),
  usage_rate: usageRateSql({ ...OWN_PLAYS, ...TEAM_PLAYS }),
  plays_used: playsSql(OWN_PLAYS),
  team_plays_on_court: playsOnCourtSql(TEAM_PLAYS),
  game_score: gameScoreSql({
    points: 'p.points',
    fgm: 'p.fg_makes',
    fga: 'p.fg_attempts',
    ftm: 'p.ft_makes',
    fta: 'p.ft_attempts',
    orb: 'p.offensive_rebounds',
    drb: 'p.defensive_rebounds',
    steals: 'p.steals',
    assists: 'p.assists',
    blocks: 'p.blocks',
    fouls: 'p.personal_fouls',
    turnovers: 'p.turnovers',
  }),
};

/** Codes of missing_inputs. */
const MISSING = [
  firstThat([
    [`p.has_events OR p.player_status <> 'played'`, 'NULL'],
    ['p.events_incomplete', `'incomplete_play_by_play'`],
    ['TRUE', `'no_play_by_play'`],
  ]),
  firstThat([
    ['p.has_events AND p.chart_incomplete', `'chart_incomplete'`],
    ['p.no_distances', `'no_shot_distances'`],
    ['(p.has_events OR p.has_chart) AND NOT p.zones_trusted', `'zones_untrusted'`],
    ['p.has_events AND NOT p.places_known', `'no_shot_places'`],
  ]),
  `CASE WHEN ${BOX_STATS.map((name) => `p.${name} IS NULL`).join(' OR ')} THEN 'no_full_box' END`,
  firstThat(
    [
      [`p.player_status <> 'played' OR p.seconds_played IS NOT NULL`, 'NULL'],
      ['p.under_a_minute', `'under_a_minute'`],
    ],
    `'no_minutes'`,
  ),
  `CASE WHEN p.is_starter IS NULL THEN 'no_starters' END`,
  `CASE WHEN t.points IS NULL OR o.points IS NULL THEN 'no_team_box' END`,
  `CASE WHEN t.team_seconds IS NULL THEN 'no_game_length' END`,
  `CASE WHEN l.line IS NULL THEN 'no_points_line' WHEN l.line_is_untimed THEN 'untimed_quote' END`,
];
