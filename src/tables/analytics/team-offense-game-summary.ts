import {
  freeThrowRateSql,
  offensiveReboundRateSql,
  paceSql,
  ratingSql,
  turnoverRateSql,
} from '../../domain/possessions.js';
import { effectiveFieldGoalSql, trueShootingSql } from '../../domain/shooting.js';
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
import { teamsOfDueGames } from '../expectations/both-teams.js';
import { TOGS } from '../names.js';
import { columnsOf, selectList } from '../select-list.js';
import { noTeamData, TEAM_BOX_READS, teamBoxes } from './team-box.js';
import { teamGameColumns, teamRates } from './team-game.js';

export const teamOffenseGameSummary: TableDefinition = {
  name: TOGS,
  alias: 'togs',
  title: 'Team offence',
  phase: 3,
  grain: 'a team and a game it played: its own box, zones and ratings',
  key: ['game_id', 'team_abbr'],
  partitionColumn: 'game_date',
  pregame: false,
  entity: { kind: 'team', id: 'team_abbr', game: 'game_id' },
  trace: async () => (await import('./team-offense-trace.js')).teamOffenseTrace,
  expects: teamsOfDueGames,
  reads: TEAM_BOX_READS,
  columns: [
    shared.gameId,
    shared.gameDate,
    shared.season,
    shared.seasonType,
    shared.teamAbbr,
    shared.opponent,
    ...teamGameColumns,
    col.count('opponent_points', 'Points of the opponent.', { max: 250 }),
    ...boxColumns(250),
    ...zoneStatColumns(160),
    ...blockColumns(40, 'Own blocks'),
    col.count('assisted_fg_makes', 'Made field goals with an assist.', { max: 100 }),
    col.count('unassisted_fg_makes', 'Made field goals without an assist; assisted + unassisted = fg_makes.', {
      max: 100,
    }),
    col.count('and1_count', 'Made field goals with one free throw for the foul on the shooter.', { max: 40 }),
    col.count('points_in_paint', '2 x paint_makes.', { max: 200, unit: 'points' }),
    col.count('second_chance_points', 'Where a source gives them.', { max: 150, unit: 'points' }),
    col.count('fast_break_points', 'Where a source gives them.', { max: 150, unit: 'points' }),
    col.double('possessions', 'Possessions of either team (the same number for both).', {
      unit: 'possessions',
      min: 50,
      max: 200,
      formula:
        'half the sum over both teams of FGA + 0.4 FTA - 1.07 (ORB / (ORB + opponent DRB)) (FGA - FGM) + TOV (Basketball-Reference glossary)',
      critical: { valid: 'possessions > 0' },
    }),
    col.double('offensive_rating', 'Points per 100 possessions.', {
      unit: 'points per 100 possessions',
      min: 30,
      max: 220,
      formula: '100 x points / possessions',
    }),
    col.double('pace', 'Possessions per 48 minutes.', {
      unit: 'possessions per 48 minutes',
      min: 50,
      max: 180,
      formula: '48 x possessions / (team minutes / 5)',
    }),
    col.double('ts_pct', 'True shooting.', {
      unit: 'fraction',
      min: 0,
      max: 1.5,
      formula: 'PTS / (2 (FGA + 0.44 FTA))',
    }),
    col.double('efg_pct', 'Effective field-goal percentage.', {
      unit: 'fraction',
      min: 0,
      max: 1.5,
      formula: '(FGM + 0.5 3PM) / FGA',
    }),
    col.fraction('turnover_rate', 'Turnovers per play.', { formula: 'TOV / (FGA + 0.44 FTA + TOV)' }),
    col.fraction('offensive_rebound_rate', 'Share of own misses rebounded.', { formula: 'ORB / (ORB + opponent DRB)' }),
    col.double('free_throw_rate', 'Free-throw attempts per field-goal attempt.', {
      unit: 'FTA per FGA',
      min: 0,
      max: 2,
      formula: 'FTA / FGA',
    }),
    col.text('box_source', 'Where the box comes from: events first.', {
      values: ['play_by_play', 'bigdataball', 'team_log', 'player_box_scores'],
      required: true,
    }),
    col.text('zones_source', 'Where zones come from; NULL without.', {
      values: ['play_by_play', 'bigdataball', 'shot_chart'],
    }),
    shared.missingInputs,
    postGameCutoff,
  ],
  sql: (ctx) => {
    const { d } = ctx;
    const { identity, outcome, possessions, missing } = teamRates;
    const columns = selectList({
      ...identity,
      ...outcome,
      opponent_points: 'o.points',
      ...columnsOf('t', [...BOX_STATS, ...ZONE_STATS, ...BLOCK_STATS, ...CREATION_STATS]),
      points_in_paint: '2 * t.paint_makes',
      second_chance_points: d.cast('NULL', 'integer'),
      fast_break_points: d.cast('NULL', 'integer'),
      possessions,
      offensive_rating: ratingSql({ points: 't.points', possessions }),
      pace: paceSql({ possessions, teamSeconds: 't.team_seconds' }),
      ts_pct: trueShootingSql({ points: 't.points', fga: 't.fg_attempts', fta: 't.ft_attempts' }),
      efg_pct: effectiveFieldGoalSql({ fgm: 't.fg_makes', three: 't.three_pt_makes', fga: 't.fg_attempts' }),
      turnover_rate: turnoverRateSql({ tov: 't.turnovers', fga: 't.fg_attempts', fta: 't.ft_attempts' }),
      offensive_rebound_rate: offensiveReboundRateSql({ orb: 't.offensive_rebounds', oppDrb: 'o.defensive_rebounds' }),
      free_throw_rate: freeThrowRateSql({ fta: 't.ft_attempts', fga: 't.fg_attempts' }),
      box_source: 't.box_source',
      zones_source: `CASE WHEN t.zones_trusted THEN CASE WHEN t.has_chart THEN 'shot_chart' ELSE t.events_source END END`,
      missing_inputs: d.listOfPresent([...missing(['t']), `'no_second_chance_source'`, `'no_fast_break_source'`]),
      data_cutoff: postGameCutoffSql(d, 't.game_date'),
    });
    return `
WITH boxes AS ${teamBoxes(ctx)}
SELECT ${columns},
  ${noTeamData({ hasData: 't.has_data', incomplete: 't.incomplete' })}
FROM boxes t LEFT JOIN boxes o ON o.game_id = t.game_id AND o.team_abbr = t.opponent_team_abbr`;
  },
};
