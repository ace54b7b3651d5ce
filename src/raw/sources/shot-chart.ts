import { gameId, team } from '../fields/identity.js';
import { integer, optionalId } from '../fields/numbers.js';
import { flag, text } from '../fields/text.js';
import { date } from '../fields/times.js';
import { hasAll, type RawSource } from '../raw-source.js';
import { RAW_SHOT_CHART } from '../tables/shot-chart.js';

const minutesLeft = integer('minutes_remaining', { required: true, min: 0, max: 12 });
const secondsLeft = integer('seconds_remaining', { required: true, min: 0, max: 59 });

export const SHOT_CHART: RawSource = {
  kind: 'shot_chart',
  description: "the league's ShotChartDetail",
  table: RAW_SHOT_CHART,
  detect: (c) => hasAll(c, 'game_id', 'game_event_id', 'loc_x', 'loc_y'),
  repeated: ['team_id'],
  partsToo: true,
  fields: {
    game_id: gameId('game_id'),
    event_num: integer('game_event_id', { required: true }),
    player_id: integer('player_id', { required: true, min: 1 }),
    team_id: optionalId('team_id'),
    game_date: date('game_date'),
    home_abbr: team('htm'),
    away_abbr: team('vtm'),
    period: integer('period', { required: true, min: 1, max: 14 }),
    clock_seconds: {
      sql: `60 * ${minutesLeft.sql} + ${secondsLeft.sql}`,
      reads: [...minutesLeft.reads, ...secondsLeft.reads],
      checks: [...(minutesLeft.checks ?? []), ...(secondsLeft.checks ?? [])],
    },
    action_text: text('action_type'),
    shot_type_text: text('shot_type'),
    zone_basic: text('shot_zone_basic'),
    zone_area: text('shot_zone_area'),
    distance_ft: integer('shot_distance', { min: 0, max: 100 }),
    loc_x: integer('loc_x', { min: -300, max: 300 }),
    loc_y: integer('loc_y', { min: -100, max: 950 }),
    made: flag('shot_made_flag'),
  },
};
