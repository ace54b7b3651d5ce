import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, easternToUtc } from '../../src/domain/dates.js';
import { reportTime, reportTipoff } from '../../src/domain/report-time.js';

/** In winter Eastern time is five hours behind UTC, in summer four. */
const READ: readonly (readonly [text: string, date: string | undefined, at: string | null | undefined])[] = [
  ['2023-10-24 17:30', '2023-10-24', '2023-10-24T21:30:00.000Z'],
  ['2023-12-24 17:30:15', '2023-12-24', '2023-12-24T22:30:15.000Z'],
  ['10/24/23 05:30 PM', '2023-10-24', '2023-10-24T21:30:00.000Z'],
  ['10/24/23 05:30 PM (ET)', '2023-10-24', '2023-10-24T21:30:00.000Z'],
  ['1/4/2024 9:30 am', '2024-01-04', '2024-01-04T14:30:00.000Z'],
  ['20231024', '2023-10-24', null],
  ['2023-10-24', '2023-10-24', null],
  // Half past midnight and half past noon.
  ['12/24/23 12:30 AM', '2023-12-24', '2023-12-24T05:30:00.000Z'],
  ['12/24/23 12:30 PM', '2023-12-24', '2023-12-24T17:30:00.000Z'],
  // As if one half of the day had twenty-four hours.
  ['2023-10-24 17:30 PM', '2023-10-24', '2023-10-24T21:30:00.000Z'],
  ['2023-10-24 00:30 AM', '2023-10-24', '2023-10-24T04:30:00.000Z'],
  // With a zone; its Eastern day may be the one before.
  ['2023-10-24T21:30:00Z', '2023-10-24', '2023-10-24T21:30:00.000Z'],
  ['2023-10-24T03:00:00Z', '2023-10-23', '2023-10-24T03:00:00.000Z'],
  ['2023-10-24T21:30:00.123Z', '2023-10-24', '2023-10-24T21:30:00.000Z'],
  ['2023-10-24T17:30:00-04:00', '2023-10-24', '2023-10-24T21:30:00.000Z'],
  ['2023-10-24T23:30:00+0200', '2023-10-24', '2023-10-24T21:30:00.000Z'],
  // Names of files.
  ['Injury-Report_2023-10-24_05PM.csv', '2023-10-24', '2023-10-24T21:00:00.000Z'],
  ['Injury-Report_2025-12-21_05_15PM.csv', '2025-12-21', '2025-12-21T22:15:00.000Z'],
  ['Injury-Report_2025-12-21_05_15PM', '2025-12-21', '2025-12-21T22:15:00.000Z'],
  ['injury_report_2023-10-24_17_30.json', '2023-10-24', '2023-10-24T21:30:00.000Z'],
  ['injuries_2023-10-24.csv', '2023-10-24', null],
  ['injuries_2023-10-24_final.csv', '2023-10-24', null],
  ['injuries_2023-10-24_7.csv', '2023-10-24', null],
  // Of two dates it cannot be told which one is meant.
  ['injuries_2023-10-24_2023-10-25.csv', undefined, undefined],
  ['injuries_2023-10-24_to_10/25/2023', undefined, undefined],
  ['2023-10-24T17:30 fetched 2023-10-25', undefined, undefined],
  // No date, or none that a calendar has.
  ['yesterday', undefined, undefined],
  ['report 17:30', undefined, undefined],
  ['2023-02-29 17:30', undefined, undefined],
  ['13/24/23 05:30 PM', undefined, undefined],
  ['2023-10-24 25:00', undefined, undefined],
  ['2023-10-24 17:75', undefined, undefined],
  ['2023-10-24T17:30:00+99:00', undefined, undefined],
  ['2023-10-24 13:30 AM', undefined, undefined],
  // A number that only contains one.
  ['id 120231024', undefined, undefined],
  // The clock goes forward on 12 March 2023 and back on 5 November: 5 PM is another hour in UTC before and after.
  ['Injury-Report_2023-03-11_05PM', '2023-03-11', '2023-03-11T22:00:00.000Z'],
  ['Injury-Report_2023-03-12_05PM', '2023-03-12', '2023-03-12T21:00:00.000Z'],
  ['Injury-Report_2023-11-04_05PM', '2023-11-04', '2023-11-04T21:00:00.000Z'],
  ['Injury-Report_2023-11-05_05PM', '2023-11-05', '2023-11-05T22:00:00.000Z'],
  // Twice half past one: the first of them.
  ['2023-11-05 01:30', '2023-11-05', '2023-11-05T05:30:00.000Z'],
];

describe('time of a report', () => {
  it.each(READ)('%s', (text, date, at) => {
    expect(reportTime(text)).toEqual(date === undefined ? null : { date, at });
  });

  it('is the same from a column, from an instant and from the name of a file', () => {
    const two = (n: number) => String(n).padStart(2, '0');
    const when = fc.record({
      day: fc.integer({ min: 0, max: 3000 }),
      h: fc.integer({ min: 3, max: 23 }),
      m: fc.integer({ min: 0, max: 59 }),
    });
    fc.assert(
      fc.property(when, ({ day, h, m }) => {
        const date = addDays('2019-01-01', day);
        const at = easternToUtc(date, `${two(h)}:${two(m)}`);
        const twelve = `${two(h % 12 === 0 ? 12 : h % 12)}_${two(m)}${h < 12 ? 'AM' : 'PM'}`;
        const texts = [
          `${date} ${two(h)}:${two(m)}`,
          at,
          `Injury-Report_${date}_${twelve}.csv`,
          `${date.replaceAll('-', '')}_${twelve}`,
        ];
        for (const text of texts) expect(reportTime(text), text).toEqual({ date, at });
      }),
    );
  });
});

describe('tip-off on a report', () => {
  const TIPS: readonly (readonly [clock: string, at: string | null])[] = [
    ['07:30 (ET)', '2023-12-25T00:30:00.000Z'],
    ['10:30 (ET)', '2023-12-25T03:30:00.000Z'],
    ['11:00 (ET)', '2023-12-24T16:00:00.000Z'],
    ['12:00 (ET)', '2023-12-24T17:00:00.000Z'],
    ['01:00 (ET)', '2023-12-24T18:00:00.000Z'],
    ['7:30 PM ET', '2023-12-25T00:30:00.000Z'],
    ['12:30 pm', '2023-12-24T17:30:00.000Z'],
    ['11:30 AM', '2023-12-24T16:30:00.000Z'],
    ['19:30', '2023-12-25T00:30:00.000Z'],
    ['00:00 (ET)', null],
    ['TBD', null],
    ['25:10', null],
    ['07:80', null],
  ];
  it.each(TIPS)('%s', (clock, at) => {
    expect(reportTipoff('2023-12-24', clock)).toBe(at);
  });
});
