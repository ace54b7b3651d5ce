import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Value } from '../../src/engine/warehouse.js';
import { gameClock, playingTime } from '../../src/raw/fields/clocks.js';
import { gameId, matchup, playerLookup, scheduleTeam, team } from '../../src/raw/fields/identity.js';
import { americanOdds, decimal, integer, optionalId, spread } from '../../src/raw/fields/numbers.js';
import { constant, flag, text } from '../../src/raw/fields/text.js';
import { date, easternDate, easternTipoff, utcTime } from '../../src/raw/fields/times.js';
import { lookupTable, makeLookups } from '../../src/raw/lookups.js';
import type { Field } from '../../src/raw/raw-source.js';
import { RawBench } from './raw-bench.js';

let bench: RawBench;
beforeAll(async () => {
  bench = await RawBench.create();
});
afterAll(() => bench.close());

/** What a field makes of each text of its (first) column: the value, or the reasons for rejection. */
async function made(
  field: Field,
  ...texts: (string | null | readonly (string | null)[])[]
): Promise<(Value | string[])[]> {
  const columns = [...new Set(field.reads)];
  const rows = texts.map((t) => (Array.isArray(t) ? t : [t]) as readonly (string | null)[]);
  const names = columns.length === 0 ? ['nothing'] : columns;
  await bench.warehouse.execute(
    `CREATE OR REPLACE TEMP TABLE ingest_staged (source_row VARCHAR, ${names.map((c) => `${c} VARCHAR`).join(', ')})`,
  );
  await bench.warehouse.appendText(
    'ingest_staged',
    rows.map((row, i) => [String(i), ...names.map((_, c) => row[c] ?? null)]),
  );
  const lookups = field.lookups ?? [];
  await makeLookups(bench.warehouse, lookups, 'ingest_staged');
  const joins = lookups.map((l) => `LEFT JOIN ${lookupTable(l)} ${l.alias} ON ${l.alias}.key = ${l.key}`).join(' ');
  const reasons = (field.checks ?? []).map((c) => `CASE WHEN ${c.bad} THEN '${c.reason}' END`);
  const found = await bench.rows<{ value: Value; reasons: string[] }>(
    `SELECT ${field.sql} AS value, list_filter(CAST([${reasons.join(', ')}] AS VARCHAR[]), lambda r: r IS NOT NULL) AS reasons
     FROM ingest_staged s ${joins} ORDER BY CAST(s.source_row AS INTEGER)`,
  );
  return found.map((row) => (row.reasons.length > 0 ? row.reasons : row.value));
}

describe('numbers', () => {
  it('integer takes 4, 4.0, 4. and signs, and nothing the engine would round or read as code', async () => {
    expect(await made(integer('a'), '4', '4.0', '4.', '-7', '+7', null)).toEqual([4, 4, 4, -7, 7, null]);
    const bad = ['not an integer'];
    expect(await made(integer('a'), '4.5', '0x1F', '1_000', '1e3', 'x', '4,0')).toEqual([bad, bad, bad, bad, bad, bad]);
  });

  it('integer holds its bounds and its presence', async () => {
    const field = integer('a', { required: true, min: 1, max: 14 });
    expect(await made(field, '1', '14', '0', '15', null)).toEqual([
      1,
      14,
      ['out of range'],
      ['out of range'],
      ['missing'],
    ]);
  });

  it('an id of 0 is none', async () => {
    expect(await made(optionalId('a'), '0', '0.0', '1610612738.0', null)).toEqual([null, null, 1610612738, null]);
  });

  it('decimal refuses what is no finite number', async () => {
    expect(await made(decimal('a'), '0.5', '-3', 'nan', 'inf', 'x')).toEqual([
      0.5,
      -3,
      ...Array(3).fill(['not a number']),
    ]);
  });

  it('a pick is a spread of 0, a dash none', async () => {
    expect(await made(spread('a'), '-3.5', '+7', 'PK', 'pick', '-', null)).toEqual([-3.5, 7, 0, 0, null, null]);
  });

  it('American odds: EVEN is +100, dashes and the smallest 32-bit integer are no price', async () => {
    expect(await made(americanOdds('a'), '-110', '+105', '-105.0', 'EVEN', '-', '-2147483648')).toEqual([
      -110,
      105,
      -105,
      100,
      null,
      null,
    ]);
    expect(await made(americanOdds('a'), '1.91')).toEqual([['not American odds']]);
  });
});

describe('clocks', () => {
  it('game clock in seconds left', async () => {
    expect(await made(gameClock('a'), '12:00', '0:00', '0:05', '11:42', '0:11:42', '00:05:00')).toEqual([
      720, 0, 5, 702, 702, 300,
    ]);
    const bad = ['not a game clock'];
    expect(await made(gameClock('a'), '12:01', '5:60', '5', 'x', null)).toEqual([bad, bad, bad, bad, ['missing']]);
    expect(await made(gameClock('a'), '00:12:00', '02:07')).toEqual([720, 127]);
    expect(await made(gameClock('a'), '0:12:01', '0:5:30', '012:00', '5:0')).toEqual([bad, bad, bad, bad]);
  });

  it('playing time: mm:ss and fractions give seconds, whole numbers only whole minutes, blank neither', async () => {
    const { seconds, minutesWhole } = playingTime('a');
    const texts = ['31:14', '31.000000:14', '31.5', '31', '31.0', null, '0:00', 'PT31M14.40S', 'PT00M00.00S'];
    expect(await made(seconds, ...texts)).toEqual([1874, 1874, 1890, null, null, null, 0, 1874, 0]);
    expect(await made(minutesWhole, ...texts)).toEqual([null, null, null, 31, 31, null, null, null, null]);
    expect(await made(seconds, 'DNP')).toEqual([['not a playing time']]);
  });
});

