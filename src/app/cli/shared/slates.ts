import type { Effects } from '../../../effects.js';
import { EXIT, PlatformError } from '../../../errors.js';
import type { ServedLine } from '../../../features/serving/lines.js';
import type { CommonInput } from '../spec/command.js';
import { commandLine } from '../spec/command-line.js';
import { dayOf } from '../spec/kinds.js';
import { COMMON } from '../spec/options.js';
import { print } from '../text/print.js';
import { counted } from '../text/table.js';
import { readWarehouse, writeWarehouse } from './warehouse.js';

interface SlateInput extends CommonInput {
  readonly date?: string;
  readonly at?: string;
}

/** `features serve`: the vectors of a slate, kept as served. */
export async function serve(input: SlateInput, effects: Effects): Promise<number> {
  const { serveSlate } = await import('../../../features/serving/serve.js');
  const { newRunId } = await import('../../../ledger/run-log.js');
  const { at } = input;
  const date = dayOf(input.date ?? 'today', effects.now());
  refuseLater(at, effects.now());
  const command = commandLine('features', ['serve', '--date', date], { db: COMMON.db }, { ...input });
  const slate = await writeWarehouse(
    input,
    effects,
    { doing: command, create: false },
    ({ warehouse, graph, closing }) =>
      serveSlate(warehouse, graph, effects, {
        ...{ date, command, runId: newRunId(effects), trusted: closing.rowsTrusted },
        ...(at === undefined ? {} : { at }),
      }),
  );
  printLines({ ...slate, date }, input, effects);
  if (!input.quiet) effects.stderr(`${counted(slate.lines.length, 'vector')} of ${date}, as known at ${slate.at}.\n`);
  return EXIT.ok;
}

/** Refuses a time in the future. Error: BAD_DATE. */
function refuseLater(at: string | undefined, now: Date): void {
  if (at === undefined || Date.parse(at) <= now.getTime()) return;
  throw new PlatformError(
    'BAD_DATE',
    `--at ${at} is not over yet.`,
    'Name a time before now, or leave it out for now.',
  );
}

/** `features replay`: the vectors of a slate again, from what was known at a time. Exit 1 where others were served then. */
export async function replay(input: SlateInput, effects: Effects): Promise<number> {
  const { replaySlate } = await import('../../../features/serving/serve.js');
  const { lastServed, sameLines, servedAt } = await import('../../../features/serving/record.js');
  const date = dayOf(input.date ?? 'today', effects.now());
  const { at, lines, served } = await readWarehouse(input, effects, async ({ warehouse, graph }) => {
    const { at: asked } = input;
    refuseLater(asked, effects.now());
    const now = effects.now().toISOString();
    const served =
      asked === undefined ? await lastServed(warehouse, date, now) : await servedAt(warehouse, date, asked);
    const time = asked ?? served?.at;
    if (time === undefined)
      throw new PlatformError(
        'BAD_OPTION',
        `Nothing was served of ${date}.`,
        'Give the time with --at, e.g. 2022-04-08T17:00:00Z.',
      );
    const moment = { date, at: time, files: served?.files ?? null };
    return { at: time, served, lines: await replaySlate(warehouse, graph, effects, moment) };
  });
  printLines({ date, at, lines }, input, effects);
  const same = served === null || sameLines(lines, served.lines);
  const said =
    served === null
      ? 'nothing was served then'
      : same
        ? 'the same as was served, byte for byte'
        : `not what was served then (${counted(served.lines.length, 'vector')})`;
  if (!input.quiet || !same)
    effects.stderr(`${counted(lines.length, 'vector')} of ${date}, as known at ${at}: ${said}.\n`);
  return same ? EXIT.ok : EXIT.findings;
}

function printLines(
  { date, at, lines }: { readonly date: string; readonly at: string; readonly lines: readonly ServedLine[] },
  input: CommonInput,
  effects: Effects,
): void {
  const data = { date, at, vectors: lines.map(({ line }) => JSON.parse(line) as unknown) };
  print(data, () => lines.map(({ line }) => line), input, effects);
}
