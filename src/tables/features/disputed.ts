import type { Dialect } from '../../engine/dialect.js';
import { beforeInSeason } from '../as-of.js';
import { WHOLE_ROW } from '../differences/check.js';
import { coversSql } from '../differences/conflicts-view.js';
import { CONFLICT_VERDICTS, SOURCE_DIFFERENCES } from '../names.js';
import type { SqlContext } from '../sql-context.js';
import { FEATURES, type Feature } from './feature-contract.js';
import { type Made, WHOSE } from './made-from.js';

const MADE = FEATURES.filter(({ madeFrom }) => madeFrom.length > 0);

/** Column of the relation `disputed` that tells whether a feature is. */
export const isDisputed = ({ name }: Pick<Feature, 'name'>): string => `${name}_disputed`;

/** Features that can be disputed. */
export const DISPUTABLE: readonly Feature[] = MADE;

/**
 * Common table expressions that end in `disputed`: per row (game_id, player_id) of the relation `inputs`, which of its features
 * are made from a value that is in dispute. A conflict about a player is his; one about a team is of both teams of the game,
 * because one's offence is the other's defence. Conflicts that a person has accepted are none.
 */
export function disputedParts(ctx: SqlContext): string {
  const { d } = ctx;
  const flags = (of: Made['of']) =>
    MADE.map(
      (feature) =>
        `${anyOf(feature.madeFrom.filter((made) => made.of === of).map((made) => meets(made, d)))} AS ${feature.name}`,
    );
  const who: Readonly<Record<Made['of'], string>> = {
    player: 'conflicts c ON c.player_id = i.player_id',
    team: 'conflicts_of_teams c ON c.of_team = i.team_abbr',
    opponent: 'conflicts_of_teams c ON c.of_team = i.opponent_team_abbr',
  };
  const met = WHOSE.map(
    (of) => `SELECT i.game_id, i.player_id, ${flags(of).join(', ')}
    FROM inputs i JOIN ${who[of]} AND ${beforeInSeason('c', 'i.game_date', 'i.season')}`,
  );
  return `conflicts AS (
  SELECT c.game_date, c.season, c.player_id, c.team_abbr, c.opponent_team_abbr, c.columns FROM ${ctx.history(SOURCE_DIFFERENCES)} c
  LEFT JOIN ${ctx.history(CONFLICT_VERDICTS)} v ON ${coversSql}
  WHERE c.kind = 'conflict' AND v.subject_id IS NULL),
conflicts_of_teams AS (
  SELECT c.*, c.team_abbr AS of_team FROM conflicts c WHERE c.player_id IS NULL
  UNION ALL
  SELECT c.*, c.opponent_team_abbr FROM conflicts c WHERE c.player_id IS NULL),
met AS (${met.join('\n  UNION ALL ')}),
disputed AS (
  SELECT game_id, player_id, ${MADE.map((feature) => `${d.anyTrue(feature.name)} AS ${isDisputed(feature)}`).join(', ')}
  FROM met GROUP BY game_id, player_id)`;
}

/** Condition: the conflict c is about a value that enters. */
function meets({ columns, from }: Made, d: Dialect): string {
  const start = typeof from === 'number' ? d.addDays('i.game_date', -from) : from;
  const named = [WHOLE_ROW, ...columns].map((column) => d.listHas('c.columns', d.text(column)));
  return `(c.game_date >= ${start} AND ${anyOf(named)})`;
}

const anyOf = (conditions: readonly string[]) => (conditions.length === 0 ? 'FALSE' : `(${conditions.join(' OR ')})`);
