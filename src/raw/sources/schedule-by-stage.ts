import { gameId, scheduleTeam } from '../fields/identity.js';
import { optionalId } from '../fields/numbers.js';
import { finalScore, scheduleStatus } from '../fields/schedule-status.js';
import { expression, text } from '../fields/text.js';
import { date } from '../fields/times.js';
import { hasAll, type RawSource } from '../raw-source.js';
import { RAW_SCHEDULE } from '../tables/schedule.js';

const status = scheduleStatus('s.status', 's.status');

/** The kind of a game follows from its id, as in every schedule; the stage says in words what the id says. */
export const SCHEDULE_BY_STAGE: RawSource = {
  kind: 'schedule_by_stage',
  description: 'season schedule, one row per game, with its stage (Preseason, Regular Season, ...) and no tip-off',
  table: RAW_SCHEDULE,
  detect: (c) => hasAll(c, 'game_id', 'game_date', 'stage', 'home_abbr', 'away_abbr', 'status'),
  fields: {
    game_id: gameId('game_id'),
    game_date: date('game_date', { required: true }),
    home_team_id: optionalId('home_team_id'),
    home_abbr: scheduleTeam('home_abbr', 'game_id'),
    away_team_id: optionalId('away_team_id'),
    away_abbr: scheduleTeam('away_abbr', 'game_id'),
    status: expression(status, 'status'),
    status_text: text('status'),
    home_score: finalScore('home_pts', `(${status}) = 'final'`),
    away_score: finalScore('away_pts', `(${status}) = 'final'`),
    series_text: text('stage'),
  },
};
