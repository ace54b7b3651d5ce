import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { damagedFiles } from '../../src/raw/store/damage.js';
import { type SimulatedLeague, simulateLeague } from '../simulate/answer-key.js';
import { RawBench } from './raw-bench.js';

const EVENTS = 'nba_raw.nbac_play_by_play';
const HISTORY = 'nba_raw_history.nbac_play_by_play';
const RUNS = 12;
/** A line without its clock: it is rejected. */
const BROKEN = 'x';

/** A version of a game as a file holds it, and what the rules ask of it. */
interface Version {
  readonly lines: readonly string[];
  readonly rejected: boolean;
}

let league: SimulatedLeague;
let header: string;
/** Some events of a simulated game, the last of which ends it. */
let game: readonly string[];
let columns: readonly string[];

beforeAll(async () => {
  league = await simulateLeague({ seed: 'versions', teams: 4, gamesPerTeam: 2 });
  const rows = league.rows(`${league.season}/play_by_play_regular.csv`);
  const first = rows.filter((row) => row.GAME_ID === rows[0]?.GAME_ID);
  columns = Object.keys(first[0] ?? {});
  header = columns.join(',');
  const chosen = first.filter((_, i) => i % 12 === 0 || i === first.length - 1);
  game = chosen.map((row) => columns.map((column) => `"${(row[column] ?? '').replaceAll('"', '""')}"`).join(','));
});
afterAll(() => league.remove());

const field = (line: string, column: string): string =>
  (line.split('","')[columns.indexOf(column)] ?? '').replaceAll('"', '');
const clock = (line: string): number => {
  const [minutes = 0, seconds = 0] = field(line, 'PCTIMESTRING').split(':').map(Number);
  return 60 * minutes + seconds;
};

/** How far a version goes, by the rules of docs/decisions/17-the-raw-store.md. */
function progress({ lines }: Version): readonly [ended: number, moment: number, events: number] {
  const periods = lines.map((line) => Number(field(line, 'PERIOD')));
  const last = Math.max(...periods);
  const ends = lines.filter((line) => field(line, 'EVENTMSGTYPE') === '13' && Number(field(line, 'PERIOD')) >= 4);
  const ended = ends.some((line) => Number(field(line, 'PERIOD')) === last) ? 1 : 0;
  const moment = Math.max(...lines.map((line, i) => (periods[i] ?? 0) * 1000 - clock(line)));
  return [ended, moment, ended === 1 ? 0 : lines.length];
}

/** Whether a new version is believed instead of the standing one. */
function isBelieved(next: Version, standing: Version): boolean {
  if (next.rejected !== standing.rejected && next.rejected) return false;
  const [a, b] = [progress(next), progress(standing)];
  const decides = a.findIndex((value, i) => value !== b[i]);
  return decides < 0 || (a[decides] ?? 0) > (b[decides] ?? 0);
}

const cut = fc.nat().map((n) => (lines: readonly string[]) => lines.slice(0, 1 + (n % lines.length)));
const doubled = fc.nat().map((n) => (lines: readonly string[]) => {
  const at = n % lines.length;
  return [...lines.slice(0, at + 1), ...lines.slice(at)];
});
const shuffled = fc.nat().map((n) => (lines: readonly string[]) => {
  const at = n % lines.length;
  return [...lines.slice(at), ...lines.slice(0, at)];
});
const corrected = fc
  .nat()
  .map(
    (n) => (lines: readonly string[]) =>
      lines.map((line, i) => (i === n % lines.length ? line.replace(/"$/, `${n % 9}"`) : line)),
  );
const dropped = fc
  .nat()
  .map(
    (n) => (lines: readonly string[]) =>
      lines.length < 3 ? lines : lines.filter((_, i) => i !== n % (lines.length - 1)),
  );
const change = fc.oneof(cut, doubled, shuffled, corrected, dropped);
const step = fc.record({
  /** Which version, of those made so far, and how it differs. */
  changes: fc.array(change, { maxLength: 2 }),
  rejected: fc.option(fc.nat(), { freq: 4 }),
  again: fc.option(fc.nat(), { freq: 3 }),
  path: fc.constantFrom('a.csv', 'b.csv', 'c.csv'),
});

const textOf = (lines: readonly string[]) => [header, ...lines];
const broken = (line: string) => line.replace(/"\d+:\d\d"/, `"${BROKEN}"`);

describe('any sequence of versions of a simulated game', () => {
  it('ends with the rows of the version that counts by the rules; no accepted row is ever lost or stored twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), async (steps) => {
        const bench = await RawBench.create();
        try {
          const made: Version[] = [];
          const told = new Set<string>();
          let standing: Version | null = null;
          let stored = 0;
          for (const { changes, rejected, again, path } of steps) {
            const before = again === null ? undefined : made[again % Math.max(made.length, 1)];
            const lines = before?.lines ?? changes.reduce((text, apply) => apply(text), game);
            const bad = before === undefined && rejected !== null ? rejected % lines.length : -1;
            const written = before?.lines ?? lines.map((line, i) => (i === bad ? broken(line) : line));
            const accepted = written.filter((line) => !line.includes(`"${BROKEN}"`));
            const version: Version = { lines: written, rejected: accepted.length < written.length };
            made.push(version);
            const report = await bench.one(path, textOf(written));
            const own: Version = { lines: accepted, rejected: version.rejected };
            const rows = await standingRows(bench);
            if (accepted.length > 0 && (standing === null || isBelieved(own, standing))) standing = own;
            expect(rows).toEqual(standing === null ? [] : shown(standing.lines));
            const total = (await count(bench, EVENTS)) + (await count(bench, HISTORY));
            expect(total).toBeGreaterThanOrEqual(stored);
            expect(total - stored).toBeLessThanOrEqual(report.rows - report.sameRows);
            stored = total;
            for (const text of shown(accepted)) told.add(text);
            const kept = new Set([...rows, ...(await historyRows(bench))]);
            expect([...told].filter((text) => !kept.has(text))).toEqual([]);
            expect(await twice(bench)).toEqual([]);
            expect(await damagedFiles(bench.warehouse)).toEqual([]);
          }
        } finally {
          await bench.close();
        }
      }),
      { numRuns: RUNS, seed: 15 },
    );
  }, 300_000);
});

const shown = (lines: readonly string[]) =>
  lines.map((line, i) => `${i + 1} ${field(line, 'EVENTNUM')} ${field(line, 'PERIOD')} ${clock(line)}`);
const TEXT = `event_index || ' ' || event_num || ' ' || period || ' ' || clock_seconds`;
const texts = async (bench: RawBench, table: string): Promise<string[]> =>
  (await bench.rows<{ text: string }>(`SELECT ${TEXT} AS text FROM ${table} ORDER BY event_index`)).map(
    ({ text }) => text,
  );
const standingRows = (bench: RawBench) => texts(bench, EVENTS);
const historyRows = (bench: RawBench) => texts(bench, HISTORY);
const count = async (bench: RawBench, table: string) =>
  (await bench.rows<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`))[0]?.n ?? 0;
/** Rows of one line of one file that are stored more than once. */
const twice = (bench: RawBench) =>
  bench.rows(`SELECT file_id, source_row FROM (SELECT file_id, source_row FROM ${EVENTS} UNION ALL SELECT file_id, source_row FROM ${HISTORY}) r
    GROUP BY 1, 2 HAVING COUNT(*) > 1`);
