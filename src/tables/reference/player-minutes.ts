import { LONGEST_SECONDS, periodSecondsSql } from '../../domain/minutes.js';
import { RAW_GAME_SUMMARIES } from '../../raw/tables/game-summaries.js';
import { col, shared } from '../columns.js';
import type { TableDefinition } from '../definition.js';
import { noFailures } from '../failure-rows.js';
import { GAMES, PLAYER_MINUTES } from '../names.js';
import { onCourt } from './on-court.js';
import { EVENT_READS, today } from './play-by-play.js';

export const playerMinutes: TableDefinition = {
  name: PLAYER_MINUTES,
  alias: 'minutes',
  title: 'Minutes',
  phase: 2,
  grain: 'a player who was on court in a game with events: his time by reconstructed line-ups',
  key: ['game_id', 'player_id'],
  partitionColumn: 'game_date',
  pregame: false,
  entity: { kind: 'player', id: 'player_id', game: 'game_id' },
  trace: async () => (await import('./player-minutes-trace.js')).timeOnCourtTrace,
  reads: [...EVENT_READS, { table: RAW_GAME_SUMMARIES, windows: today }],
  columns: [
    shared.gameId,
    shared.gameDate,
    shared.season,
    shared.playerId,
    shared.teamAbbr,
    col.count(
      'seconds_played',
      'Time on court: sum of the clock going out minus that of coming in, whole periods included.',
      { unit: 'seconds', max: LONGEST_SECONDS },
    ),
    col.flag('is_starter', 'On court at tip-off.', { required: true }),
    col.flag('is_consistent', "Whether his team's seconds add up to five players for the whole game.", {
      required: true,
      mayBeConstant: true,
    }),
  ],
  sql: (ctx) => {
    const periodSeconds = periodSecondsSql('period');
    // How many times a player is on court when the period ends: 0 or 1, unless a substitution is missing.
    const atEnd = 'CASE WHEN starts THEN 1 ELSE 0 END + ins - outs';
    return `
WITH ${onCourt(ctx)},
stays AS (
  SELECT game_id, player_id, ${ctx.d.minBy('team_abbr', 'period')} AS team_abbr,
    SUM(clock_sum + (${atEnd}) * ${periodSeconds}) AS seconds,
    MAX(CASE WHEN period = 1 AND starts THEN 1 ELSE 0 END) = 1 AS is_starter,
    MIN(${atEnd}) >= 0 AND MAX(${atEnd}) <= 1 AS is_whole
  FROM on_court GROUP BY game_id, player_id),
lengths AS (
  SELECT game_id, SUM(${periodSeconds}) AS seconds FROM (SELECT DISTINCT game_id, period FROM events) q GROUP BY game_id),
teams AS (
  SELECT game_id, team_abbr, SUM(seconds) AS seconds, MIN(CASE WHEN is_whole THEN 1 ELSE 0 END) = 1 AS all_whole
  FROM stays GROUP BY game_id, team_abbr)
SELECT s.game_id, g.game_date, g.season, s.player_id, s.team_abbr, s.seconds AS seconds_played, s.is_starter,
  t.seconds = 5 * l.seconds AND t.all_whole AS is_consistent, ${noFailures(ctx.d)}
FROM stays s JOIN teams t ON t.game_id = s.game_id AND t.team_abbr = s.team_abbr
JOIN lengths l ON l.game_id = s.game_id JOIN ${ctx.sameDate(GAMES)} g ON g.game_id = s.game_id`;
  },
};
