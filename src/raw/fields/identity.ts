import type { Field } from '../raw-source.js';
import { presence, type Required, typed } from './checks.js';

/** The league's game id, padded to 10 characters. */
export function gameId(column: string, options: Required = { required: true }): Field {
  const alias = `game_${column}`;
  const sql = `${alias}.value`;
  return {
    sql,
    reads: [column],
    lookups: [{ rule: 'game', alias, key: `s.${column}`, reads: [column] }],
    checks: [...presence(column, options), typed(column, sql, 'not a game id')],
  };
}

/** Canonical tricode of a team given by tricode, city or name. */
export function team(column: string, options: Required = {}): Field {
  const field = teamOf(column, `s.${column}`, `team_${column}`);
  return { ...field, checks: [...presence(column, options), ...(field.checks ?? [])] };
}

/** The same for a team that is only part of a column's text. */
function teamOf(column: string, key: string, alias: string): Field {
  const sql = `${alias}.value`;
  const bad = `(${key}) IS NOT NULL AND ${sql} IS NULL`;
  return {
    sql,
    reads: [column],
    lookups: [{ rule: 'team', alias, key, reads: [column] }],
    checks: [{ field: column, bad, reason: 'unknown team', text: key }],
  };
}

/**
 * Team of a schedule row. All-star teams and the foreign clubs of preseason games have no NBA tricode: where the game id
 * says it is such a game (001 preseason, 003 all-star), their text stays as it is, in capitals.
 */
export function scheduleTeam(column: string, idColumn: string): Field {
  const own = team(column);
  const id = gameId(idColumn);
  const guests = `COALESCE(LEFT(${id.sql}, 3) IN ('001', '003'), FALSE)`;
  return {
    sql: `COALESCE(${own.sql}, CASE WHEN ${guests} THEN UPPER(s.${column}) END)`,
    reads: [column, idColumn],
    lookups: [...(own.lookups ?? []), ...(id.lookups ?? [])],
    checks: (own.checks ?? []).map((check) => ({ ...check, bad: `${check.bad} AND NOT ${guests}` })),
  };
}

/** Normalised name of the person, from the SQL text of a name. */
export function playerLookup(column: string, name = `s.${column}`, reads: readonly string[] = [column]): Field {
  const alias = `player_${column}`;
  return { sql: `${alias}.value`, reads, lookups: [{ rule: 'player', alias, key: name, reads }] };
}

/** Opponent and side from "GSW @ BKN" or "MIL vs. BKN": the row's own team stands first. */
export function matchup(column: string, options: Required = {}): { readonly opponent: Field; readonly isHome: Field } {
  const value = `s.${column}`;
  const shape = (group: string) => `^[^ ]+ +(?:@|vs[.]?) +${group}$`;
  const isHome = `CASE WHEN regexp_matches(${value}, '${shape('[^ ]+')}') THEN NOT CONTAINS(${value}, '@') END`;
  return {
    opponent: teamOf(column, `NULLIF(regexp_extract(${value}, '${shape('([^ ]+)')}', 1), '')`, `opponent_${column}`),
    isHome: {
      sql: isHome,
      reads: [column],
      checks: [...presence(column, options), typed(column, isHome, 'not a match-up')],
    },
  };
}

/**
 * Date of the game with that id, as summaries, index or schedule tell it. NULL where none of them has come yet: the date
 * is filled in as soon as one does (game-dates.ts).
 */
export function gameDateOf(column: string): Field {
  const alias = `date_of_${column}`;
  const sql = `TRY_CAST(${alias}.value AS DATE)`;
  return { sql, reads: [column], lookups: [{ rule: 'game_date', alias, key: `s.${column}`, reads: [column] }] };
}
