import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectedOf } from '../../../src/audit/expected/expected.js';
import type { ExpectedKind, ExpectedReport } from '../../../src/audit/expected/report.js';
import { quotesDueBy, quotesWantedBy, resultsDueBy, resultsGivenUpAt } from '../../../src/domain/due-times.js';
import { expectedState } from '../../../src/domain/expected-file.js';
import { recordVerdicts } from '../../../src/ledger/verdicts.js';
import { threeNights } from '../../prepared/three-nights.js';
import { Platform } from '../warehouse-of.js';

describe('the rule', () => {
  const told = {
    has: 'nothing',
    excused: null,
    dueBy: '2024-01-02T14:00:00.000Z',
    waitedForUntil: '2024-01-05T14:00:00.000Z',
  } as const;
  test.each([
    ['2024-01-02T13:59:59.999Z', 'not_due'],
    ['2024-01-02T14:00:00.000Z', 'late'],
    ['2024-01-05T13:59:59.999Z', 'late'],
    ['2024-01-05T14:00:00.000Z', 'missing'],
  ])('at %s what has not come is %s', (now, state) => expect(expectedState(told, now)).toBe(state));
  test('what is there is there, whatever else is said; what is excused is not late', () => {
    expect(expectedState({ ...told, has: 'all', excused: 'postponed' }, '2024-02-01T00:00:00.000Z')).toBe('there');
    expect(expectedState({ ...told, has: 'part' }, '2024-01-03T00:00:00.000Z')).toBe('late');
    expect(expectedState({ ...told, excused: 'postponed' }, '2024-02-01T00:00:00.000Z')).toBe('not_to_come');
  });
  test('lines are wanted an hour before tip-off and can come until then; of an evening without one, until its end', () => {
    expect(quotesWantedBy('2024-01-01', '2024-01-02T00:30:00.000Z')).toBe('2024-01-01T23:30:00.000Z');
    expect(quotesWantedBy('2024-01-01', null)).toBe('2024-01-01T23:00:00.000Z');
    expect(quotesDueBy('2024-01-01', null)).toBe('2024-01-02T04:59:00.000Z');
  });
});

describe('the games of three nights', () => {
  let platform: Platform;
  let nights: Awaited<ReturnType<typeof threeNights>>;
  beforeAll(async () => {
    nights = await threeNights();
    platform = await Platform.copyOf(nights.base);
  }, 120_000);
  afterAll(() => platform.close());

  const states = (report: ExpectedReport, kind: ExpectedKind) =>
    report.games.map((game) => game.files.find((file) => file.kind === kind)!.state);
  const at = (date: string, now: string) => expectedOf(platform.warehouse, [date], now);

  test('of last night all is there, with the time when it came', async () => {
    const report = await at(nights.yesterday, resultsDueBy(nights.yesterday));
    expect(report.finding_count).toBe(0);
    for (const kind of ['lines', 'props', 'play_by_play', 'shot_chart', 'player_log', 'team_log'] as const)
      expect(new Set(states(report, kind))).toEqual(new Set(['there']));
    // Its list of injuries names no games.
    expect(new Set(states(report, 'news'))).toEqual(new Set(['not_to_come']));
    for (const file of report.games.flatMap((game) => game.files))
      expect(file.since === null).toBe(file.state !== 'there');
  });

  test('of tonight lines are due, late, then missing; results are due the next morning, late, then missing', async () => {
    const tipoff = (await at(nights.tonight, resultsDueBy(nights.yesterday))).games.map((game) => game.tipoff_at!);
    const wanted = tipoff.map((one) => quotesWantedBy(nights.tonight, one)).sort();
    expect(new Set(states(await at(nights.tonight, resultsDueBy(nights.yesterday)), 'lines'))).toEqual(
      new Set(['not_due']),
    );
    expect(states(await at(nights.tonight, wanted[0]!), 'lines')).toContain('late');
    const morning = await at(nights.tonight, resultsDueBy(nights.tonight));
    expect(states(morning, 'lines')).toEqual(['missing', 'missing']);
    expect(states(morning, 'team_log')).toEqual(['late', 'late']);
    expect(morning.finding_count).toBe(morning.counts.late + morning.counts.missing);
    expect(states(await at(nights.tonight, resultsGivenUpAt(nights.tonight)), 'play_by_play')).toEqual([
      'missing',
      'missing',
    ]);
  });

  test('a file that a person accepts as missing is waited for no longer', async () => {
    const now = resultsDueBy(nights.yesterday);
    const [game] = (await at(nights.yesterday, now)).games;
    const chart = async () =>
      (await at(nights.yesterday, now)).games[0]!.files.find(({ kind }) => kind === 'player_log')!;
    await platform.warehouse.execute(
      `DELETE FROM nba_raw.nbac_player_boxscores WHERE game_date = DATE '${nights.yesterday}' AND team_abbr IN ('${game!.home}', '${game!.away}')`,
    );
    expect(await chart()).toMatchObject({ state: 'late', since: null });
    const verdict = {
      subject: 'missing_game',
      subject_id: game!.game_id,
      game_id: game!.game_id,
      game_date: game!.date,
    } as const;
    const said = {
      check_name: null,
      entity: null,
      left_value: null,
      right_value: null,
      accepted_by: 'me',
      accepted_at: now,
    };
    await recordVerdicts(
      platform.warehouse,
      [{ ...verdict, ...said, detail: 'player_log', reason: 'lost' }],
      new Date(),
    );
    expect(await chart()).toMatchObject({ state: 'not_to_come', note: 'accepted: lost' });
  });

  test('of a postponed game nothing is to come', async () => {
    await platform.warehouse.execute(
      `UPDATE nba_reference.games SET status = 'postponed' WHERE game_date = DATE '${nights.tomorrow}'`,
    );
    const off = await at(nights.tomorrow, resultsDueBy(nights.tomorrow));
    expect(off.finding_count).toBe(0);
    expect(off.games[0]!.files.find(({ kind }) => kind === 'team_log')!).toMatchObject({
      state: 'not_to_come',
      note: 'postponed',
    });
  });
});
