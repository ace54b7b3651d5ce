import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompletenessReport } from '../../../src/audit/completeness/report.js';
import type { ContaminationReport } from '../../../src/audit/contamination/report.js';
import type { LeakageReport } from '../../../src/audit/leakage/report.js';
import { Terminal } from './terminal.js';

const terminal = new Terminal();
afterAll(() => terminal.close());

describe('validate and audit at the command line', () => {
  it.each([
    [['validate', 'contaminaton'], 'There is no validation contaminaton. Did you mean contamination?'],
    [['validate', 'coverage', '--season', '2021'], '--season 2021 is not a season'],
    [['validate', 'contamination', '--phase', '9'], 'There is no phase 9.'],
    [['validate', 'contamination', '--stage', '9'], 'There is no phase 9.'],
    [['validate', 'contracts', '--table', 'psz'], 'There is no table psz. Did you mean psza?'],
    [['validate', 'coverage', '--date', 'today'], '--date today is not a date'],
    [['validate', 'reconcile', '--table', 'pgs'], 'reconcile has no --table.'],
    [['validate', 'coverage', '--phase', '4'], 'coverage has no --phase.'],
    [['validate', 'contracts', '--strict'], 'contracts has no --strict.'],
    [['validate', 'contamination', '--details'], 'contamination has no --details.'],
    [['audit', 'leakag', '--date', '2023-11-10'], 'There is no audit leakag.'],
    [['audit', 'leakage'], 'audit leakage needs dates.'],
    [['audit', 'leakage', '--date', '2023-11-10', '--sample', '2'], 'more than one way'],
    [['audit', 'leakage', '--sample', 'two'], '--sample two is not a whole number'],
  ])('%j is refused before anything is opened', async (argv, message) => {
    const { code, err, out } = await terminal.run(...argv);
    expect(err).toContain(message);
    expect(out).toBe('');
    expect(code).toBe(2);
  });

  it('says so where there is no warehouse', async () => {
    const { code, err } = await terminal.run('validate', 'contracts');
    expect(err).toContain('error NO_WAREHOUSE');
    expect(code).toBe(2);
  });
});

describe('on a simulated season', () => {
  const league = new Terminal();
  afterAll(() => league.close());
  beforeAll(async () => {
    await league.run('simulate', '--seed', '7', '--teams', '4', '--games-per-team', '12', '--out', 'league', '--quiet');
    await league.run('ingest', 'league/2023-24', '--quiet');
  });

  it('a check of nothing is no check', async () => {
    const { code, err } = await league.run('validate', 'contamination');
    expect(err).toContain('No partition has been made: there is nothing to check.');
    expect(code).toBe(2);
  });

  it('the text and --json tell the same, for a date, a season and all', async () => {
    await league.run('backfill', 'all', '--quiet');
    const text = await league.run('validate', 'contamination', '--date', '2023-11-10');
    expect(text.code).toBe(0);
    const data = await league.json<ContaminationReport>(0, 'validate', 'contamination', '--date', '2023-11-10');
    for (const field of data.fields) expect(text.out).toMatch(new RegExp(`${field.alias} +${field.field} +1 `));
    const season = await league.json<CompletenessReport>(0, 'validate', 'coverage', '--season', '2023-24', '--details');
    const all = await league.json<CompletenessReport>(0, 'validate', 'coverage');
    expect(season.tables.map((t) => t.expected)).toEqual(all.tables.map((t) => t.expected));
    expect(season.tables[0]?.dates.length).toBeGreaterThan(10);
    expect(all.tables[0]?.dates).toEqual([]);
    const one = await league.json<CompletenessReport>(
      0,
      'validate',
      'coverage',
      '--table',
      'psza',
      '--date',
      '2023-11-10',
    );
    expect(one.tables.map((t) => t.alias)).toEqual(['psza']);
    for (const what of ['reconcile', 'contracts']) {
      expect((await league.run('validate', what)).out).toContain('Clean: no ');
    }
  });

  it('audits a date and a sample, and refuses a date without games', async () => {
    const data = await league.json<LeakageReport>(0, 'audit', 'leakage', '--sample', '2', '--quiet');
    expect(data.dates).toHaveLength(2);
    expect(data.finding_count).toBe(0);
    const { code, err } = await league.run('audit', 'leakage', '--date', '2023-07-01');
    expect(err).toContain('There are no games on 2023-07-01.');
    expect(code).toBe(2);
  });
});
