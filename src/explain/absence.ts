import type { Warehouse } from '../engine/warehouse.js';
import type { Calendar } from '../ledger/calendar.js';
import { failuresTable, PARTITIONS } from '../ledger/processing-names.js';
import type { TableDefinition } from '../tables/definition.js';
import { GAMES, PGS } from '../tables/names.js';
import type { Entity } from './entity.js';

/** Why somebody has neither row nor failure record, in sentences: the partition, whom the table expects, and where he was. */
export async function absence(
  warehouse: Warehouse,
  calendar: Calendar,
  table: TableDefinition,
  date: string,
  entity: Entity,
): Promise<string[]> {
  const due = calendar.datesOf(table);
  if (!due.includes(date)) {
    const [before, after] = [due.findLast((d) => d < date), due.find((d) => d > date)];
    const near = [before, after].filter((d) => d !== undefined).join(' and ');
    return [`No row: nothing is due on ${date}${near === '' ? '' : `; the dates around it are ${near}`}.`];
  }
  const [ledger] = await warehouse.query<{ status: string; error: string | null }>(
    `SELECT status, error FROM ${PARTITIONS} WHERE table_name = ? AND partition_date = ?`,
    [table.name, date],
  );
  if (ledger === undefined) return ['No row: this partition is not made yet.'];
  if (ledger.status === 'failed')
    return [`No row: the last attempt failed: ${ledger.error ?? 'no error was recorded'}`];
  const expected = table.expects?.who ?? table.grain;
  const facts =
    entity.kind === 'player'
      ? await whereabouts(warehouse, table, date, entity)
      : entity.kind === 'team'
        ? await gamesAround(warehouse, date, entity.id)
        : [];
  return ['No row is expected.', `The table has rows for: ${expected}.`, ...facts];
}

/** His games around the date, whether his team plays, and what the table says of the team. */
async function whereabouts(
  warehouse: Warehouse,
  table: TableDefinition,
  date: string,
  entity: Entity,
): Promise<string[]> {
  const games = await warehouse.query<{ day: string; team: string; status: string }>(
    `SELECT game_date AS day, team_abbr AS team, player_status AS status FROM ${PGS} WHERE player_id = ? ORDER BY game_date`,
    [Number(entity.id)],
  );
  const before = games.findLast((game) => game.day < date);
  const after = games.find((game) => game.day > date);
  const told = (what: string, game: typeof before) =>
    game === undefined ? [] : [`${what} is ${game.day} with ${game.team} (${game.status.replaceAll('_', ' ')}).`];
  const facts = [...told('His game before', before), ...told('His next game', after)];
  if (facts.length === 0) return ['No game of the warehouse names this player.'];
  const team = (before ?? after)?.team;
  if (team === undefined) return facts;
  const failures = await warehouse.query<{ category: string; reason: string | null }>(
    `SELECT category, reason FROM ${failuresTable(table.phase)} WHERE table_name = ? AND partition_date = ? AND entity_id = ?`,
    [table.name, date, team],
  );
  const ofTeam = failures.map((f) => `Of ${team} as a whole: ${f.category}, ${f.reason ?? 'no reason recorded'}.`);
  return [...facts, ...ofTeam, ...(await gamesAround(warehouse, date, team))];
}

async function gamesAround(warehouse: Warehouse, date: string, team: string): Promise<string[]> {
  const days = await warehouse.query<{ day: string }>(
    `SELECT DISTINCT game_date AS day FROM ${GAMES} WHERE is_counting AND is_expected AND ? IN (home_abbr, away_abbr) ORDER BY 1`,
    [team],
  );
  const on = days.some(({ day }) => day === date);
  const near = [days.findLast(({ day }) => day < date)?.day, days.find(({ day }) => day > date)?.day];
  const around = near.filter((day) => day !== undefined).join(' and ');
  return [on ? `${team} plays on ${date}.` : `${team} does not play on ${date}; its games around are ${around}.`];
}
