import { playerLookup } from '../domain/names.js';
import { nearest } from '../domain/nearest.js';
import type { Warehouse } from '../engine/warehouse.js';
import { PlatformError } from '../errors.js';
import type { TableDefinition } from '../tables/definition.js';
import { GAMES, PLAYERS } from '../tables/names.js';

export interface Entity {
  readonly kind: 'player' | 'team' | 'game';
  readonly id: string;
  readonly name: string;
}

const GAME_ID = /^\d{8,10}$/;

/**
 * The player, team or game that a user means: an id, a tricode, or a name or part of one, accents and spaces aside. Rows
 * of games can be asked for by game, team or player.
 * Errors: NOT_FOUND with the nearest names, or with the candidates where several fit.
 */
export async function findEntity(
  warehouse: Warehouse,
  table: TableDefinition,
  date: string,
  wanted: string,
): Promise<Entity> {
  const { kind } = table.entity;
  if (kind === 'player') return findPlayer(warehouse, wanted);
  if (kind === 'team') return findTeam(warehouse, wanted);
  if (GAME_ID.test(wanted)) return findGame(warehouse, date, wanted);
  return /^[a-z]{3}$/i.test(wanted) ? findTeam(warehouse, wanted) : findPlayer(warehouse, wanted);
}

async function findGame(warehouse: Warehouse, date: string, wanted: string): Promise<Entity> {
  const id = wanted.padStart(10, '0');
  const games = await warehouse.query<{ id: string; name: string }>(
    `SELECT game_id AS id, away_abbr || ' @ ' || home_abbr AS name FROM ${GAMES} WHERE game_date = ? ORDER BY 1`,
    [date],
  );
  const game = games.find((g) => g.id === id);
  if (game !== undefined) return { kind: 'game', ...game };
  throw new PlatformError(
    'NOT_FOUND',
    `There is no game ${id} on ${date}.`,
    `Games of the date: ${games.map((g) => `${g.id} ${g.name}`).join(', ')}.`,
  );
}

async function findPlayer(warehouse: Warehouse, wanted: string): Promise<Entity> {
  type Found = { id: string; name: string; player_lookup: string };
  const all = await warehouse.query<Found>(
    `SELECT CAST(player_id AS STRING) AS id, player_name AS name, player_lookup FROM ${PLAYERS} ORDER BY player_id`,
  );
  const player = (found: Found): Entity => ({ kind: 'player', id: found.id, name: found.name });
  const lookup = playerLookup(wanted);
  const exact = all.filter((p) => p.id === wanted || p.player_lookup === lookup);
  const fits = exact.length > 0 ? exact : all.filter((p) => lookup !== '' && startsAWord(p.name, lookup));
  const [first] = fits;
  if (first !== undefined && fits.length === 1) return player(first);
  if (fits.length > 1) {
    const shown = fits.slice(0, 8).map((p) => `${p.name} (${p.id})`);
    throw new PlatformError(
      'NOT_FOUND',
      `${fits.length} players are called like ${wanted}.`,
      `Give the id of one: ${shown.join(', ')}${fits.length > 8 ? ', ...' : ''}.`,
    );
  }
  const near = nearest(
    lookup,
    all.map((p) => p.player_lookup),
  );
  const meant = all.find((p) => p.player_lookup === near);
  throw new PlatformError(
    'NOT_FOUND',
    `The warehouse knows no player ${wanted}.`,
    meant === undefined ? 'Give his id, his name, or a part of it.' : `Did you mean ${meant.name} (${meant.id})?`,
  );
}

/** 'curry' and 'stephen c' are parts of Stephen Curry, 'hen' is none. */
function startsAWord(name: string, lookup: string): boolean {
  const words = name.split(' ');
  return words.some((_, i) => playerLookup(words.slice(i).join(' ')).startsWith(lookup));
}

async function findTeam(warehouse: Warehouse, wanted: string): Promise<Entity> {
  const teams = await warehouse.query<{ team: string }>(
    `SELECT DISTINCT home_abbr AS team FROM ${GAMES} WHERE is_counting AND home_abbr IS NOT NULL ORDER BY 1`,
  );
  const id = wanted.toUpperCase();
  if (teams.some(({ team }) => team === id)) return { kind: 'team', id, name: id };
  throw new PlatformError(
    'NOT_FOUND',
    `The warehouse knows no team ${wanted}.`,
    `Teams: ${teams.map(({ team }) => team).join(', ')}.`,
  );
}
