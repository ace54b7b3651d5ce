import { RAW_PLAY_BY_PLAY } from '../../raw/tables/play-by-play.js';
import { RAW_PLAYER_BOXES } from '../../raw/tables/player-boxes.js';
import { LEAGUE_ALIASES, NAME_LOOKUPS, PLAYER_ALIASES, PLAYER_GAME_EVENTS } from '../names.js';
import { type Read, words } from '../read-window.js';
import { firstThat } from '../select-list.js';
import type { SqlContext } from '../sql-context.js';

/** How far back a team's players are looked for: over a summer. */
const DAYS = 365;

export const THROUGH_THE_YEAR = [{ kind: 'same_date' }, { kind: 'days_before', days: DAYS }] as const;

const ALIAS_READS: readonly Read[] = [PLAYER_ALIASES, LEAGUE_ALIASES].map((table) => ({
  table,
  windows: [{ kind: 'same_date' }],
}));

const throughTheYear = (tables: readonly string[]): readonly Read[] =>
  tables.map((table) => ({ table, windows: THROUGH_THE_YEAR }));

/**
 * What `namedPlayers` and `aliases` read. The game's own players only identify: a name is no result. Those of the date itself
 * are read from the raw events: whether a game's events count follows from its result.
 */
export const NAMED_READS: readonly Read[] = [
  {
    table: PLAYER_GAME_EVENTS,
    windows: [{ kind: 'days_before', days: DAYS }],
    columns: words('player_id player_name team_abbr'),
  },
  { table: RAW_PLAY_BY_PLAY, windows: [{ kind: 'same_date' }] },
  ...throughTheYear([RAW_PLAYER_BOXES, NAME_LOOKUPS]),
  ...ALIAS_READS,
];

/** What `printedPlayers` and `aliases` read. */
export const PRINTED_READS: readonly Read[] = [
  ...throughTheYear([RAW_PLAY_BY_PLAY, RAW_PLAYER_BOXES, NAME_LOOKUPS]),
  ...ALIAS_READS,
];

/**
 * Who was seen in which team's games in the year up to each date to make, the date's own games included: on_date,
 * team_abbr, player_id, player_lookup.
 */
export function namedPlayers(ctx: SqlContext): string {
  const boxes = [ctx.history(PLAYER_GAME_EVENTS), ...around(ctx, RAW_PLAYER_BOXES)].map(byTeam);
  return seenWithTeams(ctx, [...boxes, ...persons(ctx.sameDate(RAW_PLAY_BY_PLAY))]);
}

/** The same from raw rows alone, for what the events of phase 2 are made of. */
export function printedPlayers(ctx: SqlContext): string {
  const events = around(ctx, RAW_PLAY_BY_PLAY).flatMap(persons);
  return seenWithTeams(ctx, [...events, ...around(ctx, RAW_PLAYER_BOXES).map(byTeam)]);
}

/** The players that raw events name, each under the number he has in them. */
const persons = (relation: string) =>
  [1, 2, 3].map(
    (
      n,
    ) => `SELECT DISTINCT ledger_date, player${n}_team_abbr AS team_abbr, player${n}_id AS player_id, player${n}_name AS player_name
        FROM ${relation} x WHERE person${n}_type IN (4, 5) AND player${n}_id IS NOT NULL`,
  );

const around = (ctx: SqlContext, table: string) => [ctx.history(table), ctx.sameDate(table)];
const byTeam = (relation: string) => `SELECT ledger_date, team_abbr, player_id, player_name FROM ${relation} x`;

function seenWithTeams(ctx: SqlContext, seen: readonly string[]): string {
  return `(SELECT DISTINCT b.partition_date AS on_date, s.team_abbr, s.player_id, n.player_lookup
    FROM ${ctx.dates} b
    JOIN (SELECT team_abbr, player_id, player_name, MIN(ledger_date) AS first_date, MAX(ledger_date) AS last_date
      FROM (${seen.join(' UNION ALL ')}) q GROUP BY team_abbr, player_id, player_name) s
      ON s.first_date <= b.partition_date AND s.last_date >= ${ctx.d.addDays('b.partition_date', -DAYS)}
    JOIN ${ctx.names(NAME_LOOKUPS)} n ON n.name = s.player_name)`;
}

/** Common table expression `aliases`: how many people a spelling means, and one of them. A person's own come before the league's. */
export const aliases = (ctx: SqlContext): string => `own_aliases AS (
  SELECT player_lookup, MIN(player_id) AS player_id, COUNT(DISTINCT player_id) AS people
  FROM ${ctx.names(PLAYER_ALIASES)} GROUP BY player_lookup),
aliases AS (
  SELECT player_lookup, player_id, people FROM own_aliases
  UNION ALL
  SELECT l.player_lookup, l.player_id, 1 FROM ${ctx.names(LEAGUE_ALIASES)} l
  LEFT JOIN own_aliases o ON o.player_lookup = l.player_lookup WHERE o.player_lookup IS NULL)`;

/** Who is meant by a name: the one person of the matches m, or where these have nobody, of the aliases a; else NULL. */
export const PERSON_MEANT = firstThat([
  ['m.people = 1', 'm.player_id'],
  ['m.people IS NULL AND a.people = 1', 'a.player_id'],
]);
