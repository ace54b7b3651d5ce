import type { FeatureContract } from '../../../features/contract.js';
import type { ExportReport } from '../../../features/export.js';
import type { ExportFacts } from '../../../features/manifest.js';
import type { Unsound, UnsoundKind } from '../../../features/unsound.js';
import { onSameWarehouse } from '../spec/command-line.js';
import { firstOf } from './lists.js';
import type { Paint } from './paint.js';
import { count, percent, table } from './table.js';

const SAYS: Readonly<Record<UnsoundKind, string>> = {
  missing: 'missing',
  failed: 'failed',
  stale: 'stale',
  corrupt: 'not as written',
  contaminated: 'contaminated',
  disputed: 'sources differ',
  files_unread: 'some ingested files are not in the ledger yet',
  no_rows: 'no rows to export',
};

export function contractLines({ version, hash, features }: FeatureContract): string[] {
  const rows = features.map((f) => [
    String(f.index),
    f.name,
    f.unit,
    `${f.min} .. ${f.max}`,
    f.required ? 'yes' : '',
    f.since,
    f.source,
  ]);
  return [
    `Feature contract ${version}, ${features.length} features in the order of the vector; hash ${hash}.`,
    '',
    ...table(['#', 'name', 'unit', 'range', 'required', 'since', 'source'], rows, 'rllllll'),
  ];
}

export function exportLines(report: ExportReport, mend: string, db: string | undefined, paint: Paint): string[] {
  const written = report.export === null ? [] : writtenLines(report, report.export);
  return [...written, ...findingLines(report, mend, db, paint)];
}

function knownLine(slates: ExportFacts['slates']): string {
  const served = slates.filter((slate) => slate.was_served).length;
  return `As known before each game: ${count(served)} slates as they were served, ${count(slates.length - served)} made again from what was known at the first tip-off.`;
}

function writtenLines(
  { file, manifest }: ExportReport,
  { rows, nulls, selection, contract, known, slates }: ExportFacts,
): string[] {
  const { exported, dates, ready, labels, left_out: out } = rows;
  const states = labels === null ? [] : Object.entries(labels).filter(([, n]) => n > 0);
  const left = [
    ...(out.not_known_before_game > 0 ? [`${count(out.not_known_before_game)} not known before the game`] : []),
    ...(out.not_ready > 0 ? [`${count(out.not_ready)} that are not ready`] : []),
  ];
  const gaps = Object.entries(nulls).filter(([, n]) => n > 0);
  return [
    `${count(exported)} rows of ${count(dates)} dates, ${selection.from} to ${selection.to}, ${count(ready)} of them ready; feature contract ${contract.version}.`,
    ...(known === 'today' ? [] : [knownLine(slates)]),
    ...(states.length > 0
      ? [`Labels: ${states.map(([state, n]) => `${count(n)} ${state.replaceAll('_', ' ')}`).join(', ')}.`]
      : []),
    ...(left.length > 0 ? [`Left out: ${left.join(', ')}.`] : []),
    '',
    ...table(
      ['feature', 'missing', 'share'],
      gaps.map(([name, n]) => [name, count(n), percent(n / exported)]),
      'lrr',
    ),
    ...(gaps.length > 0 ? [''] : []),
    `Written: ${file}`,
    `Manifest: ${manifest}`,
  ];
}

function findingLines(
  { findings, written }: ExportReport,
  mend: string,
  db: string | undefined,
  paint: Paint,
): string[] {
  if (findings.length === 0) return [];
  const has = (...kinds: readonly UnsoundKind[]) => findings.some(({ kind }) => kinds.includes(kind));
  const todo = [
    ...(has('missing', 'failed', 'stale', 'files_unread') ? [`Repair it with: ${mend}`] : []),
    ...(has('corrupt') ? [`Repair it with: ${onSameWarehouse('nba-props heal', db)}`] : []),
    ...(has('contaminated') ? [`Why: ${onSameWarehouse('nba-props validate contamination', db)}`] : []),
    ...(has('disputed') ? [`Which: ${onSameWarehouse('nba-props conflicts', db)}`] : []),
    ...(written ? [] : ['To write it anyway, marked as not sound: --force']),
  ];
  return [
    ...(written ? [''] : []),
    ...table(
      ['table', 'state', 'dates', 'which'],
      findings.map((finding) => findingRow(finding, paint)),
      'llrl',
    ),
    '',
    paint.bad(
      written
        ? 'The export is not sound; the manifest records why.'
        : 'Nothing was written: the rows do not match the current code and files.',
    ),
    ...todo,
  ];
}

function findingRow({ kind, alias, dates, reaches }: Unsound, paint: Paint): string[] {
  const read = reaches === null ? '' : ` (read by ${count(reaches)} of the dates)`;
  return [
    alias ?? '',
    paint.bad(SAYS[kind]),
    dates.length === 0 ? '' : count(dates.length),
    `${firstOf(dates)}${read}`,
  ];
}
