import { EVENT, FOUL, FREE_THROW, NOT_PERSONAL } from '../../domain/event-codes.js';
import { TEAMS } from '../../domain/teams.js';
import type { Dialect } from '../../engine/dialect.js';
import { RAW_BIGDATABALL } from '../../raw/tables/bigdataball.js';
import { GAME_STATES, GAMES } from '../names.js';
import { firstThat, sameColumns, selectList } from '../select-list.js';
import type { SqlContext } from '../sql-context.js';

/** Events that name no kind of their own: the league's replay reviews, which count nothing and show nobody on court. */
const NEUTRAL = EVENT.replay;

/** What the source calls its plays, as PlayByPlayV2 types; made and missed shots are told apart by their result. */
const TYPES: Readonly<Record<string, number>> = {
  'free throw': EVENT.freeThrow,
  rebound: EVENT.rebound,
  turnover: EVENT.turnover,
  foul: EVENT.foul,
  'technical foul': EVENT.foul,
  violation: EVENT.violation,
  sub: EVENT.substitution,
  substitution: EVENT.substitution,
  timeout: EVENT.timeout,
  'jump ball': EVENT.jumpBall,
  ejection: EVENT.ejection,
  'start of period': EVENT.periodStart,
  'end of period': EVENT.periodEnd,
};

/**
 * Kinds of fouls as PlayByPlayV2 numbers them, by the words of kind and description; the first that fits. What no word
 * calls otherwise is a personal foul of no kind (0): it counts, but makes no and-one.
 */
const FOULS: readonly (readonly [number, string])[] = [
  [FOUL.doubleTechnical, 'double technical'],
  [FOUL.doublePersonal, 'double personal'],
  [FOUL.defensiveThreeSeconds, '3 sec'],
  [FOUL.delay, 'delay'],
  [FOUL.taunting, 'taunt'],
  [FOUL.excessTimeout, 'excess timeout'],
  [FOUL.tooManyPlayers, 'too many'],
  [FOUL.hanging, 'hanging'],
  [FOUL.flopping, 'flopping'],
  [FOUL.nonUnsportsmanlike, 'non-unsportsmanlike'],
  [FOUL.flagrant2, 'flagrant.*type ?2'],
  [FOUL.flagrant1, 'flagrant'],
  [FOUL.clearPath, 'c[.]p[.]foul|clear.path'],
  [FOUL.awayFromPlay, 'away.from.play'],
  [FOUL.punch, 'punch'],
  [FOUL.transitionTake, 'transition.take'],
  [FOUL.take, 'take foul|personal take'],
  [FOUL.personalBlock, 'personal block'],
  [FOUL.shootingBlock, 'shooting block'],
  [FOUL.charge, 'charge foul|offensive charge'],
  [FOUL.inbound, 'inbound'],
  [FOUL.looseBall, 'l[.]b[.]foul|loose ball'],
  [FOUL.offensive, 'off[.]foul|offensive'],
  [FOUL.technical, 't[.]foul|technical|tech[.]? foul'],
  [FOUL.shooting, 's[.]foul|shooting'],
  [FOUL.personal, 'p[.]foul|personal'],
];

/** Who stands in which place of an event of PlayByPlayV2: the column that names him and the side he must be on. */
interface Place {
  readonly n: 1 | 2 | 3;
  readonly when: string;
  readonly name: string;
  /** 'own' is that of the play's team; no side: only his name tells. */
  readonly side: 'own' | 'opposite' | 'home' | 'away' | null;
}

const SHOT = `event_type IN (${EVENT.made}, ${EVENT.missed})`;
const is = (type: number) => `event_type = ${type}`;

const PLACES: readonly Place[] = [
  {
    n: 1,
    when: `event_type NOT IN (${EVENT.substitution}, ${EVENT.jumpBall}, ${EVENT.periodStart}, ${EVENT.periodEnd})`,
    name: 'player',
    side: 'own',
  },
  { n: 2, when: SHOT, name: 'assist', side: 'own' },
  // The source never names the blocker's team: he plays for the side opposite the shooter.
  { n: 3, when: SHOT, name: 'block', side: 'opposite' },
  { n: 2, when: is(EVENT.turnover), name: 'steal', side: 'opposite' },
  { n: 2, when: is(EVENT.foul), name: 'opponent', side: 'opposite' },
  { n: 1, when: is(EVENT.substitution), name: 'left_court', side: 'own' },
  { n: 2, when: is(EVENT.substitution), name: 'entered', side: 'own' },
  { n: 1, when: is(EVENT.jumpBall), name: 'home', side: 'home' },
  { n: 2, when: is(EVENT.jumpBall), name: 'away', side: 'away' },
  { n: 3, when: is(EVENT.jumpBall), name: 'possession', side: null },
];

/**
 * Common table expressions: `plays`, the source's rows of the dates' counting games whose events of the league do not count, in
 * the terms of PlayByPlayV2; and `named`, one row per person a play names: game_id, on_date, event_index, n, name,
 * side ('home', 'away' or NULL) and whether the play counts something for him.
 */
