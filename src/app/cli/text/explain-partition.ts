import type { PartitionRead } from '../../../explain/partition/reads.js';
import type { PartitionExplanation } from '../../../explain/partition/report.js';
import { onSameWarehouse } from '../spec/command-line.js';
import { conflictText } from './conflicts.js';
import { firstOf } from './lists.js';
import type { Paint } from './paint.js';
import { reasonsText } from './readiness.js';
import { count, facts, percent, table } from './table.js';

/** A partition as the ledger has it: state, counts, hashes, what it read then and now, who wrote it. */
export function partitionLines(
  found: PartitionExplanation,
  reads: readonly PartitionRead[],
  db: string | undefined,
  paint: Paint,
): string[] {
  const { ledger } = found;
  const state = ['complete', 'bootstrap', 'not_played', 'no_source', 'empty'].includes(found.state)
    ? paint.good
    : paint.warn;
  const games = found.games.map((game) => `${game.away} @ ${game.home}`).join(', ');
  return [
    `${paint.strong(found.alias)} ${found.date}  ${state(found.state)}: ${found.why}`,
    `A row is ${found.grain}.`,
    ...(games === '' ? [] : [`Games: ${games}.`]),
    '',
    ...(ledger === null
      ? []
      : [
          ...facts([
            ['rows', count(ledger.rows)],
            ['failure records', `${count(ledger.failures)}${byCategory(ledger.byCategory)}`],
            ...readyFact(found.readiness),
            ['content', ledger.contentHash ?? '-'],
            ['code', changed(ledger.codeHash, ledger.codeHashNow)],
            ['written by', `${ledger.runId ?? '-'}${ledger.finishedAt === null ? '' : `, ${ledger.finishedAt}`}`],
            ...(ledger.criticalChecked === null
              ? []
              : [
                  [
                    'critical values',
                    `${count(ledger.criticalChecked)}, ${ledger.criticalInvalid ?? '-'} not valid`,
                  ] as const,
                ]),
            ...(found.ready === null || found.ready.allowed === 0
              ? []
              : [
                  [
                    'ready',
                    `${count(found.ready.ready)} of the ${count(found.ready.allowed)} rows that the history allows (${percent(found.ready.ready / found.ready.allowed)})`,
                  ] as const,
                ]),
            ...(ledger.error === null ? [] : [['error', ledger.error] as const]),
          ]),
          '',
        ]),
    ...table(
      ['reads', 'window', 'dates', 'columns', 'hash then', 'hash now', ''],
      found.inputs.map((input) => [
        input.alias,
        input.windows.join('; '),
        datesRead(input.table, reads),
        input.columns === null ? 'all' : count(input.columns.length),
        input.recorded ?? '-',
        input.current ?? '-',
        input.changed ? paint.warn(`changed ${changedDates(input.table, reads)}`) : '',
      ]),
      'lllrlll',
    ),
    ...(found.conflicts.length === 0
      ? []
      : ['', paint.strong('Numbers that differ between sources'), ...found.conflicts.map(conflictText)]),
    ...(found.failureReasons.length === 0
      ? []
      : [
          '',
          ...table(
            ['records', 'category', 'reason'],
            found.failureReasons.map((f) => [count(f.count), f.category, f.reason]),
            'rll',
          ),
        ]),
    ...(['missing', 'failed', 'stale'].includes(found.state)
      ? ['', `Make it with: ${onSameWarehouse(`nba-props backfill ${found.alias} --dates ${found.date}`, db)}`]
      : []),
  ];
}

function readyFact(readiness: PartitionExplanation['readiness']): (readonly [string, string])[] {
  if (readiness === null) return [];
  const { rows, ready, reasons } = readiness;
  const why = reasons.length === 0 ? '' : ` (${reasonsText(reasons)})`;
  return [['ready for use', `${count(ready)} of ${count(rows)}${why}`]];
}

const changed = (then: string | null, now: string | null) =>
  then === now ? (then ?? '-') : `${then ?? '-'}, now ${now ?? '-'}`;
function byCategory(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).map(([category, n]) => `${category} ${count(n)}`);
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function datesRead(name: string, reads: readonly PartitionRead[]): string {
  const spans = reads.filter((read) => read.table === name);
  return spans.map(({ from, to }) => (from === to ? from : `${from} to ${to}`)).join('; ');
}

const changedDates = (name: string, reads: readonly PartitionRead[]) =>
  firstOf([...new Set(reads.filter((read) => read.table === name).flatMap((read) => read.changed_dates))].sort());
