import { firstOf } from '../fields/checks.js';
import { gameId, scheduleTeam } from '../fields/identity.js';
import { optionalId } from '../fields/numbers.js';
import { finalScore, scheduleStatus } from '../fields/schedule-status.js';
import { expression, flag, text } from '../fields/text.js';
import { date, easternTipoff, utcTime } from '../fields/times.js';
import { hasAll, type RawSource } from '../raw-source.js';
import { metaTime } from '../readers/document-time.js';
import { itemsOf, type JsonAdapter, numbered } from '../readers/json-adapter.js';
import { isObject } from '../readers/json-value.js';
import { RAW_SCHEDULE } from '../tables/schedule.js';

const printedStatus = scheduleStatus('s.gamestatustext', 's.gamestatus');
// A game keeps the mark of having been put off when it has been played.
const newStatus = `CASE WHEN s.postponedstatus IN ('P', 'Y') AND (${printedStatus}) <> 'final' THEN 'postponed' ELSE ${printedStatus} END`;
// Named "Est" and written with a Z, but it is the Eastern wall clock.
const eastern = 's.gamedatetimeest';

const neutral = flag('isneutral');

const day = firstOf(date('gamedatetimeest'), date('gamedateest'));
const wallClock = easternTipoff('gamedatetimeest', `LEFT(${eastern}, 10)`, `SUBSTRING(${eastern}, 12, 8)`, [
  'gamedatetimeest',
]);
const utcClock = utcTime('gamedatetimeutc');
// Midnight Eastern, in summer and in winter: not announced.
const announced = `STRFTIME(${utcClock.sql}, '%H:%M') NOT IN ('04:00', '05:00')`;

/** scheduleLeagueV2: `leagueSchedule.gameDates[].games[]`. */
const document: JsonAdapter = {
  name: 'scheduleLeagueV2',
  records(value) {
    const schedule = isObject(value) ? value.leagueSchedule : null;
    if (!isObject(schedule) || !Array.isArray(schedule.gameDates)) return null;
    return numbered(itemsOf(schedule.gameDates, 'gameDates', (date) => itemsOf(date.games, 'games', (game) => [game])));
  },
  time: metaTime,
};

export const SCHEDULE_V2: RawSource = {
  kind: 'schedule_v2',
  description: "the league's scheduleLeagueV2, as CSV or JSON",
  table: RAW_SCHEDULE,
  json: document,
  detect: (c) =>
    hasAll(c, 'gameid', 'hometeam_teamtricode', 'awayteam_teamtricode') &&
    (c.has('gamedatetimeest') || c.has('gamedateest')),
  fields: {
    game_id: gameId('gameid'),
    game_date: {
      ...day,
      checks: [...(day.checks ?? []), { field: 'gamedateest', bad: `(${day.sql}) IS NULL`, reason: 'missing' }],
    },
    tipoff_at: {
      ...wallClock,
      sql: `CASE WHEN ${eastern} IS NOT NULL THEN ${wallClock.sql} WHEN ${announced} THEN ${utcClock.sql} END`,
      reads: [...wallClock.reads, ...utcClock.reads],
      checks: [...(wallClock.checks ?? []), ...(utcClock.checks ?? [])],
    },
    home_team_id: optionalId('hometeam_teamid'),
    home_abbr: scheduleTeam('hometeam_teamtricode', 'gameid'),
    away_team_id: optionalId('awayteam_teamid'),
    away_abbr: scheduleTeam('awayteam_teamtricode', 'gameid'),
    arena_name: text('arenaname'),
    arena_city: text('arenacity'),
    status: expression(newStatus, 'postponedstatus', 'gamestatustext', 'gamestatus'),
    status_text: text('gamestatustext'),
    home_score: finalScore('hometeam_score', `(${newStatus}) = 'final'`),
    away_score: finalScore('awayteam_score', `(${newStatus}) = 'final'`),
    series_text: expression(
      `NULLIF(CONCAT_WS(' - ', s.seriestext, s.gamelabel, s.gamesublabel), '')`,
      ...['seriestext', 'gamelabel', 'gamesublabel'],
    ),
    is_neutral: {
      ...neutral,
      sql: `COALESCE(${neutral.sql}, FALSE) OR COALESCE(s.seriestext ILIKE '%neutral%', FALSE)`,
      reads: [...neutral.reads, 'seriestext'],
    },
  },
};
