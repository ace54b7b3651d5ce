import type { Effects } from '../../../effects.js';
import { EXIT, PlatformError, saidBy } from '../../../errors.js';
import type { PassReason } from '../../../watch/passes.js';
import { REST_TEXT, restOn } from '../../../watch/rest.js';
import { sleepUntil } from '../../../watch/sleep.js';
import { restFacts, timedGames } from '../../../watch/timed-games.js';
import { tellTrouble } from '../../../watch/trouble.js';
import { afterOutcome, type Outcome, readWatch, type WatchState, writeWatch } from '../../../watch/watch-state.js';
import { loadSettings } from '../../settings.js';
import { commandLine } from '../spec/command-line.js';
import { dayOf } from '../spec/kinds.js';
import { COMMON } from '../spec/options.js';
import { print } from '../text/print.js';
import { passLines } from '../text/watch.js';
import { channelsOf, DAY_OPTIONS, type DayInput, dayExit, dayPass } from './day-pass.js';

/** Makes passes until stopped, or one pass with `once`. Returns the exit code: that of `day` for one pass, else 130. */
export async function watch(
  input: DayInput & { readonly once: boolean },
  effects: Effects,
  db: string,
): Promise<number> {
  const { pid } = process;
  const started = effects.now().toISOString();
  const before = readWatch(db);
  // Failed attempts are kept between processes, so that a service manager that restarts the watch does not reset them.
  let state: WatchState = {
    ...(before ?? { attempts: 0, last: null, next: null, reason: null, what: null }),
    ...{ pid, started_at: started, state: 'running' as const, once: input.once },
  };
  let why: PassReason = 'start';
  for (;;) {
    state = { ...state, state: 'running' };
    writeWatch(db, state);
    const outcome = await pass(input, effects, state);
    if (effects.signal.aborted) return EXIT.interrupted;
    state = afterOutcome(state, why, outcome, effects.now().toISOString());
    writeWatch(db, state);
    await tellTrouble(db, state, channelsOf(loadSettings(input, effects)), effects);
    const shown = state;
    print(shown, (paint) => passLines(shown, paint), input, effects);
    if (input.once || state.next === null) return outcome.exit;
    why = state.next.why;
    if (!(await sleepUntil(state.next.at, effects))) return EXIT.interrupted;
  }
}

/** One pass. An error becomes its outcome and does not end the watch. */
async function pass(input: DayInput, effects: Effects, { last, attempts }: WatchState): Promise<Outcome> {
  const date = dayOf('today', effects.now());
  const doing = commandLine('watch', [], { ...DAY_OPTIONS, db: COMMON.db }, { ...input });
  const nothing = { games: [], rest: null, trouble: null, isBusy: false };
  try {
    const quiet = { ...input, quiet: true };
    const { report, told, more } = await dayPass(quiet, effects, { date, doing }, async ({ warehouse }) => ({
      games: await timedGames(warehouse, date),
      rest: restOn(await restFacts(warehouse, date), date),
    }));
    for (const wrong of told?.failed ?? []) effects.stderr(`An alert could not be delivered: ${wrong}\n`);
    const halting = report.steps.flatMap((step) => step.causes).find(({ halts }) => halts !== undefined);
    return {
      ...nothing,
      exit: dayExit(report),
      findings: report.finding_count,
      games: more.games,
      rest: more.rest === null ? null : { reason: more.rest, what: REST_TEXT[more.rest] },
      trouble:
        halting?.halts === undefined
          ? null
          : { reason: halting.halts, what: `${halting.what} See: ${halting.command}` },
    };
  } catch (error) {
    if (effects.signal.aborted) return { ...nothing, exit: EXIT.interrupted, findings: 0 };
    const isBusy = error instanceof PlatformError && error.code === 'WAREHOUSE_LOCKED';
    const what = error instanceof PlatformError ? `${error.what} ${error.todo}` : saidBy(error);
    if (!isBusy) effects.stderr(`error: ${what}\n`);
    return {
      ...nothing,
      exit: error instanceof PlatformError ? error.exitCode : EXIT.internal,
      findings: isBusy ? (last?.findings ?? 0) : 1,
      isBusy,
      trouble: isBusy ? null : { reason: 'failing', what: `attempt ${attempts + 1}: ${what}` },
    };
  }
}
