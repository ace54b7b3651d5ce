import { EVENT, FOUL, NOT_PERSONAL } from '../../domain/event-codes.js';
import { missedFreeThrowSql } from '../../domain/event-points.js';
import type { Dialect } from '../../engine/dialect.js';
import { SHOTS } from '../names.js';
import { columnsFrom, columnsOf, firstThat, selectList } from '../select-list.js';
import type { SqlContext } from '../sql-context.js';
import { type EventColumn, gameEvents, isPlayer, teamOf } from './play-by-play.js';

/** Columns that come from field-goal attempts, each an aggregate over the shots of one side. */
export const SHOT_AGGREGATES: Readonly<Record<string, string>> = {
  fg_makes: 'made',
  fg_attempts: 'TRUE',
  three_pt_makes: 'made AND value = 3',
  three_pt_attempts: 'value = 3',
  paint_attempts: `zone = 'paint'`,
  paint_makes: `made AND zone = 'paint'`,
  mid_range_attempts: `zone = 'mid_range'`,
  mid_range_makes: `made AND zone = 'mid_range'`,
  unknown_zone_attempts: `zone = 'unknown'`,
  unknown_zone_makes: `made AND zone = 'unknown'`,
  restricted_area_attempts: `zone_detail = 'restricted_area'`,
  restricted_area_makes: `made AND zone_detail = 'restricted_area'`,
  corner_three_attempts: `zone_detail IN ('left_corner_3', 'right_corner_3')`,
  corner_three_makes: `made AND zone_detail IN ('left_corner_3', 'right_corner_3')`,
  assisted_fg_makes: 'is_assisted',
  unassisted_fg_makes: 'made AND NOT is_assisted',
  and1_count: 'and_one',
};

const BLOCK_AGGREGATES: Readonly<Record<string, string>> = {
  blocks: 'TRUE',
  paint_blocks: `zone = 'paint'`,
  mid_range_blocks: `zone = 'mid_range'`,
  three_pt_blocks: `zone = 'three'`,
  unknown_zone_blocks: `zone = 'unknown'`,
};

const OTHER_STATS = [
  'ft_makes',
  'ft_attempts',
  'offensive_rebounds',
  'defensive_rebounds',
  'steals',
  'turnovers',
  'personal_fouls',
] as const;

export const SHOT_STATS = Object.keys(SHOT_AGGREGATES);
const BLOCK_STATS = Object.keys(BLOCK_AGGREGATES);
/** Everything counted from events, in storage order. */
export const COUNTED = [...SHOT_STATS, 'assists', ...BLOCK_STATS, ...OTHER_STATS];

/** One source of counts: who, on which side, in which relation, and the columns it counts. */
interface CountBranch {
  readonly from: string;
  readonly player: string;
  readonly team: string;
  readonly counts: Readonly<Record<string, string>>;
}

/** Sums of one source per game, player and side; the columns it does not count are 0. */
function branchSql(d: Dialect, { from, player, team, counts }: CountBranch): string {
  const columns = selectList({
    game_id: 'x.game_id',
    player_id: player,
    team_abbr: team,
    player_name: d.cast('NULL', 'string'),
    mentions: '0',
    ...columnsFrom(COUNTED, (name) => (counts[name] === undefined ? '0' : d.countIf(counts[name]))),
  });
  return `SELECT ${columns}
    FROM ${from} GROUP BY x.game_id, ${player}, ${team}`;
}

/** The rule book of the box score: which events count what for whom. */
function countBranches(ctx: SqlContext): readonly CountBranch[] {
  const of = (n: 1 | 2, type: number, condition: string, counts: Readonly<Record<string, string>>): CountBranch => ({
    from: `events x WHERE x.event_type = ${type} AND ${condition} AND ${isPlayer('x', n)}`,
    player: `x.player${n}_id`,
    team: teamOf('x', n),
    counts,
  });
  const ofShots = (player: string, team: string, counts: Readonly<Record<string, string>>): CountBranch => ({
    from: `${ctx.sameDate(SHOTS)} x WHERE x.${player} IS NOT NULL`,
    player: `x.${player}`,
    team: `x.${team}`,
    counts,
  });
  return [
    ofShots('player_id', 'team_abbr', SHOT_AGGREGATES),
    ofShots('assisted_by', 'team_abbr', { assists: 'TRUE' }),
    ofShots('blocked_by', 'opponent_team_abbr', BLOCK_AGGREGATES),
    of(1, EVENT.freeThrow, 'TRUE', { ft_attempts: 'TRUE', ft_makes: `NOT ${missedFreeThrowSql('x')}` }),
    of(1, EVENT.turnover, 'TRUE', { turnovers: 'TRUE' }),
    of(2, EVENT.turnover, 'TRUE', { steals: 'TRUE' }),
    of(1, EVENT.foul, `x.action_type NOT IN ${NOT_PERSONAL}`, { personal_fouls: 'TRUE' }),
    // Both men of a double personal foul are charged.
    of(2, EVENT.foul, `x.action_type = ${FOUL.doublePersonal}`, { personal_fouls: 'TRUE' }),
    {
      from: 'rebounds x',
      player: 'x.player_id',
      team: 'x.team_abbr',
      counts: { offensive_rebounds: 'x.offensive', defensive_rebounds: 'NOT x.offensive' },
    },
  ];
}

