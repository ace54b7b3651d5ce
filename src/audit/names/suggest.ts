import { likeness, playerLookup } from '../../domain/names.js';
import type { Warehouse } from '../../engine/warehouse.js';
import { UNRESOLVED_NAMES } from '../../ledger/processing-names.js';
import { RAW_INJURIES } from '../../raw/tables/injuries.js';
import { RAW_INJURY_REPORTS } from '../../raw/tables/injury-reports.js';
import { RAW_PLAYER_BOXES } from '../../raw/tables/player-boxes.js';
import { RAW_PROP_ODDS } from '../../raw/tables/prop-odds.js';
import { PLAYERS } from '../../tables/names.js';

/** Names less alike than this are no suggestion. */
const ENOUGH = 0.5;
/** How far around a date a team's players are looked for. */
const DAYS = 45;

/** A player whom a name could mean, with the evidence. */
export interface Suggestion {
  readonly name: string;
  readonly player_id: number;
  readonly player_name: string;
  /** 0 to 1. */
  readonly likeness: number;
  /** Teams that the sources name with the spelling and that he played for around those dates. */
  readonly teams: string;
  /** How many games he played for these teams around those dates. */
  readonly games: number;
  readonly first_date: string;
  readonly last_date: string;
}

/** Who of the teams of those dates a name that stands for nobody could mean, the likest first. Nothing is applied. */
export async function suggestions(warehouse: Warehouse, only?: string): Promise<Suggestion[]> {
  const { dialect: d } = warehouse;
  const rows = await warehouse.query<Omit<Suggestion, 'likeness'>>(
    `WITH spelled AS (
      SELECT DISTINCT u.name, i.team_abbr, u.partition_date
      FROM ${UNRESOLVED_NAMES} u JOIN ${RAW_INJURIES} i ON i.player_name = u.name AND i.transaction_date = u.partition_date
      UNION DISTINCT SELECT u.name, r.team_abbr, u.partition_date
      FROM ${UNRESOLVED_NAMES} u JOIN ${RAW_INJURY_REPORTS} r ON r.player_name = u.name AND r.game_date = u.partition_date
      UNION DISTINCT SELECT u.name, o.home_abbr, u.partition_date
      FROM ${UNRESOLVED_NAMES} u JOIN ${RAW_PROP_ODDS} o ON o.player_name = u.name AND o.game_date = u.partition_date
      UNION DISTINCT SELECT u.name, o.away_abbr, u.partition_date
      FROM ${UNRESOLVED_NAMES} u JOIN ${RAW_PROP_ODDS} o ON o.player_name = u.name AND o.game_date = u.partition_date)
    SELECT s.name, b.player_id, p.player_name, STRING_AGG(DISTINCT b.team_abbr, ', ' ORDER BY b.team_abbr) AS teams,
      COUNT(DISTINCT b.game_date) AS games, MIN(b.game_date) AS first_date, MAX(b.game_date) AS last_date
    FROM spelled s
    JOIN ${RAW_PLAYER_BOXES} b ON b.team_abbr = s.team_abbr AND b.game_date BETWEEN ${d.addDays('s.partition_date', -DAYS)} AND ${d.addDays('s.partition_date', DAYS)}
    JOIN ${PLAYERS} p ON p.player_id = b.player_id
    GROUP BY s.name, b.player_id, p.player_name`,
  );
  const wanted = only === undefined ? null : playerLookup(only);
  return rows
    .filter((row) => wanted === null || playerLookup(row.name) === wanted)
    .map((row) => ({ ...row, likeness: likeness(playerLookup(row.name), playerLookup(row.player_name)) }))
    .filter((row) => row.likeness >= ENOUGH)
    .sort((a, b) =>
      a.name < b.name ? -1 : a.name > b.name ? 1 : b.likeness - a.likeness || a.player_id - b.player_id,
    );
}
