import { afterAll, beforeAll, expect, it } from 'vitest';
import { playerLookup } from '../../src/domain/names.js';
import { createTablesSql } from '../../src/engine/stored-table.js';
import { RAW_STORED } from '../../src/raw/raw-schema.js';
import { NAME_LOOKUPS } from '../../src/tables/names.js';
import { bigDataBallEvents } from '../../src/tables/reference/bigdataball-events.js';
import { playerGameEvents as EVENTS } from '../../src/tables/reference/player-game-events.js';
import { shots as SHOTS } from '../../src/tables/reference/shots.js';
import { Bench, game } from './bench-table.js';

const D = '2021-11-02';

/** Rebounds in the order of the file: who, and the counts printed behind his name. */
const REBOUNDS: readonly (readonly [player: number, off: number, def: number])[] = [
  // Two tips at one clock: both texts were printed after the second.
  [1, 2, 0],
  [1, 2, 0],
  [1, 2, 1],
  // One of each at one clock.
  [2, 1, 1],
  [2, 1, 1],
  // The later of two stands first in the file.
  [3, 0, 1],
  [3, 2, 1],
  [3, 1, 1],
  [3, 2, 2],
  // One after the other.
  [4, 1, 0],
  [4, 1, 1],
  [4, 2, 1],
];

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open([bigDataBallEvents, SHOTS, EVENTS]);
  for (const statement of createTablesSql(RAW_STORED, bench.warehouse.dialect))
    await bench.warehouse.execute(statement);
  await bench.warehouse.execute(`CREATE TABLE ${NAME_LOOKUPS} (name VARCHAR, player_lookup VARCHAR)`);
  await bench.put('nba_reference.games', [game({ game_id: 'g1', game_date: D, home_abbr: 'MIL', away_abbr: 'BOS' })]);
  await bench.put(
    'nba_raw.nbac_play_by_play',
    REBOUNDS.map(([player, off, def], i) => ({
      game_id: 'g1',
      event_index: i + 1,
      event_num: i + 1,
      event_type: 4,
      action_type: 0,
      period: 1,
      clock_seconds: 600,
      home_description: `Player${player} REBOUND (Off:${off} Def:${def})`,
      person1_type: 4,
      player1_id: player,
      player1_name: `Player${player}`,
      is_duplicate: false,
    })),
  );
});
afterAll(() => bench.close());

it('an assist that is given by the name of two players is counted for the shooter and the team, and not held to be none of theirs', async () => {
  const [day, names] = ['2021-12-02', ['L. Dorican', 'L. Dorićan', 'E. Pine']];
  await bench.put('nba_reference.games', [game({ game_id: 'g2', game_date: day, home_abbr: 'MIL', away_abbr: 'BOS' })]);
  await bench.put(NAME_LOOKUPS, [
    ...names.map((name) => ({ name, player_lookup: playerLookup(name) })),
    { name: 'Dorican', player_lookup: 'dorican' },
  ]);
  await bench.put(
    'nba_raw.nbac_play_by_play',
    names.map((name, i) => ({
      ...{ game_id: 'g2', event_index: i + 1, event_num: i + 1, event_type: 1, period: 1, clock_seconds: 600 - i },
      ...{ person1_type: 4, player1_id: i + 1, player1_name: name, is_duplicate: false },
      ...(i === 2 ? { player2_name: 'Dorican' } : {}),
    })),
  );
  const made = await bench.run(SHOTS, [day]);
  expect(made.map((shot) => [shot.player_id, shot.is_assisted, shot.assisted_by])).toEqual([
    [1, false, null],
    [2, false, null],
    [3, true, null],
  ]);
  await bench.put(
    SHOTS.name,
    made.map(({ failure_category, failure_reason, ...row }) => row),
  );
  const rows = await bench.run(EVENTS, [day]);
  expect(rows.map((row) => [row.player_id, row.assists, row.assisted_fg_makes])).toEqual([
    [1, null, 0],
    [2, null, 0],
    [3, 0, 1],
  ]);
});

it("a player's offensive rebounds are as many as the text counted, wherever it counted ahead", async () => {
  const rows = await bench.run(EVENTS, [D]);
  expect(rows.map((r) => [r.player_id, r.offensive_rebounds, r.defensive_rebounds])).toEqual([
    [1, 2, 1],
    [2, 1, 1],
    [3, 2, 2],
    [4, 2, 1],
  ]);
});
