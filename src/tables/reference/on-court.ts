import { BENCH_FOULS, EVENT } from '../../domain/event-codes.js';
import { periodSecondsSql } from '../../domain/minutes.js';
import type { Dialect } from '../../engine/dialect.js';
import { RAW_GAME_SUMMARIES } from '../../raw/tables/game-summaries.js';
import { columnsOf, firstThat, selectList } from '../select-list.js';
import type { SqlContext } from '../sql-context.js';
import { gameEvents, isPlayer, teamOf } from './play-by-play.js';

/** Both fives; a list of fewer names is no list of starters. */
const STARTERS = 10;

/**
 * Common table expressions down to `on_court`: per game, period and player whether he begins it, how often he comes and
 * goes, and the sum of the clock going out minus that of coming in.
 */
export function onCourt(ctx: SqlContext): string {
  const { d } = ctx;
  const starterIds = d.split('m.starter_ids', '|');
  return `${d.materialized('events', gameEvents(ctx))},
${d.materialized('sightings', sightings())},
starters_known AS (
  SELECT m.game_id, ${d.cast('starter_id', 'integer')} AS player_id
  FROM ${ctx.sameDate(RAW_GAME_SUMMARIES)} m CROSS JOIN ${d.unnest(starterIds, 'starter_id')}
  WHERE ${d.listLength(starterIds)} = ${STARTERS}),
fives_told AS (
  SELECT game_id, period, player_id, CASE WHEN place <= ${STARTERS / 2} THEN away_abbr ELSE home_abbr END AS team_abbr FROM (
    SELECT e.game_id, e.period, e.home_abbr, e.away_abbr, ${d.cast('on_court_id', 'integer')} AS player_id,
      ROW_NUMBER() OVER (PARTITION BY e.game_id, e.event_index ORDER BY on_court_place) AS place
    FROM (SELECT * FROM events WHERE on_court IS NOT NULL) e
    CROSS JOIN ${d.unnest(d.split('e.on_court', '|'), 'on_court_id', 'on_court_place')}) q),
period_players AS (
  SELECT ${selectList({
    ...columnsOf('s', ['game_id', 'period', 'player_id']),
    team_abbr: d.minBy('s.team_abbr', 's.event_index'),
    first_seen: d.minBy('s.seen', ORDER_SEEN),
    ins: `COALESCE(SUM(CASE WHEN s.seen = 'in' THEN 1 END), 0)`,
    outs: `COALESCE(SUM(CASE WHEN s.seen = 'out' THEN 1 END), 0)`,
    clock_sum: `COALESCE(SUM(CASE WHEN s.seen = 'out' THEN s.elapsed WHEN s.seen = 'in' THEN -s.elapsed END), 0)`,
    first_index: 'MIN(s.event_index)',
  })}
  FROM sightings s WHERE s.seen <> 'named' GROUP BY s.game_id, s.period, s.player_id),
found AS (
  SELECT p.*, CASE WHEN p.period = 1 AND EXISTS (SELECT 1 FROM starters_known k WHERE k.game_id = p.game_id)
      THEN EXISTS (SELECT 1 FROM starters_known k WHERE k.game_id = p.game_id AND k.player_id = p.player_id)
      -- Who comes in without having gone out was not on court before, whatever the event before his substitution says.
      ELSE p.first_seen <> 'in' AND p.ins <= p.outs END AS starts
  FROM period_players p),
-- Names on court are believed where nobody's comings and goings speak against them.
fives AS (
  SELECT t.* FROM fives_told t WHERE NOT EXISTS (SELECT 1 FROM (
      SELECT f.game_id, f.period, f.team_abbr FROM found f
      LEFT JOIN fives_told k ON k.game_id = f.game_id AND k.period = f.period AND k.player_id = f.player_id
      WHERE f.starts <> (k.player_id IS NOT NULL)) c
    WHERE c.game_id = t.game_id AND c.period = t.period AND c.team_abbr = t.team_abbr)),
short AS (
  SELECT game_id, period, team_abbr, 5 - ${d.countIf('starts')} AS missing
  FROM found GROUP BY game_id, period, team_abbr HAVING ${d.countIf('starts')} < 5),
silent AS (${silentStarters(d)}
  UNION ALL
  SELECT t.game_id, t.period, t.team_abbr, t.player_id FROM fives t
  WHERE NOT EXISTS (SELECT 1 FROM found f WHERE f.game_id = t.game_id AND f.period = t.period AND f.player_id = t.player_id)
    AND NOT (t.period = 1 AND EXISTS (SELECT 1 FROM starters_known k WHERE k.game_id = t.game_id))
  UNION ALL
  SELECT k.game_id, 1, s.team_abbr, k.player_id FROM starters_known k
  JOIN (SELECT game_id, player_id, MIN(team_abbr) AS team_abbr FROM sightings GROUP BY game_id, player_id) s
    ON s.game_id = k.game_id AND s.player_id = k.player_id
  WHERE NOT EXISTS (SELECT 1 FROM found f WHERE f.game_id = k.game_id AND f.period = 1 AND f.player_id = k.player_id)),
on_court AS (
  SELECT game_id, period, player_id, team_abbr, starts, ins, outs, clock_sum FROM found
  UNION ALL SELECT game_id, period, player_id, team_abbr, TRUE, 0, 0, 0 FROM silent s)`;
}