export function plays(ctx: SqlContext): string {
  const { d } = ctx;
  const words = `LOWER(${d.joinList(d.listOfPresent(['b.reason', 'b.type', 'b.description']), ' ')})`;
  const isMade = firstThat(
    [
      [`LOWER(b.result) = 'made'`, 'TRUE'],
      [`LOWER(b.result) = 'missed'`, 'FALSE'],
    ],
    `COALESCE(b.points > 0, NOT STARTS_WITH(b.description, 'MISS'))`,
  );
  const three = d.regexpMatches(words, '3pt');
  const shot = `LOWER(b.event_type) IN ('shot', 'miss', 'shot made', 'shot missed')`;
  const kind = firstThat(
    [
      [`${shot} AND COALESCE(${isMade}, LOWER(b.event_type) NOT LIKE '%miss%')`, String(EVENT.made)],
      [shot, String(EVENT.missed)],
      ...Object.entries(TYPES).map(([name, type]) => [`LOWER(b.event_type) = ${d.text(name)}`, String(type)] as const),
    ],
    String(NEUTRAL),
  );
  const oneOfOne = `(b.num = 1 AND b.outof = 1 OR ${d.regexpMatches(words, '1 of 1|1/1')})`;
  const single = `${oneOfOne} AND NOT ${d.regexpMatches(words, 'technical|flagrant|clear')}`;
  const foul = firstThat(
    FOULS.map(([code, pattern]) => [d.regexpMatches('words', pattern), String(code)] as const),
    String(FOUL.unknown),
  );
  const nickname = (side: string) =>
    `CASE WHEN ${side}.nickname IS NOT NULL THEN STARTS_WITH(LOWER(b.description), ${side}.nickname) END`;
  const counting = [EVENT.made, EVENT.missed, EVENT.freeThrow, EVENT.rebound, EVENT.turnover, EVENT.substitution].join(
    ', ',
  );
  const names = PLACES.map(({ n, when, name, side }) => {
    const columns = selectList({
      ...sameColumns(['game_id', 'on_date', 'event_index']),
      n: String(n),
      name,
      side: sideSql(d, side),
      counts: `event_type IN (${counting}) OR event_type = ${EVENT.foul} AND action_type NOT IN ${NOT_PERSONAL}`,
    });
    return `SELECT ${columns}
  FROM plays WHERE ${name} IS NOT NULL AND ${when}`;
  });
  const inTerms = selectList({
    event_type: 'kind',
    action_type: firstThat([
      [`kind = ${EVENT.foul}`, foul],
      [`kind = ${EVENT.freeThrow} AND is_single`, String(FREE_THROW.plain[1][0])],
    ]),
    shot_value: firstThat([
      [`kind = ${EVENT.made} AND points IN (2, 3)`, 'points'],
      [`kind NOT IN (${EVENT.made}, ${EVENT.missed})`, 'NULL'],
      ['says_three', '3'],
      [`description IS NOT NULL OR ${d.regexpMatches('words', '2pt')}`, '2'],
    ]),
    shot_made: `CASE WHEN kind IN (${EVENT.made}, ${EVENT.missed}, ${EVENT.freeThrow}) THEN made END`,
    is_offensive_rebound: firstThat([
      [`kind <> ${EVENT.rebound}`, 'NULL'],
      [d.regexpMatches('LOWER(type)', 'offensive'), 'TRUE'],
      [d.regexpMatches('LOWER(type)', 'defensive'), 'FALSE'],
    ]),
  });
  const own = firstThat([
    ['b.team_abbr = g.home_abbr', `'home'`],
    ['b.team_abbr = g.away_abbr', `'away'`],
    [`b.player IS NULL AND ${nickname('h')}`, `'home'`],
    [`b.player IS NULL AND ${nickname('a')}`, `'away'`],
  ]);
  return `nicknames AS (${d.relation({
    team_abbr: { type: 'string', values: TEAMS.map((team) => team.abbr) },
    nickname: { type: 'string', values: TEAMS.map((team) => team.nickname.toLowerCase()) },
  })}),
told AS (
  SELECT b.*, g.game_date AS on_date, g.season, g.home_abbr, g.away_abbr,
    ${words} AS words,
    ${kind} AS kind,
    ${isMade} AS made,
    ${three} AS says_three,
    ${single} AS is_single,
    ${own} AS own
  FROM ${ctx.sameDate(RAW_BIGDATABALL)} b JOIN ${ctx.sameDate(GAMES)} g ON g.game_id = b.game_id AND g.is_counting
  LEFT JOIN nicknames h ON h.team_abbr = g.home_abbr LEFT JOIN nicknames a ON a.team_abbr = g.away_abbr
  WHERE NOT b.is_duplicate AND (b.team_abbr IS NULL OR b.team_abbr IN (g.home_abbr, g.away_abbr))
    AND b.game_id IN (SELECT w.game_id FROM ${ctx.sameDate(GAME_STATES)} w WHERE w.events_source = 'bigdataball')),
${d.materialized(
  'plays',
  `
  SELECT ${d.except('t', ['event_type', 'kind'])},
  ${inTerms}
  FROM told t`,
)},
named AS (${names.join('\n  UNION ALL ')})`;
}

function sideSql(d: Dialect, side: Place['side']): string {
  if (side === null) return d.cast('NULL', 'string');
  if (side === 'own') return 'own';
  if (side === 'opposite') return `CASE own WHEN 'home' THEN 'away' WHEN 'away' THEN 'home' END`;
  return `'${side}'`;
}
