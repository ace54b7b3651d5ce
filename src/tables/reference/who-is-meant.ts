import { FAMILY_NAMES } from '../names.js';
import type { Read } from '../read-window.js';
import { firstThat } from '../select-list.js';
import type { SqlContext } from '../sql-context.js';
import { aliases, NAMED_READS, namedPlayers, PERSON_MEANT, THROUGH_THE_YEAR } from './named-players.js';

/** What `whoIsMeant` reads. */
export const MEANT_READS: readonly Read[] = [...NAMED_READS, { table: FAMILY_NAMES, windows: THROUGH_THE_YEAR }];

/** How a man was found, nearest first. */
export const IDENTIFIED_BY = ['name', 'alias', 'league', 'same_name', 'family_name', 'team'] as const;

/**
 * Common table expressions over `news`, down to `meant`: news_date, team_abbr, player_lookup, player_id, identified_by, is_certain.
 * A name means for certain the one man of the team who has it (name); else the man of an alias (alias); else, if nobody of the team
 * has a family name of it, the one man of the league who has it, who has just come (league). Where it means nobody for certain
 * it could mean every man of the team or the league who has it (same_name), every man of the team with a family name of
 * it (family_name), and if there is neither, everybody of the team (team). A name without a team could mean
 * everybody with its family name.
 */
export function whoIsMeant(ctx: SqlContext): string {
  return `${ctx.d.materialized('names', namedPlayers(ctx))},
${aliases(ctx)},
wanted AS (SELECT DISTINCT news_date, COALESCE(team_abbr, '') AS team, player_lookup FROM news),
of_team AS (
  SELECT w.news_date, w.team, w.player_lookup, COUNT(DISTINCT n.player_id) AS people, MIN(n.player_id) AS player_id
  FROM wanted w
  JOIN names n ON n.on_date = w.news_date AND n.player_lookup = w.player_lookup AND n.team_abbr = w.team
  GROUP BY w.news_date, w.team, w.player_lookup),
by_name AS (
  SELECT w.*, m.people, ${PERSON_MEANT} AS player_id
  FROM wanted w
  LEFT JOIN of_team m ON m.news_date = w.news_date AND m.team = w.team AND m.player_lookup = w.player_lookup
  LEFT JOIN aliases a ON a.player_lookup = w.player_lookup),
same_name AS (
  SELECT DISTINCT b.news_date, b.team, b.player_lookup, n.player_id
  FROM by_name b
  JOIN names n ON n.on_date = b.news_date AND n.player_lookup = b.player_lookup
  WHERE b.player_id IS NULL AND (b.people IS NULL OR n.team_abbr = b.team)),
same_family AS (
  SELECT DISTINCT b.news_date, b.team, b.player_lookup, n.player_id
  FROM by_name b
  JOIN ${ctx.names(FAMILY_NAMES)} f ON f.player_lookup = b.player_lookup
  JOIN ${ctx.names(FAMILY_NAMES)} h ON h.family_name = f.family_name
  JOIN names n ON n.on_date = b.news_date AND n.player_lookup = h.player_lookup AND (n.team_abbr = b.team OR b.team = '')
  WHERE b.player_id IS NULL AND b.people IS NULL),
counted AS (
  SELECT b.news_date, b.team, b.player_lookup,
    (SELECT COUNT(*) FROM same_name s WHERE s.news_date = b.news_date AND s.team = b.team AND s.player_lookup = b.player_lookup) AS same,
    (SELECT COUNT(*) FROM same_family s WHERE s.news_date = b.news_date AND s.team = b.team AND s.player_lookup = b.player_lookup) AS family
  FROM by_name b WHERE b.player_id IS NULL),
possible AS (
  SELECT s.*, 3 AS place FROM same_name s
  UNION ALL
  SELECT s.*, 4 FROM same_family s
  UNION ALL
  SELECT c.news_date, c.team, c.player_lookup, n.player_id, 5
  FROM counted c
  JOIN names n ON n.on_date = c.news_date AND n.team_abbr = c.team
  WHERE c.family = 0 AND c.same = 0),
meant AS (
  SELECT b.news_date, b.team, b.player_lookup, b.player_id, CASE WHEN b.people = 1 THEN 'name' ELSE 'alias' END AS identified_by, TRUE AS is_certain
  FROM by_name b WHERE b.player_id IS NOT NULL
  UNION ALL
  SELECT p.news_date, p.team, p.player_lookup, p.player_id,
    ${firstThat(
      [
        ['MIN(p.place) = 3 AND MAX(c.same) = 1 AND MAX(c.family) = 0', `'league'`],
        ['MIN(p.place) = 3', `'same_name'`],
        ['MIN(p.place) = 4', `'family_name'`],
      ],
      `'team'`,
    )} AS identified_by,
    MIN(p.place) = 3 AND MAX(c.same) = 1 AND MAX(c.family) = 0 AS is_certain
  FROM possible p
  JOIN counted c ON c.news_date = p.news_date AND c.team = p.team AND c.player_lookup = p.player_lookup
  GROUP BY p.news_date, p.team, p.player_lookup, p.player_id)`;
}
