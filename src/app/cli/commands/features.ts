import { statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { nearest } from '../../../domain/nearest.js';
import { isSealed } from '../../../engine/duckdb/seal.js';
import { EXIT, PlatformError } from '../../../errors.js';
import { featureContract } from '../../../features/contract.js';
import { exportFeatures } from '../../../features/export.js';
import { type ExportFormat, FORMATS } from '../../../features/formats/format.js';
import { selectTables } from '../../../plan/select-tables.js';
import { type Selection, select } from '../../../plan/selection.js';
import { MLFS, PGS } from '../../../tables/names.js';
import { GRAPH } from '../../../tables/registry.js';
import { packageVersion } from '../../../version.js';
import { dateOptions, quoted } from '../shared/backfill-request.js';
import { checkDates, type DateOptions, datesAsked } from '../shared/dates.js';
import { withReader } from '../shared/open.js';
import type { CommandRun } from '../spec.js';
import { contractLines, exportLines } from '../text/features.js';
import { commonOptions, print, text } from '../text/print.js';

/** What the columns of an export are; needs no warehouse. */
const runContract: CommandRun = async ({ options: typed }, effects) => {
  const contract = featureContract();
  print(contract, () => contractLines(contract), commonOptions(typed), effects);
  return EXIT.ok;
};

/** Exit 1 if a partition is not sound, whether the file was forced or not. */
const runExport: CommandRun = async ({ options: typed }, effects) => {
  const options = commonOptions(typed);
  const dates = dateOptions(typed);
  checkDates(dates);
  const out = text(typed, 'out');
  const format = formatOption(text(typed, 'format'), out);
  const labels = typed.labels !== false;
  const tables = selectTables(labels ? [MLFS, PGS] : [MLFS], GRAPH);
  const report = await withReader(options, effects, async (warehouse, db) => {
    const names = tables.map((table) => table.name);
    const { selection } = await select(warehouse, GRAPH, { tables: names, dates: datesAsked(dates) });
    const name = fileName(dates.season, selection, format);
    return exportFeatures(warehouse, GRAPH, effects, {
      selection,
      format,
      path: outPath(out, name, effects.cwd()),
      readyOnly: typed.readyOnly === true,
      labels,
      force: typed.force === true,
      trusted: isSealed(db),
      by: `nba-props-platform ${packageVersion()}`,
    });
  });
  const mend = mendCommand(
    tables.map((table) => table.alias),
    dates,
    options.db,
  );
  print(report, (paint) => exportLines(report, mend, options.db, paint), options, effects);
  return report.finding_count > 0 ? EXIT.findings : EXIT.ok;
};

const ACTIONS: Readonly<Record<string, CommandRun>> = { export: runExport, contract: runContract };

/** `nba-props features export | contract`. */
export const run: CommandRun = async (input, effects) => {
  const [name = ''] = input.args;
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action !== undefined) return action(input, effects);
  const near = nearest(name, Object.keys(ACTIONS));
  throw new PlatformError(
    'BAD_OPTION',
    `features has no action ${name}.${near === null ? '' : ` Did you mean ${near}?`}`,
    `Actions: ${Object.keys(ACTIONS).join(', ')}.`,
  );
};

/** The format as typed, or the one that the name of the file asks for. Error: BAD_OPTION. */
function formatOption(typed: string | undefined, out: string | undefined): ExportFormat {
  const ending = extname(out ?? '').slice(1);
  const named = FORMATS.find((known) => known === ending);
  if (typed === undefined) return named ?? 'parquet';
  const format = FORMATS.find((known) => known === typed);
  if (format === undefined) {
    const near = nearest(typed, FORMATS);
    throw new PlatformError(
      'BAD_OPTION',
      `There is no format ${typed}.${near === null ? '' : ` Did you mean ${near}?`}`,
      `Formats: ${FORMATS.join(', ')}.`,
    );
  }
  if (named === undefined || named === format) return format;
  throw new PlatformError(
    'BAD_OPTION',
    `--out ${out} ends in .${named}, but --format is ${format}.`,
    'Leave --format out, or give the file its ending.',
  );
}

/** Named after the contract and the dates. */
function fileName(season: string | undefined, { from, to }: Selection, format: ExportFormat): string {
  const range = from === to ? from : `${from}-to-${to}`;
  return `features-${featureContract().version}-${season ?? range}.${format}`;
}

/** A folder gets a file of the usual name; anything else is the file. */
function outPath(out: string | undefined, name: string, cwd: string): string {
  if (out === undefined) return join(cwd, name);
  const path = resolve(cwd, out);
  const isFolder = /[/\\]$/.test(out) || statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder ? join(path, name) : path;
}

/** The backfill that makes what the export lacks. */
function mendCommand(aliases: readonly string[], dates: DateOptions, db: string | undefined): string {
  const flags = { '--season': dates.season, '--start-date': dates.startDate, '--end-date': dates.endDate, '--db': db };
  const given = Object.entries(flags).flatMap(([flag, value]) => (value === undefined ? [] : [flag, quoted(value)]));
  return ['nba-props backfill', ...aliases, ...given].join(' ');
}
