import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { playerLookup } from '../../../src/domain/names.js';
import { createTablesSql } from '../../../src/engine/stored-table.js';
import { RAW_STORED } from '../../../src/raw/raw-schema.js';
import { familyNamesTable } from '../../../src/tables/reference/build/family-names.js';
import { leagueAliases } from '../../../src/tables/reference/build/league-aliases.js';
import { nameLookups } from '../../../src/tables/reference/build/name-lookups.js';
import { playerAliases } from '../../../src/tables/reference/build/player-aliases.js';
import { injuryNews } from '../../../src/tables/reference/injury-news.js';
import { playerGameEvents } from '../../../src/tables/reference/player-game-events.js';
import { Bench } from '../bench-table.js';

const D = '2021-12-10';
/** Of Milwaukee, but for the last one. */
const MEN = [
  'Ruben Ostrander',
  'Pavel Ostrander',
  'Miloš Krajnc-Vidal',
  'Tadeo Brillo Jr.',
  'Gary Penrose II',
  'Gary Penrose',
];

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open([injuryNews, playerGameEvents]);
  const { warehouse } = bench;
  for (const sql of createTablesSql(
    [...RAW_STORED, nameLookups, familyNamesTable, playerAliases, leagueAliases],
    warehouse.dialect,
  ))
    await warehouse.execute(sql);
  await bench.put(
    'nba_raw.nbac_player_boxscores',
    MEN.map((player_name, i) => ({
      game_date: '2021-12-01',
      team_abbr: player_name === 'Gary Penrose' ? 'BOS' : 'MIL',
      player_id: i + 1,
      player_name,
    })),
  );
}, 60_000);
beforeEach(() => bench.warehouse.execute('DELETE FROM nba_raw.injury_transactions WHERE TRUE'));
afterAll(() => bench.close());

interface Made {
  readonly player_id: number | null;
  readonly is_certain: boolean | null;
  readonly identified_by: string | null;
  readonly failure_category: string | null;
}

async function newsOf(...told: readonly (readonly [name: string, designation?: string])[]): Promise<Made[]> {
  await bench.warehouse.execute('DELETE FROM nba_raw.injury_transactions WHERE TRUE');
  await bench.put(
    'nba_raw.injury_transactions',
    told.map(([player_name, designation = 'out'], i) => ({
      transaction_date: D,
      team_abbr: 'MIL',
      player_name,
      player_lookup: playerLookup(player_name),
      designation,
      file_id: 1,
      source_row: i + 1,
    })),
  );
  await nameLookups.build?.(bench.warehouse);
  await familyNamesTable.build?.(bench.warehouse);
  return (await bench.run(injuryNews, [D])) as unknown as Made[];
}

const rowsOf = (made: readonly Made[]) =>
  made
    .filter((row) => row.failure_category === null)
    .map((row) => [Number(row.player_id), row.is_certain, row.identified_by]);
const failures = (made: readonly Made[]) => made.flatMap((row) => row.failure_category ?? []);

describe('injury_news', () => {
  it('means the one man of the team with the name, whatever its accents and case', async () => {
    expect(rowsOf(await newsOf(['MILOS KRAJNC VIDAL']))).toEqual([[3, true, 'name']]);
  });

  it('could mean every man with the family name, and fails', async () => {
    const made = await newsOf(['R. Ostrander']);
    expect(rowsOf(made)).toEqual([
      [1, false, 'family_name'],
      [2, false, 'family_name'],
    ]);
    expect(failures(made)).toEqual(['UNRESOLVED_NAME']);
  });

  it('could mean everybody of the team where nobody has a name like it', async () => {
    const made = await newsOf(['Quentin Zabel']);
    expect(rowsOf(made)).toEqual([1, 2, 3, 4, 5].map((id) => [id, false, 'team']));
  });

  it('never means a man of another team while a team-mate has the family name', async () => {
    expect(rowsOf(await newsOf(['Gary Penrose']))).toEqual([
      [5, false, 'family_name'],
      [6, false, 'same_name'],
    ]);
  });

  it('means whom an alias says', async () => {
    await bench.put(playerAliases.name, [{ player_lookup: 'tadbrillo', player_id: 4 }]);
    expect(rowsOf(await newsOf(['Tad Brillo']))).toEqual([[4, true, 'alias']]);
    await bench.warehouse.execute(`DELETE FROM ${playerAliases.name} WHERE TRUE`);
  });

  it('is certain of nothing, and fails, where a day puts him on the list and takes him off', async () => {
    const made = await newsOf(['Tadeo Brillo Jr.', 'out'], ['Tadeo Brillo Jr.', 'available']);
    expect(rowsOf(made).map(([id, certain]) => [id, certain])).toEqual([
      [4, false],
      [4, false],
    ]);
    expect(failures(made)).toEqual(['CONTRADICTORY_SOURCE']);
  });

  it('never takes a man under another spelling for another man', async () => {
    const plain = (name: string) => name.replace(/ (Jr\.|II)$/, '');
    const [first, rest] = [
      (name: string) => name.split(' ')[0] ?? '',
      (name: string) => name.split(' ').slice(1).join(' '),
    ];
    const spellings: readonly ((name: string) => string)[] = [
      (name) => name.toUpperCase(),
      (name) => name.normalize('NFKD').replace(/\p{M}/gu, ''),
      (name) => name.replace('a', 'á').replace('e', 'ë'),
      (name) => `${plain(name)} III`,
      (name) => `${plain(name)} Jr`,
      plain,
      (name) => `${first(name).charAt(0)}. ${rest(name)}`,
      (name) => name.replaceAll('-', ' '),
      (name) => `${rest(plain(name))}, ${first(name)}`,
    ];
    const change = fc.array(fc.constantFrom(...spellings), { minLength: 1, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), change, async (id, changes) => {
        const name = changes.reduce((text, spell) => spell(text), MEN[id - 1] ?? '');
        const rows = rowsOf(await newsOf([name]));
        expect(rows.map(([who]) => who)).toContain(id);
        for (const [who, certain] of rows) expect(certain === true && who !== id, `${name} for ${who}`).toBe(false);
      }),
      { numRuns: 40 },
    );
  });
});
