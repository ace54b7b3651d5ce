import { RAW_PLAYER_INFO } from '../../raw/tables/player-info.js';
import { INJURY_NEWS, PROP_LINES, UPGC, UTGC } from '../names.js';
import { latePropQuotes } from '../reference/prop-quotes.js';
import { latestFirst } from '../reference/quotes.js';
import { mean, minutes, playedBefore } from '../trace/player-games.js';
import { copies, filePlace, idOf, literalOf, oneRow, source } from '../trace/sources.js';
import type { Basis, Trace } from '../trace/trace.js';
import { INJURY_NEWS_DAYS } from '../windows/expected-players.js';
import { IS_DATED_ROSTER } from '../windows/rosters.js';
import { cameLate, KNOWN_TOO_LATE, wasCertain, wasKnown } from '../windows/was-known.js';

export const upcomingPlayerTrace: Trace = {
  async sources(ask) {
    const { ctx, row } = ask;
    const game = idOf(row, 'game_id');
    const team = idOf(row, 'team_abbr');
    const place = filePlace('i');
    const cutoff = ctx.d.cast(literalOf(ask, 'data_cutoff'), 'timestamp');
    const news = (name: string, note: string, ofLists: string, ofReports: string) =>
      source(ask, {
        name,
        table: INJURY_NEWS,
        note,
        sql: `SELECT news_date, source_kind, team_abbr, designation, notes, ${wasCertain('n', cutoff)} AS is_certain, identified_by, known_from FROM (
              SELECT * FROM ${ctx.history(INJURY_NEWS)} h WHERE h.source_kind = 'list' AND ${ofLists}
              UNION ALL
              SELECT * FROM ${ctx.sameDate(INJURY_NEWS)} r WHERE r.source_kind = 'report' AND r.game_id = ${literalOf(ask, 'game_id')} AND ${ofReports}) n
            WHERE player_id = ${literalOf(ask, 'player_id')}
            ORDER BY told_on DESC, source_kind DESC, sequence DESC`,
      });
    return [
      await playedBefore(ask),
      await oneRow(ask, 'team', UTGC, { game_id: game, team_abbr: team }),
      await oneRow(ask, 'opponent', UTGC, { game_id: game, team_abbr: idOf(row, 'opponent_team_abbr') }),
      await oneRow(ask, 'line', PROP_LINES, { game_id: game, player_id: idOf(row, 'player_id'), market: 'points' }),
      await source(ask, {
        name: 'late_lines',
        table: PROP_LINES,
        note: KNOWN_TOO_LATE,
        sql: `WITH quotes AS (${latePropQuotes(ask.contextOf(PROP_LINES))})
          SELECT i.book, i.quoted_at, i.side, i.line, i.known_at, ${place.columns} FROM quotes i ${place.join}
          WHERE i.game_id = ${literalOf(ask, 'game_id')} AND i.market = 'points' AND i.player_lookup = ${literalOf(ask, 'player_lookup')} ORDER BY ${latestFirst('i')}`,
      }),
      await news(
        'news',
        `injury lists of the ${INJURY_NEWS_DAYS} days before, and reports on this game from before tip-off`,
        wasKnown('h', cutoff),
        'r.is_before_tipoff',
      ),
      await news('late_news', KNOWN_TOO_LATE, cameLate('h', cutoff), cameLate('r', cutoff)),
      await source(ask, {
        name: 'born',
        table: RAW_PLAYER_INFO,
        note: 'what rosters and indexes tell of him, the latest first: the first date of birth counts',
        sql: `SELECT i.season, i.source_kind, i.team_abbr, i.birth_date, ${place.columns} FROM ${RAW_PLAYER_INFO} i ${place.join}
            WHERE i.player_id = ${literalOf(ask, 'player_id')} AND i.birth_date IS NOT NULL
            ORDER BY i.known_at DESC, i.file_id DESC, i.source_row DESC`,
      }),
      await source(ask, {
        name: 'roster',
        table: RAW_PLAYER_INFO,
        note: 'rosters and indexes known before this game, with his team in them',
        sql: `SELECT i.season, i.source_kind, i.team_abbr, i.known_from, i.known_until, ${place.columns} FROM (SELECT * FROM ${ctx.everKnown(RAW_PLAYER_INFO, 'before')} k WHERE ${IS_DATED_ROSTER}) i ${place.join}
            WHERE i.player_id = ${literalOf(ask, 'player_id')} AND i.season = ${literalOf(ask, 'season')} AND ${wasKnown('i', cutoff)}`,
      }),
      await source(ask, {
        name: 'teammates_out',
        table: UPGC,
        note: 'team-mates who are out of this game',
        sql: `SELECT player_id, player_name, usage_rate_last_10, minutes_avg_last_10, games_found FROM ${UPGC}
            WHERE game_id = ${literalOf(ask, 'game_id')} AND team_abbr = ${literalOf(ask, 'team_abbr')} AND availability = 'out' AND player_id <> ${literalOf(ask, 'player_id')} ORDER BY player_id`,
      }),
    ];
  },
  bases: () => ({
    points_avg_last_5: mean('points', 5),
    points_avg_last_10: mean('points', 10),
    usage_rate_last_7_games: usage(7),
    usage_rate_last_10: usage(10),
    minutes_avg_last_10: minutes({ how: 'mean', first: 10 }),
    games_in_last_7_days: { source: 'games', how: 'count', inputs: [], days: 7 },
    games_in_last_14_days: { source: 'games', how: 'count', inputs: [], days: 14 },
    minutes_in_last_7_days: minutes({ how: 'sum', days: 7 }),
    minutes_in_last_14_days: minutes({ how: 'sum', days: 14 }),
    avg_minutes_per_game_last_7: minutes({ how: 'mean', days: 7 }),
    back_to_backs_last_14_days: { source: 'games', how: 'formula', inputs: ['game_date'], days: 15 },
    ...Object.fromEntries(
      ['days_since_last_game', 'days_rest', 'back_to_back'].map((name) => [
        name,
        { source: 'games', how: 'formula', inputs: ['game_date'], first: 1 },
      ]),
    ),
    prop_over_streak: { source: 'games', how: 'formula', inputs: ['over_under_result'] },
    prop_under_streak: { source: 'games', how: 'formula', inputs: ['over_under_result'] },
    team_days_rest: { source: 'team', how: 'copy', inputs: ['days_rest'] },
    opponent_days_rest: { source: 'team', how: 'copy', inputs: ['opponent_days_rest'] },
    ...copies('team', ['travel_miles', 'time_zones_crossed', 'consecutive_road_games', 'game_spread', 'game_total']),
    team_pace_last_10: { source: 'team', how: 'copy', inputs: ['pace_last_10'] },
    opponent_pace_last_10: { source: 'opponent', how: 'copy', inputs: ['pace_last_10'] },
    opponent_def_rating_last_10: { source: 'opponent', how: 'copy', inputs: ['def_rating_last_10'] },
    opponent_ft_rate_allowed: { source: 'opponent', how: 'copy', inputs: ['opp_ft_rate_allowed_last_10'] },
    pace_differential: { source: 'team', how: 'formula', inputs: ['pace_last_10'] },
    availability: { source: 'news', how: 'formula', inputs: ['designation', 'is_certain', 'identified_by'] },
    ...Object.fromEntries(
      ['vacated_usage', 'vacated_minutes', 'projected_usage_rate', 'star_teammates_out'].map((name) => [
        name,
        { source: 'teammates_out', how: 'formula', inputs: ['usage_rate_last_10', 'minutes_avg_last_10'] },
      ]),
    ),
    player_age: { source: 'born', how: 'formula', inputs: ['birth_date'], first: 1 },
    points_line: { source: 'line', how: 'copy', inputs: ['line'] },
    points_line_book: { source: 'line', how: 'copy', inputs: ['book'] },
    points_line_quoted_at: { source: 'line', how: 'copy', inputs: ['quoted_at'] },
  }),
};

/** Usage over his latest games together. */
const usage = (first: number): Basis => ({
  source: 'games',
  how: 'ratio',
  inputs: ['plays_used', 'team_plays_on_court'],
  first,
});
