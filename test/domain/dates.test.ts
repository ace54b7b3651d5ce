import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  datesBetween,
  daysBetween,
  easternDateOf,
  easternToUtc,
  isIsoDate,
  utcOffsetMinutes,
} from '../../src/domain/dates.js';

describe('dates', () => {
  it.each([
    ['2021-11-30', true],
    ['2024-02-29', true],
    ['2021-02-29', false],
    ['2021-11-31', false],
    ['2021-13-01', false],
    ['2021-1-1', false],
    ['2021-11-30T00:00:00Z', false],
    ['', false],
  ])('%s is a date: %s', (text, expected) => expect(isIsoDate(text)).toBe(expected));

  it('counts over month, leap day and the change of clocks', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2021-11-07', 1)).toBe('2021-11-08');
    expect(addDays('2022-01-01', -1)).toBe('2021-12-31');
    expect(daysBetween('2021-10-19', '2022-04-10')).toBe(173);
    expect(daysBetween('2022-04-10', '2021-10-19')).toBe(-173);
    expect(datesBetween('2021-12-30', '2022-01-02')).toEqual(['2021-12-30', '2021-12-31', '2022-01-01', '2022-01-02']);
    expect(datesBetween('2022-01-02', '2022-01-01')).toEqual([]);
  });

  it('refuses what is no date', () => {
    expect(() => addDays('2021-02-30', 1)).toThrow(RangeError);
    expect(() => daysBetween('2021-02-01', 'today')).toThrow(RangeError);
    expect(() => easternToUtc('2021-02-01', '25:00')).toThrow(RangeError);
    expect(() => easternToUtc('2021-02-01', '7 pm')).toThrow(RangeError);
    expect(() => easternDateOf('2021-02-01 00:00:00')).toThrow(RangeError);
    expect(() => utcOffsetMinutes('America/Gotham', '2021-02-01')).toThrow(RangeError);
  });

  it('adding and counting days are inverse', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20000, max: 20000 }), fc.integer({ min: -3000, max: 3000 }), (start, n) => {
        const a = addDays('2000-01-01', start);
        expect(isIsoDate(a)).toBe(true);
        expect(daysBetween(a, addDays(a, n))).toBe(n);
      }),
    );
  });
});

describe('Eastern time', () => {
  it.each([
    // A tip-off at 22:30 Eastern is the next day in UTC, and still that day's game.
    ['2021-11-30', '22:30', '2021-12-01T03:30:00.000Z'],
    ['2022-04-10', '15:30:00', '2022-04-10T19:30:00.000Z'],
    // The days the clocks change: 7 November 2021 and 13 March 2022.
    ['2021-11-07', '00:30', '2021-11-07T04:30:00.000Z'],
    ['2021-11-07', '13:00', '2021-11-07T18:00:00.000Z'],
    ['2022-03-13', '01:00', '2022-03-13T06:00:00.000Z'],
    ['2022-03-13', '13:00', '2022-03-13T17:00:00.000Z'],
  ])('%s %s is %s', (date, time, utc) => {
    expect(easternToUtc(date, time)).toBe(utc);
    expect(easternDateOf(utc)).toBe(date);
  });

  it('reads the repeated hour as its first pass and the skipped one by the clock before', () => {
    expect(easternToUtc('2021-11-07', '01:30')).toBe('2021-11-07T05:30:00.000Z');
    expect(easternToUtc('2022-03-13', '02:30')).toBe('2022-03-13T07:30:00.000Z');
  });

  it('any wall-clock time of day falls on its own date', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9000 }), fc.integer({ min: 3 * 60, max: 24 * 60 - 1 }), (day, minute) => {
        const date = addDays('2005-01-01', day);
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        const utc = easternToUtc(date, time);
        expect(easternDateOf(utc)).toBe(date);
        const hours = (Date.parse(utc) - Date.parse(`${date}T${time}:00Z`)) / 3_600_000;
        expect([4, 5]).toContain(hours);
      }),
    );
  });

  it('tells offsets with daylight saving, east positive', () => {
    expect(utcOffsetMinutes('America/Denver', '2022-01-15')).toBe(-420);
    expect(utcOffsetMinutes('America/Denver', '2022-04-10')).toBe(-360);
    expect(utcOffsetMinutes('America/Phoenix', '2022-04-10')).toBe(-420);
    expect(utcOffsetMinutes('America/New_York', '2021-11-07')).toBe(-300);
    expect(utcOffsetMinutes('America/New_York', '2021-11-07T05:30:00Z')).toBe(-240);
    expect(utcOffsetMinutes('Europe/Paris', '2025-01-23')).toBe(60);
    expect(utcOffsetMinutes('America/New_York', '2022-01-15T12:00:00.500Z')).toBe(-300);
  });
});
