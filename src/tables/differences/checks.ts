import { BLOCK_STATS, BOX_STATS, ZONE_STATS } from '../box-columns.js';
import { PGS, TDGS, TOGS } from '../names.js';
import { asDouble, type DifferenceCheck, type From } from './check.js';
import { SOURCE_CHECKS } from './source-checks.js';
import { PLAYER, TEAM, type Who, who } from './who.js';

/** Pairs of one relation, where both values are known. */
const pairs = (relation: string, of: Who, detail: string, left: string, right: string): string =>
  `SELECT p.game_id, p.game_date, ${who('p', of)}, '${detail}' AS detail, ${asDouble(left)} AS left_value, ${asDouble(right)} AS right_value,
     FALSE AS confirmed FROM ${relation} p WHERE ${left} IS NOT NULL AND ${right} IS NOT NULL`;

const union = (parts: readonly string[]) => parts.join('\n UNION ALL ');

const byPlayerAndTeam = (left: string, right: string) => (from: From) =>
  union([pairs(from(PGS), PLAYER, 'player', left, right), pairs(from(TOGS), TEAM, 'team', left, right)]);

/** Team turnovers (24 seconds, five seconds, ...) belong to no player, so a team has at least those of its players. */
const SUMMED = [...BOX_STATS.filter((name) => name !== 'turnovers'), ...ZONE_STATS, ...BLOCK_STATS];

/**
 * Per team-game and statistic: the team's value, the sum over its players, and how many who played lack it. One join for all
 * statistics.
 */
const playerSums = (from: From) => `sums AS (
  SELECT t.game_id, t.game_date, t.team_abbr, ${[...SUMMED, 'turnovers']
    .map(
      (name) =>
        `MAX(t.${name}) AS of_team_${name}, SUM(p.${name}) AS ${name}, COUNT(CASE WHEN p.player_status = 'played' AND p.${name} IS NULL THEN 1 END) AS without_${name}`,
    )
    .join(', ')}
  FROM ${from(TOGS)} t JOIN ${from(PGS)} p ON p.game_id = t.game_id AND p.team_abbr = t.team_abbr
  GROUP BY t.game_id, t.game_date, t.team_abbr)`;

const sumOfPlayers = (name: string, team: string) =>
  `SELECT t.game_id, t.game_date, ${who('t', TEAM)}, '${name}' AS detail, ${asDouble(`t.${name}`)} AS left_value,
     ${asDouble(team)} AS right_value, FALSE AS confirmed
   FROM sums t WHERE t.of_team_${name} IS NOT NULL AND t.without_${name} = 0 AND t.${name} IS NOT NULL`;

const opponents = (
  from: From,
) => `(SELECT t.game_id, t.game_date, t.team_abbr, t.points, t.possessions, t.fg_attempts, o.points_allowed, o.opp_fg_attempts,
    o.possessions AS possessions_of_opponent_row, x.possessions AS possessions_of_opponent
  FROM ${from(TOGS)} t JOIN ${from(TDGS)} o ON o.game_id = t.game_id AND o.team_abbr = t.opponent_team_abbr
  LEFT JOIN ${from(TOGS)} x ON x.game_id = t.game_id AND x.team_abbr = t.opponent_team_abbr)`;

export const CHECKS: readonly DifferenceCheck[] = [
  {
    name: 'points_identity',
    what: 'points follow from the shots made',
    left: 'points',
    right: '2 (FGM - 3PM) + 3 3PM + FTM',
    tables: [PGS, TOGS],
    disputes: ['points', 'fg_makes', 'three_pt_makes', 'ft_makes'],
    sql: byPlayerAndTeam('p.points', '(2 * (p.fg_makes - p.three_pt_makes) + 3 * p.three_pt_makes + p.ft_makes)'),
  },
  {
    name: 'zones_sum',
    what: 'attempts by zone add up to all attempts',
    left: 'paint + mid-range + three + unknown',
    right: 'FGA',
    tables: [PGS, TOGS],
    disputes: ['paint_attempts', 'mid_range_attempts', 'three_pt_attempts', 'unknown_zone_attempts', 'fg_attempts'],
    sql: byPlayerAndTeam(
      '(p.paint_attempts + p.mid_range_attempts + p.three_pt_attempts + p.unknown_zone_attempts)',
      'p.fg_attempts',
    ),
  },
  {
    name: 'assisted_sum',
    what: 'made field goals are assisted or not',
    left: 'assisted + unassisted',
    right: 'FGM',
    tables: [PGS, TOGS],
    disputes: ['assisted_fg_makes', 'unassisted_fg_makes', 'fg_makes'],
    sql: byPlayerAndTeam('(p.assisted_fg_makes + p.unassisted_fg_makes)', 'p.fg_makes'),
  },
  {
    name: 'blocks_by_zone',
    what: 'blocks by zone add up to all blocks',
    left: 'paint + mid-range + three + unknown blocks',
    right: 'BLK',
    tables: [PGS, TDGS],
    disputes: ['blocks', ...BLOCK_STATS],
    sql: (from) =>
      union([
        pairs(from(PGS), PLAYER, 'player', `(${BLOCK_STATS.map((name) => `p.${name}`).join(' + ')})`, 'p.blocks'),
        pairs(
          from(TDGS),
          TEAM,
          'team',
          '(p.blocks_paint + p.blocks_mid_range + p.blocks_three_pt + p.blocks_unknown_zone)',
          'p.blocks',
        ),
      ]),
  },
  {
    name: 'player_sums',
    what: "the players' numbers add up to the team's",
    left: 'sum of the players',
    right: 'team row',
    tables: [PGS, TOGS],
    sql: (from) =>
      `WITH ${playerSums(from)} ${union([
        ...SUMMED.map((name) => sumOfPlayers(name, `t.of_team_${name}`)),
        // At least: what is above the players' sum is the team's own.
        sumOfPlayers('turnovers', 'LEAST(t.of_team_turnovers, t.turnovers)'),
      ])}`,
  },
  {
    name: 'points_allowed',
    what: "a team's offence is its opponent's defence",
    left: 'own points, FGA',
    right: "opponent's points_allowed, opp_fg_attempts",
    tables: [TOGS, TDGS],
    sql: (from) =>
      union([
        pairs(opponents(from), TEAM, 'points', 'p.points', 'p.points_allowed'),
        pairs(opponents(from), TEAM, 'fg_attempts', 'p.fg_attempts', 'p.opp_fg_attempts'),
      ]),
  },
  {
    name: 'possessions',
    what: 'both teams have the same possessions, in both tables',
    left: 'own possessions',
    right: "opponent's possessions",
    tables: [TOGS, TDGS],
    disputes: ['possessions'],
    sql: (from) =>
      union([
        pairs(opponents(from), TEAM, 'offence', 'p.possessions', 'p.possessions_of_opponent'),
        pairs(opponents(from), TEAM, 'defence', 'p.possessions', 'p.possessions_of_opponent_row'),
      ]),
  },
  ...SOURCE_CHECKS,
];
