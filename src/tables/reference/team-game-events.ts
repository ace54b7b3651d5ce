import { EVENT } from '../../domain/event-codes.js';
import { col, shared } from '../columns.js';
import type { TableDefinition } from '../definition.js';
import { noFailures } from '../failure-rows.js';
import { PLAYER_GAME_EVENTS, SHOTS, TEAM_GAME_EVENTS } from '../names.js';
import { columnsFrom, columnsOf, selectList } from '../select-list.js';
import { eventColumns } from './event-columns.js';
import { SHOT_STATS } from './event-stats.js';
import { EVENT_READS, gameEvents, isPlayer, teamOf, today } from './play-by-play.js';

const BLOCKS = {
  blocks: 'TRUE',
  paint_blocks: `zone = 'paint'`,
  mid_range_blocks: `zone = 'mid_range'`,
  three_pt_blocks: `zone = 'three'`,
  unknown_zone_blocks: `zone = 'unknown'`,
};

/** Statistics that only players have; shots and blocks are counted per side, so that what is charged to a team counts. */
const FROM_PLAYERS = [
  'ft_makes',
  'ft_attempts',
  'offensive_rebounds',
  'defensive_rebounds',
  'steals',
  'personal_fouls',
] as const;
const FROM_SHOTS = SHOT_STATS;

const shotCounts: Readonly<Record<string, string>> = {
  fg_makes: 'made',
  fg_attempts: 'TRUE',
  three_pt_makes: 'made AND value = 3',
  three_pt_attempts: 'value = 3',
  // Including assists of players who could not be identified.
  assists: 'is_assisted',
};

/** Who tells where its shots were taken from. */
const PLACES: Readonly<Record<string, string>> = {
  charted_attempts: `distance_source = 'shot_chart'`,
  located_attempts: `distance_source IN ('shot_chart', 'event', 'bigdataball')`,
};

export const teamGameEvents: TableDefinition = {
  name: TEAM_GAME_EVENTS,
  alias: 'team_events',
  title: 'Team box from events',
  phase: 2,
  grain: 'a team and a game with events: its box, counted from them',
  key: ['game_id', 'team_abbr'],
  partitionColumn: 'game_date',
  pregame: false,
  entity: { kind: 'team', id: 'team_abbr', game: 'game_id' },
  trace: async () => (await import('./team-game-events-trace.js')).teamEventsTrace,
  reads: [...EVENT_READS, ...[SHOTS, PLAYER_GAME_EVENTS].map((table) => ({ table, windows: today }))],
  columns: [
    shared.gameId,
    shared.gameDate,
    shared.season,
    shared.teamAbbr,
    col.text('opponent_abbr', 'Tricode of the opponent.', { required: true }),
    shared.isHome,
    col.count('periods', 'Periods played.', { min: 1, max: 14 }),
    col.count('overtime_periods', 'Overtimes played.', { max: 10 }),
    ...eventColumns(250),
    col.count('team_rebounds', 'Rebounds credited to the team; not in rebounds.', { max: 100 }),
    col.count('team_turnovers', 'Turnovers charged to the team; they are in turnovers.', { max: 40 }),
    col.count('charted_attempts', 'Field-goal attempts that the shot chart has.', { max: 160 }),
    col.count('located_attempts', 'Field-goal attempts that the shot chart or the event itself locates.', { max: 160 }),
  ],
  sql: (ctx) => {
    const { d } = ctx;
    const perPlayer = [...FROM_PLAYERS, ...FROM_SHOTS.filter((name) => shotCounts[name] === undefined)];
    const counts = (conditions: Readonly<Record<string, string>>) =>
      selectList(columnsFrom(Object.keys(conditions), (name) => d.countIf(conditions[name]!)));
    const columns = selectList({
      periods: 'l.periods',
      overtime_periods: 'GREATEST(l.periods - 4, 0)',
      ...columnsOf('x', Object.keys(shotCounts)),
      ...columnsFrom(Object.keys(BLOCKS), (name) => `COALESCE(b.${name}, 0)`),
      ...columnsOf('p', perPlayer),
      rebounds: 'p.offensive_rebounds + p.defensive_rebounds',
      points: '2 * (x.fg_makes - x.three_pt_makes) + 3 * x.three_pt_makes + p.ft_makes',
      turnovers: 'p.turnovers + COALESCE(t.team_turnovers, 0)',
      team_rebounds: 'COALESCE(t.team_rebounds, 0)',
      team_turnovers: 'COALESCE(t.team_turnovers, 0)',
      ...columnsOf('x', Object.keys(PLACES)),
    });
    return `
WITH ${d.materialized('events', gameEvents(ctx))},
sides AS (
  SELECT DISTINCT game_id, game_date, season, home_abbr AS team_abbr, away_abbr AS opponent_abbr, TRUE AS is_home FROM events
  UNION ALL SELECT DISTINCT game_id, game_date, season, away_abbr, home_abbr, FALSE FROM events),
lengths AS (SELECT game_id, MAX(period) AS periods FROM events GROUP BY game_id),
shot_sums AS (
  SELECT game_id, team_abbr,
  ${counts({ ...shotCounts, ...PLACES })}
  FROM ${ctx.sameDate(SHOTS)} s GROUP BY game_id, team_abbr),
block_sums AS (
  SELECT game_id, opponent_team_abbr AS team_abbr,
  ${counts(BLOCKS)}
  FROM ${ctx.sameDate(SHOTS)} s WHERE blocked_by IS NOT NULL GROUP BY game_id, opponent_team_abbr),
player_sums AS (
  SELECT game_id, team_abbr,
  ${selectList(columnsFrom([...perPlayer, 'turnovers'], (name) => d.cast(`SUM(${name})`, 'integer')))}
  FROM ${ctx.sameDate(PLAYER_GAME_EVENTS)} p GROUP BY game_id, team_abbr),
team_sums AS (
  SELECT e.game_id, ${teamEvent} AS team_abbr,
    ${d.countIf(`e.event_type = ${EVENT.rebound}`)} AS team_rebounds,
    ${d.countIf(`e.event_type = ${EVENT.turnover}`)} AS team_turnovers
  FROM events e WHERE e.event_type IN (${EVENT.rebound}, ${EVENT.turnover}) AND NOT (${isPlayer('e', 1)}) GROUP BY e.game_id, 2)
SELECT s.*,
  ${columns},
  ${noFailures(d)}
FROM sides s JOIN lengths l ON l.game_id = s.game_id
JOIN shot_sums x ON x.game_id = s.game_id AND x.team_abbr = s.team_abbr
JOIN player_sums p ON p.game_id = s.game_id AND p.team_abbr = s.team_abbr
LEFT JOIN block_sums b ON b.game_id = s.game_id AND b.team_abbr = s.team_abbr
LEFT JOIN team_sums t ON t.game_id = s.game_id AND t.team_abbr = s.team_abbr`;
  },
};

/**
 * Side of an event that belongs to no player: the team's id, else the side of its text. An event that tells neither (an
 * excess timeout with person 0 and a neutral text) is nobody's: the league's logs count it for no team.
 */
const teamEvent = `COALESCE(${teamOf('e', 1)}, CASE WHEN e.home_description IS NOT NULL THEN e.home_abbr
  WHEN e.visitor_description IS NOT NULL THEN e.away_abbr END)`;