/**
 * Every mention of a player: 'in' and 'out' of substitutions, 'seen' where the event proves that he is on court, 'named'
 * where it does not (technicals, ejections).
 */
function sightings(): string {
  const ofNoPlayer = [
    EVENT.substitution,
    EVENT.ejection,
    EVENT.timeout,
    EVENT.periodStart,
    EVENT.periodEnd,
    EVENT.replay,
  ];
  const fromBench = `e.event_type = ${EVENT.foul} AND e.action_type IN ${BENCH_FOULS}`;
  const kind = (n: 1 | 2 | 3) =>
    firstThat(
      [
        [`e.event_type = ${EVENT.substitution}`, SUBSTITUTED[n]],
        [`e.event_type NOT IN (${ofNoPlayer.join(', ')}) AND NOT (${fromBench})`, `'seen'`],
      ],
      `'named'`,
    );
  const columns = (n: 1 | 2 | 3) =>
    selectList({
      ...columnsOf('e', ['game_id', 'period', 'event_index']),
      seen_order: String(n),
      player_id: `e.player${n}_id`,
      team_abbr: teamOf('e', n),
      elapsed: `${periodSecondsSql('e.period')} - e.clock_seconds`,
      seen: kind(n),
    });
  return ([1, 2, 3] as const)
    .map((n) => `SELECT ${columns(n)}\n  FROM events e WHERE ${isPlayer('e', n)}`)
    .join('\n  UNION ALL ');
}

/** Of a substitution the first person goes out and the second comes in. */
const SUBSTITUTED = { 1: `'out'`, 2: `'in'`, 3: `'named'` } as const;

/** Order of the mentions of a game: by event, and within one as its persons stand. */
const ORDER_SEEN = 's.event_index * 10 + s.seen_order';

/**
 * Who plays a whole period without a trace: where fewer than five starters of a team are found, the men who were on
 * court when last mentioned before the period and are not mentioned in it: starters of the game first, then the latest
 * mention. Not where the source says who was on court.
 */
function silentStarters(d: Dialect): string {
  return `SELECT game_id, period, team_abbr, player_id FROM (
    SELECT n.game_id, n.period, n.team_abbr, n.missing, l.player_id,
      ROW_NUMBER() OVER (
        PARTITION BY n.game_id, n.period, n.team_abbr ORDER BY l.began DESC, l.last_index DESC, l.player_id) AS pick
    FROM short n
    JOIN (SELECT p.game_id, p.period, s.team_abbr, s.player_id, MAX(s.event_index) AS last_index,
        ${d.maxBy('s.seen', ORDER_SEEN)} AS last_seen,
        CASE WHEN MAX(b.player_id) IS NULL THEN 0 ELSE 1 END AS began
      FROM short p
      JOIN sightings s ON s.game_id = p.game_id AND s.team_abbr = p.team_abbr AND s.period < p.period AND s.seen <> 'named'
      LEFT JOIN found b ON b.game_id = s.game_id AND b.period = 1 AND b.player_id = s.player_id AND b.starts
      GROUP BY p.game_id, p.period, s.team_abbr, s.player_id) l
      ON l.game_id = n.game_id AND l.period = n.period AND l.team_abbr = n.team_abbr AND l.last_seen <> 'out'
    WHERE NOT EXISTS (SELECT 1 FROM found f WHERE f.game_id = n.game_id AND f.period = n.period AND f.player_id = l.player_id)
      AND NOT EXISTS (SELECT 1 FROM fives t WHERE t.game_id = n.game_id AND t.period = n.period AND t.team_abbr = n.team_abbr)) q
  WHERE pick <= missing`;
}
