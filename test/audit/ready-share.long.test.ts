import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConflictsReport } from '../../src/audit/conflicts/report.js';
import type { ContaminationReport } from '../../src/audit/contamination/report.js';
import type { GapsReport } from '../../src/audit/gaps/report.js';
import type { Status } from '../../src/audit/status/status.js';
import { parseFault } from '../../src/simulate/simulate.js';
import { Terminal } from '../app/cli/terminal.js';
import { type PreparedLeague, preparedLeague, SHARED } from '../prepared/league.js';
import { type SimulatedLeague, simulateLeague } from '../simulate/answer-key.js';

/** Milliseconds; a busy machine is slow to simulate, ingest and backfill. */
const SETUP = 600_000;

let prepared: PreparedLeague;
let league: SimulatedLeague;
let whole: Terminal;
let lacking: Terminal;
let date: string;

/** The shared league once more, without the events and the chart of a date in the middle. */
beforeAll(async () => {
  prepared = await preparedLeague();
  whole = Terminal.on(prepared.complete);
  const games = prepared.league.rows(`${prepared.league.season}/games.csv`);
  const dates = [...new Set(games.map((game) => game.game_date ?? ''))].sort();
  date = dates[Math.floor(dates.length / 2)] ?? '';
  const faults = [`missing-pbp:${date}`, `missing-shot-chart:${date}`].map(parseFault);
  league = await simulateLeague({ ...SHARED, faults });
  lacking = new Terminal();
  await lacking.run('ingest', `${league.out}/${league.season}`);
  await lacking.run('backfill', 'all', '--quiet');
}, SETUP);
afterAll(() => {
  whole.close();
  lacking.close();
  league.remove();
});

const shares = ({ fields }: ContaminationReport) =>
  fields.filter(({ phase, field }) => phase > 3 && (field === 'games_missing' || field === 'is_production_ready'));

describe('the share of ready rows', () => {
  it('is all that the history allows where nothing is missing', async () => {
    const report = await whole.json<ContaminationReport>(0, 'validate', 'contamination');
    expect(shares(report).map(({ alias, state }) => `${alias} ${state}`)).toEqual(
      ['tdza', 'psza', 'pcf', 'pdc', 'mlfs'].map((alias) => `${alias} CLEAN`),
    );
    const { ready } = await whole.json<Status>(0, 'status');
    expect(ready.ready).toBeGreaterThan(50);
    expect(ready).toEqual({ ready: ready.ready, allowed: ready.ready, disputed: 0 });
  });

  it('falls with a missing day, and phases 4 and 5 say so', async () => {
    const { ready: all } = (await whole.json<Status>(0, 'status')).ready;
    const status = await lacking.json<Status>(1, 'status');
    expect(status.ready.ready).toBeLessThan(all * 0.8);
    // What could be ready does not depend on what is missing, but for men whose tenth game it was.
    expect(status.ready.allowed).toBeGreaterThan(all * 0.9);
    expect(status.ready.allowed).toBeLessThanOrEqual(all);
    const report = await lacking.json<ContaminationReport>(1, 'validate', 'contamination');
    expect(shares(report).map(({ alias }) => alias)).toEqual(['tdza', 'psza', 'pcf', 'pdc', 'mlfs']);
    expect(shares(report).filter(({ state }) => state === 'CLEAN')).toEqual([]);
    expect(shares(report).find(({ alias }) => alias === 'mlfs')?.state).toBe('CONTAMINATED');
    const missing = new Set(
      prepared.league
        .rows(`${prepared.league.season}/games.csv`)
        .flatMap((g) => (g.game_date === date ? [g.game_id] : [])),
    );
    const ofFeatures = report.findings.filter((finding) => finding.alias === 'mlfs');
    expect(ofFeatures.every((finding) => finding.date > date)).toBe(true);
    for (const root of report.roots) expect(root.games.every((game) => missing.has(game))).toBe(true);
  });

  it('a game whose files will not come is no finding once a person says so', async () => {
    const { games } = await lacking.json<GapsReport>(1, 'gaps');
    expect(new Set(games.map((game) => game.date))).toEqual(new Set([date]));
    const { ready } = await lacking.json<Status>(1, 'status');
    const named = games.flatMap((game) => ['--missing-game', game.game_id]);
    await lacking.json(0, 'conflicts', 'accept', ...named, '--reason', 'the archive has no file of that day');
    const listed = await lacking.json<ConflictsReport>(0, 'conflicts');
    expect(listed.accepted_games.map(({ game_id, covers }) => [game_id, covers])).toEqual(
      games.map(({ game_id }) => [game_id, true]),
    );
    await lacking.run('heal', '--quiet');
    expect(await lacking.json<GapsReport>(0, 'gaps')).toMatchObject({ games: [], finding_count: 0 });
    const status = await lacking.json<Status>(0, 'status');
    expect(status.tables.every((table) => table.contaminated === 0)).toBe(true);
    // Nothing was measured, so the rows are as ready as before.
    expect(status.ready).toEqual(ready);
    await lacking.json(0, 'heal');
    await lacking.json(0, 'conflicts', 'reopen', ...named);
    expect((await lacking.json<GapsReport>(1, 'gaps')).games).toHaveLength(games.length);
  });
});
