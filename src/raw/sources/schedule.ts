import { gameId, scheduleTeam } from '../fields/identity.js';
import { optionalId } from '../fields/numbers.js';
import { finalScore, scheduleStatus } from '../fields/schedule-status.js';
import { expression, text } from '../fields/text.js';
import { date, easternTipoff } from '../fields/times.js';
import { hasAll, type RawSource } from '../raw-source.js';
import { RAW_SCHEDULE } from '../tables/schedule.js';

const day = date('etdate', { required: true });
const oldStatus = scheduleStatus('s.stt', 's.st');

export const SCHEDULE: RawSource = {
  kind: 'schedule',
  description: 'season schedule, one row per game, Eastern date and time apart',
  table: RAW_SCHEDULE,
  detect: (c) => hasAll(c, 'gid', 'etdate', 'h_ta', 'v_ta'),
  fields: {
    game_id: gameId('gid'),
    game_date: day,
    tipoff_at: easternTipoff('ettime', `STRFTIME(${day.sql}, '%Y-%m-%d')`, 's.ettime', ['etdate', 'ettime']),
    home_team_id: optionalId('h_tid'),
    home_abbr: scheduleTeam('h_ta', 'gid'),
    away_team_id: optionalId('v_tid'),
    away_abbr: scheduleTeam('v_ta', 'gid'),
    arena_name: text('an'),
    arena_city: text('ac'),
    status: expression(oldStatus, 'st', 'stt'),
    status_text: text('stt'),
    home_score: finalScore('h_s', `(${oldStatus}) = 'final'`),
    away_score: finalScore('v_s', `(${oldStatus}) = 'final'`),
    series_text: text('seri'),
    is_neutral: expression(`COALESCE(s.seri ILIKE '%neutral%', FALSE)`, 'seri'),
  },
};
