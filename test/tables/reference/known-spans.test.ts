import { describe, expect, it } from 'vitest';
import { type DateFacts, knownSpans, type Version } from '../../../src/tables/reference/build/known-spans.js';

const DEC = '2021-12-19';
const MARCH = '2022-03-31';
const facts = (more: Partial<DateFacts> = {}): DateFacts => ({
  date: DEC,
  is_expected: true,
  moved: null,
  decided: null,
  ...more,
});
const version = (date: string, known_from: string, known_to: string | null, is_off = false): Version => ({
  ...{ date, known_from: `${known_from}T00:00:00Z`, is_off },
  known_to: known_to === null ? null : `${known_to}T00:00:00Z`,
});
/** [first date, last date, certain, from, to] */
const spans = (...args: Parameters<typeof knownSpans>) =>
  knownSpans(...args).map((span) => [
    span.date_from.slice(5),
    span.date_to.slice(5),
    span.is_certain,
    span.known_from?.slice(0, 10) ?? null,
    span.known_to?.slice(0, 10) ?? null,
  ]);

describe('what was known of the date of a game', () => {
  it('is its date, where nothing says that it was moved', () => {
    expect(spans(facts(), [])).toEqual([['12-19', '12-19', true, null, null]]);
    // Of an archive: known as final since the day after.
    expect(spans(facts(), [version(DEC, '2021-12-20', null)])).toEqual([
      ['12-19', '12-19', true, null, '2021-12-20'],
      ['12-19', '12-19', true, '2021-12-20', null],
    ]);
  });

  it('is uncertain of a moved game, on its old date and on its new one', () => {
    const moved = [{ low: DEC, high: DEC }];
    expect(spans(facts({ date: MARCH, moved }), [version(MARCH, '2022-04-01', null)])).toEqual([
      ['12-19', '12-19', false, null, '2022-04-01'],
      ['03-31', '03-31', false, null, '2022-04-01'],
      ['03-31', '03-31', true, '2022-04-01', null],
    ]);
  });

  it('goes by the versions: on the old date, put off, on the new date; what only the status changed is one span', () => {
    const all = [
      version(DEC, '2021-08-20', '2021-11-01'),
      version(DEC, '2021-11-01', '2021-12-19'),
      version(DEC, '2021-12-19', '2022-01-03', true),
      version(MARCH, '2022-01-03', '2022-04-01'),
      version(MARCH, '2022-04-01', null),
    ];
    expect(spans(facts({ date: MARCH }), all)).toEqual([
      ['12-19', '12-19', true, null, '2021-08-20'],
      ['12-19', '12-19', true, '2021-08-20', '2021-12-19'],
      ['03-31', '03-31', true, '2022-01-03', null],
    ]);
  });

  it('of a game that is not on its last version any more is uncertain on the date on which it was played', () => {
    expect(spans(facts({ date: MARCH }), [version(DEC, '2021-10-12', null)])).toEqual([
      ['12-19', '12-19', true, null, '2021-10-12'],
      ['12-19', '12-19', true, '2021-10-12', null],
      ['03-31', '03-31', false, '2021-10-12', null],
    ]);
    // Once it has been played, it is known not to come on the later date of the version.
    expect(spans(facts({ date: DEC }), [version(MARCH, '2021-10-12', null)])).toEqual([
      ['03-31', '03-31', true, null, '2021-10-12'],
      ['03-31', '03-31', true, '2021-10-12', '2021-12-20'],
      ['12-19', '12-19', false, '2021-10-12', null],
    ]);
  });

  it('is not what a schedule says that came after its date', () => {
    expect(spans(facts({ date: MARCH }), [version(DEC, '2026-01-01', null)])).toEqual([
      ['12-19', '12-19', false, null, '2026-01-01'],
      ['03-31', '03-31', false, null, '2026-01-01'],
      ['12-19', '12-19', true, '2026-01-01', null],
      ['03-31', '03-31', false, '2026-01-01', null],
    ]);
  });

  it('of a game that others decide begins when they are over', () => {
    const decided = { from: '2024-12-04T12:00:00Z', sure: '2024-12-05T12:00:00Z' };
    expect(spans(facts({ date: '2024-12-12', decided }), [])).toEqual([
      ['12-12', '12-12', false, '2024-12-04', '2024-12-05'],
      ['12-12', '12-12', true, '2024-12-05', null],
    ]);
    const same = { from: decided.from, sure: decided.from };
    expect(spans(facts({ date: '2024-12-10', decided: same }), [])).toEqual([
      ['12-10', '12-10', true, '2024-12-04', null],
    ]);
  });

  it('of a game that is off is uncertain on the date that it had', () => {
    expect(spans(facts({ is_expected: false }), [])).toEqual([['12-19', '12-19', false, null, null]]);
    expect(spans(facts({ is_expected: false }), [version(DEC, '2021-12-19', null, true)])).toEqual([
      ['12-19', '12-19', false, null, '2021-12-19'],
    ]);
  });
});
