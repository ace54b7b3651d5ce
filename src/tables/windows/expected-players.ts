import { asOf, inLastDays } from '../as-of.js';
import { INJURY_NEWS } from '../names.js';
import type { Read } from '../read-window.js';
import { firstThat } from '../select-list.js';
import type { SqlContext } from '../sql-context.js';
import { playerStates, pooledUsage } from './player-state.js';
import { REPORT_COVERAGE_READS, reportCoverage } from './report-coverage.js';
import { ROSTER_READS, rosters } from './rosters.js';
import { cutoffSql, wasCertain, wasKnown } from './was-known.js';

export const EXPECTED = {
  /**
   * A player is expected if his latest game of the season was for that team and at most this long ago, or if its roster names
   * him, he has not played for it, and has not been there longer than this.
   */
  expected_within_days: 30,
  /** News about anybody within so many days before D: the injury source covers D. */
  injury_source_days: 30,
  rotation_minutes: 15,
  star_usage: 0.25,
  star_minutes: 28,
} as const;

/** News counts if he has not played since; his latest game is at most 30 days ago, so older news cannot matter. */
export const INJURY_NEWS_DAYS = 31;

/**
 * What `expectedPlayers` reads of the news: lists up to D-1, and reports of D's own games, of which those made before tip-off
 * count.
 */
export const INJURY_NEWS_READS: readonly Read[] = [
  { table: INJURY_NEWS, windows: [{ kind: 'same_date' }, { kind: 'days_before', days: INJURY_NEWS_DAYS }] },
  ...REPORT_COVERAGE_READS,
  ...ROSTER_READS,
];

/**
 * Expected players of each scheduled game of the dates to make (docs/decisions/03), with form and availability before the
 * game. Columns: game_date, game_id, season, team_abbr, cutoff, player_id, player_lookup, player_name, last_game_date,
 * usage_rate_last_10, minutes_avg_last_10, starts_last_10, games_last_10, availability, is_unresolved, is_rotation, is_star.
 * Availability comes from the latest news that was known at the cut-off: of a list before D, if he has not played since, or
 * of a report on this game from before tip-off. Without any, a player is available if a source covers his game, else unknown:
 * lists cover D for everybody, a report the games of D whose teams have submitted theirs. He is unknown, too, if news since
 * then could mean him and is not certain to (is_unresolved), unless he is not available anyway and it says the same.
 */