/**
 * Counts per game, player and side, from shots and from the other events: game_id, player_id, team_abbr, player_name,
 * mentions and the counted columns, to be summed. Who is only named (a substitute without statistics) has zeros.
 */
export function playerCounts(ctx: SqlContext): string {
  const appearances = ([1, 2, 3] as const).map((n) => {
    const columns = selectList({
      game_id: 'x.game_id',
      player_id: `x.player${n}_id`,
      team_abbr: teamOf('x', n),
      player_name: `MAX(x.player${n}_name)`,
      mentions: 'COUNT(*)',
      ...columnsFrom(COUNTED, () => '0'),
    });
    return `SELECT ${columns}
    FROM events x WHERE ${isPlayer('x', n)} GROUP BY x.game_id, x.player${n}_id, ${teamOf('x', n)}`;
  });
  return [...countBranches(ctx).map((branch) => branchSql(ctx.d, branch)), ...appearances].join('\n  UNION ALL ');
}

/**
 * The same counts event by event, to be looked at: game_id, event_index, player_id, team_abbr and `counts`, the columns
 * that the event adds one to.
 */
export function countedEvents(ctx: SqlContext): string {
  const one = ({ from, player, team, counts }: CountBranch) => {
    const names = Object.entries(counts).map(([name, condition]) => `CASE WHEN ${condition} THEN '${name}' END`);
    const columns = selectList({
      ...columnsOf('x', ['game_id', 'event_index']),
      player_id: player,
      team_abbr: team,
      counts: ctx.d.listOfPresent(names),
    });
    return `SELECT ${columns} FROM ${from}`;
  };
  return countBranches(ctx).map(one).join('\n  UNION ALL ');
}

/**
 * Common table expressions: `events`, and `rebounds` with whether each is offensive. The text counts a player's
 * offensive rebounds; where it does not, the source's word for it stands, else a rebound is offensive if his own team
 * missed last. Of two rebounds at one clock
 * both texts may print the count after the second: a rebound is offensive while fewer are credited than were counted.
 */
export function eventParts(ctx: SqlContext, more: readonly EventColumn[] = []): string {
  const { d } = ctx;
  const text = `CASE WHEN e.person1_type = 5 THEN e.visitor_description ELSE e.home_description END`;
  const counted = d.tryCast(d.regexpExtract(text, 'Off:([0-9]+)', 1), 'integer');
  const missed = `(e.event_type = ${EVENT.missed} OR (e.event_type = ${EVENT.freeThrow} AND ${missedFreeThrowSql('e')}))`;
  const team = teamOf('e', 1);
  const order = 'PARTITION BY r.game_id, r.player_id, r.counted IS NULL ORDER BY r.event_index';
  const columns = selectList({
    ...columnsOf('e', ['game_id', 'event_index', 'event_type']),
    player_id: 'e.player1_id',
    is_player: isPlayer('e', 1),
    team_abbr: team,
    counted,
    is_offensive_rebound: 'e.is_offensive_rebound',
    missed_by: `CASE WHEN ${missed} THEN ${team} END`,
  });
  // A window, not a join: the planner has no statistics of the events and would compare every miss with every rebound. It sorts
  // whole rows, so the texts are read before it.
  const missedLast = `LAST_VALUE(e.missed_by IGNORE NULLS)
    OVER (PARTITION BY e.game_id ORDER BY e.event_index ROWS UNBOUNDED PRECEDING)`;
  const offensive = firstThat(
    [['r.counted IS NOT NULL', `r.credited > COALESCE(LAG(r.credited) OVER (${order}), 0)`]],
    'COALESCE(r.is_offensive_rebound, r.missed_last = r.team_abbr, FALSE)',
  );
  return `${d.materialized('events', gameEvents(ctx, more))},
misses_and_rebounds AS (
  SELECT e.*, ${missedLast} AS missed_last FROM (
    SELECT ${columns}
    FROM events e WHERE ${missed} OR e.event_type = ${EVENT.rebound}) e),
tallied AS (
  SELECT r.*, ROW_NUMBER() OVER (${order}) AS nth, MAX(r.counted) OVER (${order} ROWS UNBOUNDED PRECEDING) AS most
  FROM misses_and_rebounds r WHERE r.event_type = ${EVENT.rebound} AND r.is_player),
-- credited(n) = LEAST(credited(n - 1) + 1, most(n)), unrolled, since a window cannot read its own last value.
credited_so_far AS (
  SELECT r.*, r.nth + LEAST(0, MIN(r.most - r.nth) OVER (${order} ROWS UNBOUNDED PRECEDING)) AS credited FROM tallied r),
rebounds AS (
  SELECT r.game_id, r.event_index, r.player_id, r.team_abbr,
    ${offensive} AS offensive
  FROM credited_so_far r)`;
}
