import type { Read } from '../definition.js';
import type { SqlContext } from '../sql-context.js';

const EVENTS = 'nba_reference.player_game_events';
const BOXES = 'nba_raw.nbac_player_boxscores';

/** How far back a team's players are looked for: over a summer. */
const DAYS = 365;

const windows = [{ kind: 'same_date' }, { kind: 'days_before', days: DAYS }] as const;

/** What `namedPlayers` reads. The game's own players only identify: a name is no result. */
export const NAMED_READS: readonly Read[] = [EVENTS, BOXES].map((table) => ({ table, windows }));

/**
 * Who was seen in which team's games in the year up to each date to make, the date's own games included: on_date,
 * team_abbr, player_id, player_lookup.
 */
export function namedPlayers(ctx: SqlContext): string {
  const seen = [EVENTS, BOXES].flatMap((table) =>
    [ctx.history(table), ctx.sameDate(table)].map(
      (relation) => `SELECT ledger_date, team_abbr, player_id, player_name FROM ${relation} x`,
    ),
  );
  return `(SELECT DISTINCT b.partition_date AS on_date, s.team_abbr, s.player_id, n.player_lookup
    FROM ${ctx.dates} b
    JOIN (SELECT team_abbr, player_id, player_name, MIN(ledger_date) AS first_date, MAX(ledger_date) AS last_date
      FROM (${seen.join(' UNION ALL ')}) q GROUP BY team_abbr, player_id, player_name) s
      ON s.first_date <= b.partition_date AND s.last_date >= ${ctx.d.addDays('b.partition_date', -DAYS)}
    JOIN nba_reference.name_lookups n ON n.name = s.player_name)`;
}
