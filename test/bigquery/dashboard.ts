import { expect } from 'vitest';
import { api, CHECK_NAMES, type QuestionName } from '../../src/app/server/schema/api.js';
import { FEATURES } from '../../src/tables/features/feature-contract.js';
import { plain, type TwoEngines } from './two-engines.js';

/** What the dashboard is asked about. */
export interface Subject {
  readonly season: string;
  readonly date: string;
  readonly player: string;
  readonly team: string;
  readonly game: string;
}

/** A running dashboard; `stop` ends its command, which must have ended well. */
interface Dashboard {
  ask(path: string): Promise<{ readonly status: number; readonly text: string }>;
  stop(): Promise<void>;
}

async function dashboard({ terminal }: TwoEngines, now: Date, options: readonly string[]): Promise<Dashboard> {
  const end = new AbortController();
  let tell: (url: string) => void = () => undefined;
  const told = new Promise<string>((resolve) => {
    tell = resolve;
  });
  const effects = { now: () => now, signal: end.signal, stdout: (text: string) => tell(text) };
  const ended = terminal.runWith(effects, 'ui', '--port', '0', '--quiet', ...options);
  const { origin } = new URL((await Promise.race([told, ended.then(({ err }) => err)])).trim());
  return {
    ask: async (path) => {
      const answer = await fetch(`${origin}${path}`);
      return { status: answer.status, text: await answer.text() };
    },
    stop: async () => {
      end.abort();
      const { code, err } = await ended;
      expect([code, err]).toEqual([0, '']);
    },
  };
}

/** All but the checks: these are commands, each run as a process of its own, and the pipeline runs them on both engines. */
const QUESTIONS = (Object.keys(api) as QuestionName[]).filter((name) => CHECK_NAMES.every((check) => check !== name));

/** Asks both dashboards these questions of the API; their answers must be the same. Returns how many there were. */
export async function askBoth(two: TwoEngines, now: Date, subject: Subject): Promise<number> {
  const [duckdb, bigquery] = [await dashboard(two, now, []), await dashboard(two, now, two.options)];
  const given: Readonly<Record<string, string>> = {
    ...{ ...subject, now: now.toISOString(), today: subject.date, from: subject.date, to: subject.date },
    ...{ table: 'pgs', entity: subject.player, q: 'a', feature: FEATURES[0]?.name ?? '', side: 'for' },
  };
  const queryOf = (name: QuestionName) => {
    const names = Object.keys('shape' in api[name].query ? api[name].query.shape : {});
    return new URLSearchParams(
      names.flatMap((one): [string, string][] => (given[one] === undefined ? [] : [[one, given[one]]])),
    );
  };
  let asked = 0;
  try {
    for (const name of QUESTIONS) {
      const query = queryOf(name);
      const ask = async ({ ask }: Dashboard) => {
        if (name === 'run') query.set('run', await newestRun(ask));
        return ask(`/api/${name}?${query}`);
      };
      const [expected, found] = [await ask(duckdb), await ask(bigquery)];
      expect
        .soft([name, expected.status, found.status, found.status === 200 ? '' : found.text])
        .toEqual([name, 200, 200, '']);
      expect.soft(api[name].response.safeParse(JSON.parse(found.text)).error, name).toBeUndefined();
      expect.soft(plain(ordered(found.text)), name).toEqual(plain(ordered(expected.text)));
      asked += 1;
    }
  } finally {
    await duckdb.stop();
    await bigquery.stop();
  }
  return asked;
}

interface Run {
  readonly runId: string;
  readonly startedAt: string;
}

async function newestRun(ask: Dashboard['ask']): Promise<string> {
  const { runs } = JSON.parse(ordered((await ask('/api/runs')).text)) as { runs: readonly Run[] };
  return runs[0]?.runId ?? '';
}

/** The answer, with runs that began at one moment in the order of what they did: the clock stands still here, so they come in any order. */
function ordered(text: string): string {
  const answer = JSON.parse(text) as { runs?: Run[] };
  if (!Array.isArray(answer.runs)) return text;
  const key = (run: Run) => JSON.stringify(plain(JSON.stringify(run)));
  const later = (a: Run, b: Run) => (a.startedAt === b.startedAt ? key(a) < key(b) : a.startedAt > b.startedAt);
  return JSON.stringify({ ...answer, runs: answer.runs.sort((a, b) => (later(a, b) ? -1 : 1)) });
}
