import { firstOf } from '../../fields/checks.js';
import { gameId, scheduleTeam } from '../../fields/identity.js';
import { optionalId } from '../../fields/numbers.js';
import { finalScore, scheduleStatus } from '../../fields/schedule-status.js';
import { expression, flag, text } from '../../fields/text.js';
import { date, utcTime } from '../../fields/times.js';
import type { Check, Field } from '../../raw-source.js';
import { hasAll, type RawSource } from '../../raw-source.js';
import { RAW_SCOREBOARDS } from '../../tables/scoreboards.js';
import { scoreboardDocument } from './document.js';

const status = scheduleStatus('s.gamestatustext', 's.gamestatus');
const IS_GAME = 's.nogames IS NULL';

/** A day without games has one record, of which nothing is asked. */
const ofGame = (field: Field): Field => ({
  ...field,
  reads: [...field.reads, 'nogames'],
  checks: (field.checks ?? []).map((check): Check => ({ ...check, bad: `${IS_GAME} AND (${check.bad})` })),
});

// The clock of gameEt is Eastern, whatever zone is written behind it.
const day = firstOf(date('gameet'), date('gamedate'));
const tipoff = utcTime('gametimeutc');
// Midnight Eastern, in summer and in winter: not announced.
const announced = `STRFTIME(${tipoff.sql}, '%H:%M') NOT IN ('04:00', '05:00')`;

export const SCOREBOARD: RawSource = {
  kind: 'scoreboard',
  description: "a day's games: the league's live scoreboard (todaysScoreboard_00.json), ScoreboardV2, ScoreboardV3",
  table: RAW_SCOREBOARDS,
  json: scoreboardDocument,
  detect: (c) =>
    hasAll(c, 'gameid', 'gamestatus', 'gametimeutc', 'hometeam_teamtricode', 'awayteam_teamtricode') &&
    (c.has('gameet') || c.has('gamedate')),
  fields: {
    game_id: ofGame(gameId('gameid')),
    game_date: ofGame({
      ...day,
      checks: [...(day.checks ?? []), { field: 'gamedate', bad: `(${day.sql}) IS NULL`, reason: 'missing' }],
    }),
    tipoff_at: { ...tipoff, sql: `CASE WHEN ${announced} THEN ${tipoff.sql} END` },
    home_team_id: optionalId('hometeam_teamid'),
    home_abbr: ofGame(scheduleTeam('hometeam_teamtricode', 'gameid')),
    away_team_id: optionalId('awayteam_teamid'),
    away_abbr: ofGame(scheduleTeam('awayteam_teamtricode', 'gameid')),
    arena_name: text('arenaname'),
    status: expression(status, 'gamestatustext', 'gamestatus'),
    status_text: text('gamestatustext'),
    home_score: finalScore('hometeam_score', `(${status}) = 'final'`),
    away_score: finalScore('awayteam_score', `(${status}) = 'final'`),
    series_text: expression(
      `NULLIF(CONCAT_WS(' - ', s.seriestext, s.gamelabel, s.gamesublabel), '')`,
      ...['seriestext', 'gamelabel', 'gamesublabel'],
    ),
    is_neutral: flag('isneutral'),
  },
  variants: [{ fields: {}, when: IS_GAME }],
};
