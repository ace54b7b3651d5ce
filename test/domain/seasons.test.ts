import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  COUNTING_GAME_TYPES,
  gameTypeOfId,
  isCountingGameType,
  padGameId,
  parseSeason,
  seasonLabel,
  seasonOfDate,
  seasonOfGameId,
  seasonYear,
} from '../../src/domain/seasons.js';

describe('seasons', () => {
  it.each([
    ['2021-10-03', '2021-22'], // first preseason game
    ['2022-06-16', '2021-22'], // last game of the Finals
    ['2021-07-20', '2020-21'], // Finals of the late season
    ['2022-09-30', '2022-23'], // preseason in Saitama
    ['2020-10-11', '2019-20'], // last game of the bubble
    ['2020-08-15', '2019-20'],
    ['2020-12-11', '2020-21'], // first preseason game after it
    ['2000-01-01', '1999-00'],
  ])('%s is of %s', (date, season) => expect(seasonOfDate(date)).toBe(season));

  it('turns over on 1 August', () => {
    expect(seasonOfDate('2022-07-31')).toBe('2021-22');
    expect(seasonOfDate('2022-08-01')).toBe('2022-23');
  });

  it.each([
    ['0022100001', '2021-22'],
    ['0029600001', '1996-97'],
    ['0049900401', '1999-00'],
    ['0062300001', '2023-24'],
    ['22100001', null],
    ['1022100001', null],
    ['', null],
  ])('game %s is of %s', (id, season) => expect(seasonOfGameId(id)).toBe(season));

  it('labels and years are inverse, and every spelling parses to the label', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1946, max: 2044 }), (year) => {
        const label = seasonLabel(year);
        expect(seasonYear(label)).toBe(year);
        expect(parseSeason(label)).toBe(label);
        expect(parseSeason(`${year}-${year + 1}`)).toBe(label);
        expect(parseSeason(label.slice(2))).toBe(label);
        expect(parseSeason(`${year}-${year + 2}`)).toBeNull();
      }),
    );
  });

  it.each(['2021', '2021-23', '21-2022', '2021/22', 'season', '2021-2021'])('%s is no season', (text) => {
    expect(parseSeason(text)).toBeNull();
    expect(() => seasonYear(text)).toThrow(RangeError);
  });

  it('knows the turn of the century', () => {
    expect(seasonLabel(1999)).toBe('1999-00');
    expect(parseSeason('99-00')).toBe('1999-00');
    expect(parseSeason('1999-2000')).toBe('1999-00');
  });
});

describe('game ids', () => {
  it.each([
    ['0012100001', 'preseason', false],
    ['0022100001', 'regular', true],
    ['0032100001', 'all_star', false],
    ['0042100101', 'playoffs', true],
    ['0052100101', 'play_in', true],
    ['0062300001', 'cup_final', false],
    ['0072100001', 'other', false],
    ['', 'other', false],
  ])('%s is %s, counting: %s', (id, type, counts) => {
    expect(gameTypeOfId(id)).toBe(type);
    expect(isCountingGameType(gameTypeOfId(id))).toBe(counts);
  });

  it('counts regular season, play-in and playoffs', () => {
    expect(COUNTING_GAME_TYPES).toEqual(['regular', 'play_in', 'playoffs']);
  });

  it.each([
    ['22100001', '0022100001'],
    ['022100001', '0022100001'],
    ['0022100001', '0022100001'],
    ['22100001.0', '0022100001'],
    [' 0022100001 ', '0022100001'],
    ['22100001.5', null],
    ['1022100001', null],
    ['2210001', null],
    ['aff24c77ef458bdc', null],
    ['', null],
  ])('%s is padded to %s', (text, id) => expect(padGameId(text)).toBe(id));
});
