import { statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import type { Effects } from '../../../effects.js';
import { EXIT, PlatformError } from '../../../errors.js';
import { type ExportFormat, FORMATS } from '../../../features/formats/format.js';
import { packageVersion } from '../../../version.js';
import { datesOf } from '../shared/dates.js';
import { replay, serve } from '../shared/slates.js';
import { readWarehouse } from '../shared/warehouse.js';
import { type CommonInput, defineCommand } from '../spec/command.js';
import { commandLine } from '../spec/command-line.js';
import { gameDay, instant, oneOf, path } from '../spec/kinds.js';
import { COMMON, RANGE } from '../spec/options.js';
import { argument, flag, option, type Values } from '../spec/spec.js';
import { contractLines, exportLines } from '../text/features.js';
import { print } from '../text/print.js';

const only = ['export'];
const slate = { only: ['serve', 'replay'] };

const EXPORT = {
  startDate: { ...RANGE.startDate, only },
  endDate: { ...RANGE.endDate, only },
  season: { ...RANGE.season, only },
  format: option(oneOf('format', FORMATS), 'default parquet, or what the name of --out ends in', { only }),
  out: option(path('path'), 'file or folder to write to (default: a file in this folder)', { only }),
  readyOnly: flag('only rows with every required feature and complete windows', { only }),
  noLabels: flag('features only', { only }),
  asKnown: flag('features as they were known before each game, served or made again: seconds a slate', { only }),
  force: flag('write although partitions are missing, failed, stale or corrupt', { only }),
};

const SLATE = {
  date: option(gameDay, 'the slate: YYYY-MM-DD, today (default), tomorrow or yesterday, by Eastern time', slate),
  at: option(instant, 'the time whose knowledge counts, e.g. 2022-04-08T17:00:00Z (serve: default now)', slate),
};

/** Exit 1 if a partition is not sound, whether the export was forced or not, and if a replay is not what was served. */
export const command = defineCommand({
  summary:
    'export: the training set, features and labels with a manifest; contract: names, order, units and ranges; serve: the vectors of a slate as JSON lines, kept as served; replay: the same again from what was known then',
  args: { action: argument(oneOf('action', ['export', 'contract', 'serve', 'replay']), 'what to do') },
  options: { ...EXPORT, ...SLATE },
  examples: [
    'nba-props features export --season 2021-22',
    'nba-props features export --start-date 2021-11-01 --end-date 2021-12-31 --format csv --out ./train/',
    'nba-props features contract',
    'nba-props features serve --date today',
    'nba-props features replay --date 2022-04-08 --at 2022-04-08T17:00:00Z',
  ],
  run(input, effects) {
    switch (input.action) {
      case 'export':
        return exportTo(input, effects);
      case 'contract':
        return printContract(input, effects);
      case 'serve':
        return serve(input, effects);
      case 'replay':
        return replay(input, effects);
    }
  },
});

/** What the columns of an export are; needs no warehouse. */
async function printContract(input: CommonInput, effects: Effects): Promise<number> {
  const { featureContract } = await import('../../../features/contract.js');
  const contract = featureContract();
  print(contract, () => contractLines(contract), input, effects);
  return EXIT.ok;
}

async function exportTo(input: Values<typeof EXPORT> & CommonInput, effects: Effects): Promise<number> {
  const dates = datesOf(input);
  const format = formatOf(input.format, input.out);
  const { MLFS, PGS } = await import('../../../tables/names.js');
  const { featureContract } = await import('../../../features/contract.js');
  const { exportFeatures } = await import('../../../features/export.js');
  const { select } = await import('../../../plan/selection.js');
  const labels = !input.noLabels;
  const names = labels ? [MLFS, PGS] : [MLFS];
  const { report, aliases } = await readWarehouse(input, effects, async ({ warehouse, graph, at }) => {
    const { selection } = await select(warehouse, graph, { tables: names, dates });
    const { tables, from, to } = selection;
    const range = input.season ?? (from === to ? from : `${from}-to-${to}`);
    const report = await exportFeatures(warehouse, graph, effects, {
      selection,
      format,
      path: pathOf(input.out, `features-${featureContract().version}-${range}.${format}`, effects.cwd()),
      readyOnly: input.readyOnly,
      asKnown: input.asKnown,
      labels,
      force: input.force,
      trusted: at.seal.holds(),
      by: `nba-props-platform ${packageVersion()}`,
    });
    return { report, aliases: tables.map(({ alias }) => alias) };
  });
  // The backfill that makes what the export lacks.
  const mend = commandLine('backfill', aliases, { ...RANGE, db: COMMON.db }, input);
  print(report, (paint) => exportLines(report, mend, input.db, paint), input, effects);
  return report.finding_count > 0 ? EXIT.findings : EXIT.ok;
}

/** The format as typed, or the one that the name of the file asks for. Error: BAD_OPTION where they differ. */
function formatOf(typed: ExportFormat | undefined, out: string | undefined): ExportFormat {
  const ending = extname(out ?? '').slice(1);
  const named = FORMATS.find((known) => known === ending);
  if (typed === undefined || named === undefined || named === typed) return typed ?? named ?? 'parquet';
  throw new PlatformError(
    'BAD_OPTION',
    `--out ${out} ends in .${named}, but --format is ${typed}.`,
    'Leave --format out, or give the file its ending.',
  );
}

/** A folder gets a file of the usual name; anything else is the file. */
function pathOf(out: string | undefined, name: string, cwd: string): string {
  if (out === undefined) return join(cwd, name);
  const path = resolve(cwd, out);
  const isFolder = /[/\\]$/.test(out) || statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder ? join(path, name) : path;
}
