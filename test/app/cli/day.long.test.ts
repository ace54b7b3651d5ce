import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DayReport, DayStepName } from '../../../src/day/report.js';
import { openDuckdb } from '../../../src/engine/duckdb/adapter.js';
import { type ThreeNights, threeNights } from '../../prepared/three-nights.js';
import { type Printed, Terminal } from './terminal.js';

let nights: ThreeNights;
let terminal: Terminal;
let inbox: string;

beforeAll(async () => {
  nights = await threeNights();
}, 120_000);
beforeEach(() => {
  terminal = Terminal.on(nights.base);
  inbox = terminal.path('drop');
  mkdirSync(inbox);
});
afterEach(() => terminal.close());

/** The time of an hour of a date, by Eastern standard time. */
const clock = (date: string, hour: number) => () => new Date(Date.parse(`${date}T00:00:00-05:00`) + hour * 3_600_000);
const day = (date: string, now: () => Date, ...options: string[]): Promise<Printed> =>
  terminal.runWith({ now }, 'day', date, '--inbox', inbox, ...options);

async function report(date: string, now: () => Date, code: number): Promise<DayReport> {
  const printed = await day(date, now, '--json', '--quiet');
  expect(printed.code, printed.err + printed.out).toBe(code);
  return JSON.parse(printed.out) as DayReport;
}

const stepOf = (of: DayReport, name: DayStepName) => of.steps.find((one) => one.step === name)!;

async function content(): Promise<unknown> {
  const warehouse = await openDuckdb({ path: terminal.path('nba.duckdb'), readOnly: true });
  const rows = await warehouse.query(
    `SELECT table_name, partition_date, status, row_count, content_hash FROM nba_processing.partitions
     WHERE code_hash IS NOT NULL ORDER BY 1, 2`,
  );
  await warehouse.close();
  return rows;
}

describe('day', () => {
  test('makes tonight, grades yesterday, and run again does nothing', async () => {
    const first = await report(nights.tonight, clock(nights.tonight, 9.5), 0);
    expect(first).toMatchObject({ date: nights.tonight, yesterday: nights.yesterday, finding_count: 0 });
    expect(stepOf(first, 'files').did).toEqual([`nothing in ${inbox}`]);
    expect(stepOf(first, 'settle').did[0]).toMatch(/(\d) of \1 games have results/);
    expect(stepOf(first, 'make').did[0]).toMatch(/[1-9]\d* partitions made/);
    const made = await content();
    const again = await report(nights.tonight, clock(nights.tonight, 9.6), 0);
    expect(stepOf(again, 'make').did).toEqual([`${nights.tonight}: 0 partitions made, 0 rows`]);
    expect(stepOf(again, 'heal').did).toEqual(['everything that can be made is fresh']);
    expect(await content()).toEqual(made);
    // No lines of the two games have come: they are due an hour before tip-off.
    expect(stepOf(again, 'make').waits.some(({ what }) => what.startsWith('game lines, player lines of '))).toBe(true);
    expect((await day(nights.tonight, clock(nights.tonight, 9.7))).out).toMatch(
      /waits for game lines, player lines of .*, until .* ET/,
    );
  });

  test('waits for the files of the night until the morning, then calls them late; when they come it settles', async () => {
    const early = await report(nights.tomorrow, clock(nights.tonight, 25), 0);
    expect(early.yesterday).toBe(nights.tonight);
    expect(stepOf(early, 'settle').waits.length).toBe(2);
    const late = await report(nights.tomorrow, clock(nights.tonight, 33.5), 1);
    expect(stepOf(late, 'settle').findings.length).toBe(2);
    expect(stepOf(late, 'settle').commands).toEqual([`nba-props gaps --date ${nights.tonight}`]);
    cpSync(nights.asOf(nights.tonight), inbox, { recursive: true });
    const settled = await report(nights.tomorrow, clock(nights.tonight, 34), 0);
    expect(stepOf(settled, 'files').did[0]).toMatch(/new or changed files/);
    expect(stepOf(settled, 'settle').did[0]).toBe(`${nights.tonight}: 2 of 2 games have results`);
    expect(stepOf(settled, 'settle').did[1]).toMatch(/points lines graded/);
  });

  test('stopped at any moment it goes on, to the same content as undisturbed', async () => {
    cpSync(nights.asOf(nights.tonight), inbox, { recursive: true });
    let stops = 0;
    for (const after of [8, 40]) {
      const controller = new AbortController();
      let looks = 0;
      const now = () => {
        if (++looks === after) controller.abort();
        return clock(nights.tomorrow, 10)();
      };
      const { code } = await terminal.runWith(
        { now, signal: controller.signal },
        ...['day', nights.tomorrow, '--inbox', inbox],
      );
      if (code === 130) stops++;
      else expect(code).toBe(0);
    }
    expect(stops).toBeGreaterThan(0);
    // When a file was fetched is in what is made of it: the undisturbed day is at the same hour.
    await report(nights.tomorrow, clock(nights.tomorrow, 10), 0);
    const disturbed = await content();
    terminal.close();
    terminal = Terminal.on(nights.base);
    inbox = terminal.path('drop');
    cpSync(nights.asOf(nights.tonight), inbox, { recursive: true });
    await report(nights.tomorrow, clock(nights.tomorrow, 10), 0);
    expect(disturbed).toEqual(await content());
  });

  test('a file that cannot be read is a finding, and the rest of the day is done all the same', async () => {
    writeFileSync(join(inbox, 'half.json'), '{"meta": {"version": 1, "code"');
    const { code, out } = await day(nights.tonight, clock(nights.tonight, 10));
    expect(code).toBe(1);
    expect(out).toContain('half.json');
    expect(out).toMatch(/report +2 games; /);
    expect(out).toContain('1 thing is wrong.');
  });

  test('a drop folder that is not there is a finding, and the rest of the day is done all the same', async () => {
    const now = clock(nights.tonight, 10);
    const { code, out } = await terminal.runWith({ now }, 'day', nights.tonight, '--inbox', terminal.path('dorp'));
    expect(code).toBe(1);
    expect(out).toContain(`there is no drop folder ${terminal.path('dorp')}`);
    expect(out).toMatch(/report +2 games; /);
  });

  test('on a day without games it says when the next are, and makes nothing', async () => {
    const off = await report('2023-08-01', clock('2023-08-01', 10), 0);
    expect(stepOf(off, 'make').did[0]).toMatch(/no games; the next are on 2023-10-/);
    expect(off.tonight).toBeNull();
  });

  test('without a warehouse it begins with the files', async () => {
    const empty = new Terminal();
    expect(readdirSync(empty.cwd)).toEqual([]);
    const { code, out } = await empty.run('day', nights.tonight);
    expect(out).toContain('no schedule has been ingested');
    expect(existsSync(empty.path('nba.duckdb'))).toBe(true);
    expect(code).toBe(0);
    empty.close();
  });
});