describe('times', () => {
  it('date in the forms of the sources', async () => {
    const texts = ['2021-12-25', '2021-12-25T00:00:00', '20211225', '12/25/2021', 'DEC 25, 2021', null];
    expect(await made(date('a'), ...texts)).toEqual([...Array(5).fill('2021-12-25'), null]);
    expect(await made(date('a'), '2021-02-29', '25.12.2021', '20211325')).toEqual(Array(3).fill(['not a date']));
  });

  it('UTC times apply their offset', async () => {
    expect(await made(utcTime('a'), '2025-01-01T00:10:00Z', '2025-01-01T00:10:00+01:00', 'soon')).toEqual([
      '2025-01-01T00:10:00.000Z',
      '2024-12-31T23:10:00.000Z',
      ['not a time'],
    ]);
  });

  it.each([utcTime('a'), easternDate('a')])(
    'a time of no season, or with an offset of no time zone, is none',
    async (field) => {
      const times = ['9999-01-01T00:00:00Z', '1945-12-31T23:59:59Z', '2101-01-01 00:00:00'];
      for (const answer of await made(field, ...times)) expect(answer).toContain('out of range');
      const offsets = ['2025-01-01T00:10:00+99:00', '2025-01-01T00:10:00-14:01', '2025-01-01 00:10:00.5+15'];
      for (const answer of await made(field, ...offsets)) expect(answer).toEqual(['offset out of range']);
      const good = ['2025-01-01T00:10:00+14:00', '2025-01-01 00:10:00-1130', '1946-11-01', '2025-01-01T00:10:00.123Z'];
      for (const answer of await made(field, ...good)) expect(answer).toEqual(expect.any(String));
    },
  );

  it('the Eastern date of a late tip-off is the day before in UTC', async () => {
    expect(await made(easternDate('a'), '2025-01-01T00:10:00Z', '2025-01-01T05:10:00Z')).toEqual([
      '2024-12-31',
      '2025-01-01',
    ]);
  });

  it('tip-off from the Eastern wall clock, daylight saving included; midnight and TBD are not announced', async () => {
    const field = easternTipoff('b', 's.a', 's.b', ['a', 'b']);
    const rows = [
      ['2021-12-25', '20:00:00'],
      ['2021-10-19', '19:30'],
      ['2021-12-25', '00:00:00'],
      ['2021-12-25', 'TBD'],
      ['2021-12-25', '25:00:00'],
    ];
    expect(await made(field, ...rows)).toEqual([
      '2021-12-26T01:00:00.000Z',
      '2021-10-19T23:30:00.000Z',
      null,
      null,
      ['not a time'],
    ]);
  });
});

describe('identity', () => {
  it('game ids are padded; other ids are not game ids', async () => {
    expect(await made(gameId('a'), '0022100001', '22100001', '22100001.0', null, 'x')).toEqual([
      ...Array(3).fill('0022100001'),
      ['missing'],
      ['not a game id'],
    ]);
  });

  it('teams by tricode, variant, city, nickname; "Los Angeles" is no team', async () => {
    expect(await made(team('a'), 'BOS', 'BRK', 'L.A. Lakers', 'Blazers', 'LA Clippers', null)).toEqual([
      'BOS',
      'BKN',
      'LAL',
      'POR',
      'LAC',
      null,
    ]);
    expect(await made(team('a'), 'Los Angeles', 'XYZ')).toEqual([['unknown team'], ['unknown team']]);
  });

  it('guests of preseason and all-star games keep their names, guests elsewhere do not exist', async () => {
    const field = scheduleTeam('a', 'b');
    const rows = [
      ['nzb', '0012400002'],
      ['LBN', '0032100001'],
      ['PHO', '0022100001'],
      ['NZB', '0022100001'],
    ];
    expect(await made(field, ...rows)).toEqual(['NZB', 'LBN', 'PHX', ['unknown team']]);
  });

  it('player lookup keeps suffixes and folds letters', async () => {
    expect(await made(playerLookup('a'), 'Tim Hardaway Jr.', 'Nikola Jokić', '·')).toEqual([
      'timhardawayjr',
      'nikolajokic',
      null,
    ]);
  });

  it('match-ups tell side and opponent', async () => {
    const { opponent, isHome } = matchup('a');
    expect(await made(opponent, 'GSW @ BRK', 'MIL vs. PHO', null)).toEqual(['BKN', 'PHX', null]);
    expect(await made(isHome, 'GSW @ BRK', 'MIL vs. PHO')).toEqual([false, true]);
    expect(await made(isHome, 'GSW')).toEqual([['not a match-up']]);
    expect(await made(opponent, 'GSW @ XYZ')).toEqual([['unknown team']]);
  });
});

describe('text', () => {
  it('text, constants and flags', async () => {
    expect(await made(text('a', { required: true }), 'x', null)).toEqual(['x', ['missing']]);
    expect(await made(constant("it's"), 'x')).toEqual(["it's"]);
    expect(await made(flag('a'), '1', 'True', 'no', '0.0', null, 'maybe')).toEqual([
      true,
      true,
      false,
      false,
      null,
      ['neither true nor false'],
    ]);
  });
});
