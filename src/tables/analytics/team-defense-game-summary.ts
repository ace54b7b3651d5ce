import { paceSql, ratingSql } from '../../domain/possessions.js';
import { trueShootingSql } from '../../domain/shooting.js';
import { postGameCutoffSql } from '../as-of.js';
import { BOX_STATS, boxColumns, ZONE_STATS, zoneStatColumns } from '../box-columns.js';
import { col, postGameCutoff, shared } from '../columns.js';
import type { TableDefinition } from '../definition.js';
import { teamsOfDueGames } from '../expectations/both-teams.js';
import { TDGS } from '../names.js';
import { columnsOf, selectList } from '../select-list.js';
import { noTeamData, TEAM_BOX_READS, teamBoxes } from './team-box.js';
import { teamGameColumns, teamRates } from './team-game.js';

/** An attempt from the zone is what every game has: none at all means the zones are broken, not that nobody shot. */
const zoneCritical = (name: string) => ({ valid: `${name} > 0` });

export const teamDefenseGameSummary: TableDefinition = {
  name: TDGS,
  alias: 'tdgs',
  title: 'Team defence',
  phase: 3,
  grain: 'a team and a game it played: what it allowed its opponent',
  key: ['game_id', 'team_abbr'],
  partitionColumn: 'game_date',
  pregame: false,
  entity: { kind: 'team', id: 'team_abbr', game: 'game_id' },
  trace: async () => (await import('./team-defense-trace.js')).teamDefenseTrace,
  expects: teamsOfDueGames,
  reads: TEAM_BOX_READS,
  columns: [
    shared.gameId,
    shared.gameDate,
    shared.season,
    shared.seasonType,
    col.text('team_abbr', 'Tricode of the defending team.'),
    shared.opponent,
    ...teamGameColumns,
    col.count('points_allowed', 'Points of the opponent.', { max: 250 }),
    ...boxColumns(250, 'opp_', 'Opponent: '),
    ...zoneStatColumns(160, 'opp_', 'Opponent: ').map((column) =>
      ['opp_paint_attempts', 'opp_mid_range_attempts'].includes(column.name)
        ? { ...column, critical: zoneCritical(column.name) }
        : column,
    ),
    col.count('points_in_paint_allowed', '2 x opp_paint_makes.', { max: 200, unit: 'points' }),
    col.count('mid_range_points_allowed', '2 x opp_mid_range_makes.', { max: 200, unit: 'points' }),
    col.count('three_pt_points_allowed', '3 x opp_three_pt_makes.', { max: 200, unit: 'points' }),
    col.count('blocks', 'Own blocks.', { max: 40 }),
    col.count('blocks_paint', 'Own blocks of shots from the paint.', { max: 40 }),
    col.count('blocks_mid_range', 'Own blocks of mid-range shots.', { max: 40 }),
    col.count('blocks_three_pt', 'Own blocks of three-pointers.', { max: 40 }),
    col.count('blocks_unknown_zone', 'Own blocks of shots whose zone is unknown.', { max: 40, mayBeConstant: true }),
    col.count('steals', 'Own steals.', { max: 60 }),
    col.count('defensive_rebounds', 'Own defensive rebounds.', { max: 120 }),
    col.count('turnovers_forced', "The opponent's turnovers.", { max: 80 }),
    col.count('fouls_committed', 'Own personal fouls.', { max: 80 }),
    col.double('possessions', 'Possessions of either team (the same number for both).', {
      unit: 'possessions',
      min: 50,
      max: 200,
    }),
    col.double('defensive_rating', 'Points allowed per 100 possessions.', {
      unit: 'points per 100 possessions',
      min: 30,
      max: 220,
      formula: '100 x points_allowed / possessions',
    }),
    col.double('opponent_pace', 'Possessions per 48 minutes.', {
      unit: 'possessions per 48 minutes',
      min: 50,
      max: 180,
    }),
    col.double('opp_ts_pct', "The opponent's true shooting.", {
      unit: 'fraction',
      min: 0,
      max: 1.5,
      formula: 'PTS / (2 (FGA + 0.44 FTA))',
    }),
    col.text('box_source', 'Where the box comes from: events first.', {
      values: ['play_by_play', 'bigdataball', 'team_log', 'player_box_scores'],
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
      points_allowed: 'o.points',
      ...columnsOf('o', [...BOX_STATS, ...ZONE_STATS], 'opp_'),
      points_in_paint_allowed: '2 * o.paint_makes',
      mid_range_points_allowed: '2 * o.mid_range_makes',
      three_pt_points_allowed: 'CASE WHEN o.zones_trusted THEN 3 * o.three_pt_makes END',
      blocks: 't.blocks',
      blocks_paint: 't.paint_blocks',
      blocks_mid_range: 't.mid_range_blocks',
      blocks_three_pt: 't.three_pt_blocks',
      blocks_unknown_zone: 't.unknown_zone_blocks',
      steals: 't.steals',
      defensive_rebounds: 't.defensive_rebounds',
      turnovers_forced: 'o.turnovers',
      fouls_committed: 't.personal_fouls',
      possessions,
      defensive_rating: ratingSql({ points: 'o.points', possessions }),
      opponent_pace: paceSql({ possessions, teamSeconds: 't.team_seconds' }),
      opp_ts_pct: trueShootingSql({ points: 'o.points', fga: 'o.fg_attempts', fta: 'o.ft_attempts' }),
      box_source: 'o.box_source',
      zones_source: `CASE WHEN o.zones_trusted THEN CASE WHEN o.has_chart THEN 'shot_chart' ELSE o.events_source END END`,
      missing_inputs: d.listOfPresent(missing(['o'])),
      data_cutoff: postGameCutoffSql(d, 't.game_date'),
    });
    return `
WITH boxes AS ${teamBoxes(ctx)}
SELECT ${columns},
  ${noTeamData({ hasData: '(t.has_data OR o.has_data)', incomplete: 't.incomplete' })}
FROM boxes t LEFT JOIN boxes o ON o.game_id = t.game_id AND o.team_abbr = t.opponent_team_abbr`;
  },
};
