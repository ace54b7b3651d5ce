import { afterEach, beforeEach, expect, test } from 'vitest';
import { KnownScratch } from '../../src/features/as-known/known-scratch.js';
import { addAlias, removeAlias } from '../../src/ledger/aliases.js';
import { ALIAS_TIMES } from '../../src/ledger/processing-names.js';
import { PLAYER_ALIASES, PLAYERS } from '../../src/tables/names.js';
import { Platform } from '../audit/warehouse-of.js';
import { preparedLeague } from '../prepared/league.js';

let platform: Platform;
beforeEach(async () => {
  platform = await Platform.copyOf((await preparedLeague()).ingested);
});
afterEach(() => platform.close());

const at = (day: string) => new Date(`2030-01-${day}T12:00:00Z`);

/** The aliases that are used for a slate as it was known at a time. */
async function knownAt(day: string): Promise<unknown[]> {
  const { warehouse, graph } = platform;
  const scratch = await KnownScratch.create(warehouse, graph, '2000-01-01');
  try {
    await scratch.bringTo({ date: '2024-01-01', at: at(day).toISOString() });
    await scratch.use();
    const rows = await warehouse.query<{ player_lookup: string }>(
      `SELECT player_lookup FROM ${PLAYER_ALIASES} ORDER BY player_lookup`,
    );
    return rows.map(({ player_lookup }) => player_lookup);
  } finally {
    await scratch.leave();
    await scratch.close();
  }
}

test('an alias counts from when it was added until it was taken away', async () => {
  const { warehouse } = platform;
  const [one] = await warehouse.query<{ id: number }>(`SELECT MIN(player_id) AS id FROM ${PLAYERS}`);
  const add = (spelling: string, day: string) => addAlias(warehouse, { spelling, playerId: one?.id ?? 0 }, at(day));
  await add('Of Old', '01');
  // An alias of before its time was recorded.
  await warehouse.execute(`DELETE FROM ${ALIAS_TIMES} WHERE TRUE`);
  await add('Added Late', '10');
  await add('Taken Back', '10');
  await removeAlias(warehouse, 'Taken Back', at('20'));
  expect(await knownAt('09')).toEqual(['ofold']);
  expect(await knownAt('10')).toEqual(['addedlate', 'ofold', 'takenback']);
  expect(await knownAt('19')).toEqual(['addedlate', 'ofold', 'takenback']);
  expect(await knownAt('20')).toEqual(['addedlate', 'ofold']);
  await add('Taken Back', '25');
  expect(await knownAt('22')).toEqual(['addedlate', 'ofold']);
  expect(await knownAt('26')).toEqual(['addedlate', 'ofold', 'takenback']);
});