export function expectedPlayers(ctx: SqlContext): string {
  const { d } = ctx;
  const states = playerStates(ctx, (w) => ({
    usage_rate_last_10: pooledUsage(d, w, 10),
    minutes_avg_last_10: d.divide(w.sum('seconds_played', 10), `(60 * ${w.count('seconds_played', 10)})`),
    starts_last_10: w.countIf('is_starter', 10),
    games_last_10: w.count('game_id', 10),
  }));
  const today = `(SELECT s.game_date, s.game_id, s.season, s.team_abbr, ${cutoffSql(d, 's.tipoff_at', 's.game_date')} AS cutoff
    FROM ${ctx.teamSchedule()} s JOIN ${ctx.dates} b ON b.partition_date = s.game_date)`;
  const within = (date: string) => `${d.daysBetween(date, 's.game_date')} <= ${ctx.threshold('expected_within_days')}`;
  const form =
    'p.known_after AS last_game_date, p.usage_rate_last_10, p.minutes_avg_last_10, p.starts_last_10, p.games_last_10';
  const knownOf = (roster: string) => `${roster}.season = s.season AND ${wasKnown(roster, 's.cutoff')}`;
  // By his latest game, unless another team has named him since; by the roster, if he has no game yet or came from another team.
  const players = `(SELECT s.*, p.player_id, p.player_lookup, p.player_name, ${form}
    FROM today s
    JOIN states p ON p.last_team = s.team_abbr AND ${asOf('p', 's.game_date', 's.season')}
    LEFT JOIN rosters o ON o.player_id = p.player_id AND o.team_abbr <> s.team_abbr AND o.since > p.known_after AND ${knownOf('o')}
    WHERE ${within('p.known_after')} AND o.player_id IS NULL
    UNION ALL
    SELECT s.*, r.player_id, r.player_lookup, r.player_name, ${form}
    FROM today s
    JOIN rosters r ON r.team_abbr = s.team_abbr AND ${knownOf('r')}
    JOIN (SELECT team_abbr, season, MIN(game_date) AS first_date FROM ${ctx.teamSchedule()} t GROUP BY team_abbr, season) f
      ON f.team_abbr = s.team_abbr AND f.season = s.season
    LEFT JOIN states p ON p.player_id = r.player_id AND ${asOf('p', 's.game_date', 's.season')}
    WHERE CASE WHEN p.player_id IS NULL THEN ${within('GREATEST(r.since, f.first_date)')}
      ELSE p.last_team <> s.team_abbr AND r.since > p.known_after AND ${within('r.since')} END)`;
  // A report speaks of one game and is later than the list of its day; a list counts until he has played. Of a whole team that
  // a list could mean, only whose latest game was for it. A report has the league's own names: one like nobody's is somebody
  // who has not played, on assignment or two-way, and none of the others.
  const told = [
    'news_date',
    'player_id',
    'sequence',
    'designation',
    'source_kind',
    'told_on',
    'game_id',
    'team_abbr',
    'is_certain',
    'identified_by',
    'known_from',
    'known_until',
    'contradicted_from',
    'contradicted_until',
  ].join(', ');
  const certain = wasCertain('n', 'x.cutoff');
  const news = `(SELECT x.game_date, x.player_id, n.told_on, n.designation, ${certain} AS is_certain,
      ROW_NUMBER() OVER (PARTITION BY x.game_date, x.player_id, ${certain}
        ORDER BY n.told_on DESC, n.source_kind DESC, n.sequence DESC) AS latest
    FROM eligible x JOIN (
      SELECT ${told} FROM ${ctx.history(INJURY_NEWS)} h WHERE h.source_kind = 'list'
      UNION ALL
      SELECT ${told} FROM ${ctx.sameDate(INJURY_NEWS)} r WHERE r.source_kind = 'report' AND r.is_before_tipoff) n
      ON n.player_id = x.player_id AND (n.game_id = x.game_id
        OR n.source_kind = 'list' AND n.news_date < x.game_date AND (x.last_game_date IS NULL OR n.news_date >= x.last_game_date) AND ${wasKnown('n', 'x.cutoff')})
    WHERE n.is_certain OR n.identified_by <> 'team' OR n.source_kind = 'list' AND n.team_abbr = x.team_abbr)`;
  const doubts = `(SELECT n.game_date, n.player_id, COUNT(*) AS items FROM news n
    LEFT JOIN certain_news c ON c.game_date = n.game_date AND c.player_id = n.player_id
    WHERE NOT n.is_certain AND (c.told_on IS NULL OR n.told_on >= c.told_on)
      AND (c.designation IS NULL OR c.designation = 'available' OR n.designation <> c.designation)
    GROUP BY n.game_date, n.player_id)`;
  // Rows of news that stand for no man have no kind, and are of a list.
  const listed = `(SELECT g.game_id, COUNT(n.news_date) > 0 AS is_listed
    FROM (SELECT DISTINCT game_id, game_date, cutoff FROM eligible) g
    LEFT JOIN (SELECT DISTINCT news_date, known_from, known_until FROM ${ctx.history(INJURY_NEWS)} h WHERE COALESCE(h.source_kind, 'list') = 'list') n
      ON ${inLastDays(d, 'n.news_date', 'g.game_date', EXPECTED.injury_source_days)} AND ${wasKnown('n', 'g.cutoff')}
    GROUP BY g.game_id)`;
  const rotation = `x.minutes_avg_last_10 >= ${ctx.threshold('rotation_minutes')}`;
  const availability = firstThat(
    [
      ['u.items > 0', `'unknown'`],
      ['n.designation IS NOT NULL', 'n.designation'],
      ['l.is_listed OR r.has_submitted', `'available'`],
    ],
    `'unknown'`,
  );
  return `(WITH ${d.materialized('states', `SELECT * FROM ${states} st`)},
    ${d.materialized('rosters', `SELECT * FROM ${rosters(ctx)} ro`)},
    today AS ${today},
    eligible AS ${players},
    news AS ${news},
    certain_news AS (SELECT * FROM news WHERE is_certain AND latest = 1),
    doubts AS ${doubts}
    SELECT x.*,
      ${availability} AS availability,
      COALESCE(u.items, 0) > 0 AS is_unresolved,
      l.is_listed OR COALESCE(r.has_submitted, FALSE) AS injury_source, ${rotation} AS is_rotation,
      x.usage_rate_last_10 >= ${ctx.threshold('star_usage')} AND x.minutes_avg_last_10 >= ${ctx.threshold('star_minutes')} AS is_star
    FROM eligible x
    LEFT JOIN certain_news n ON n.game_date = x.game_date AND n.player_id = x.player_id
    LEFT JOIN doubts u ON u.game_date = x.game_date AND u.player_id = x.player_id
    LEFT JOIN ${listed} l ON l.game_id = x.game_id
    LEFT JOIN ${reportCoverage(ctx)} r ON r.game_id = x.game_id AND r.team_abbr = x.team_abbr)`;
}
