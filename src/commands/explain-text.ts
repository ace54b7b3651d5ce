import { describe } from '../audit/explain/basis.js';
import type { EntityExplanation, ExplainedRow, Source } from '../audit/explain/report.js';
import type { Partition } from '../server/schema/partition.js';
import type { TableDefinition } from '../tables/definition.js';
import type { Value } from '../warehouse/warehouse.js';
import { onSameWarehouse } from './shared/audit-text.js';
import { count, type Paint, table } from './text-table.js';

/** Rows of a source shown as text; all of them stand in --json. */
const SHOWN = 60;
/** Characters of a value that fit into a column, and columns of a single row that fit into a line. */
const WIDE = 30;
const NARROW = 6;
/** What says which row it is. */
const NAMES = [
  'game_date',
  'game_id',
  'opponent_abbr',
  'opponent_team_abbr',
  'player_name',
  'news_date',
  'source_kind',
];
/** Shown of events, besides what counts. */
const EVENT = ['event_num', 'period', 'clock', 'text', 'zone', 'line', 'counts'];

/** A partition as the ledger has it: state, counts, hashes, what it read then and now, who wrote it. */
export function partitionLines(found: Partition, db: string | undefined, paint: Paint): string[] {
  const { ledger } = found;
  const state = ['complete', 'bootstrap', 'empty'].includes(found.state) ? paint.good : paint.warn;
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
            ...(ledger.error === null ? [] : [['error', ledger.error] as const]),
          ]),
          '',
        ]),
    ...table(
      ['reads', 'window', 'hash then', 'hash now', ''],
      found.inputs.map((input) => [
        input.alias ?? input.table,
        input.windows.join('; '),
        input.recorded ?? '-',
        input.current ?? '-',
        input.changed ? paint.warn('changed') : '',
      ]),
      'lllll',
    ),
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

const facts = (rows: readonly (readonly [string, string])[]) => table(['', ''], rows, 'll').slice(1);
const changed = (then: string | null, now: string | null) =>
  then === now ? (then ?? '-') : `${then ?? '-'}, now ${now ?? '-'}`;
function byCategory(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).map(([category, n]) => `${category} ${count(n)}`);
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** The rows of one entity: each value with its unit and what it was computed from, then the rows it was computed from. */
export function entityLines(found: EntityExplanation, of: TableDefinition, date: string, paint: Paint): string[] {
  const who = found.kind === 'player' ? `${found.name} (${found.id})` : found.name;
  return [
    `${paint.strong(`${of.alias} ${date}  ${who}`)}`,
    ...found.rows.flatMap((row) => ['', ...rowLines(row)]),
    ...found.failures.flatMap((failure) => [
      '',
      `${paint.warn('No row')}${failure.game_id === null ? '' : ` for ${failure.game_id}`}: ${failure.category}, ${failure.reason ?? 'no reason recorded'}.`,
      ...(failure.games_missing.length === 0 ? [] : [`Missing from the data: ${failure.games_missing.join(', ')}.`]),
    ]),
    ...(found.absent === null ? [] : ['', found.absent]),
  ];
}

function rowLines(row: ExplainedRow): string[] {
  const sourceOf = (name: string) => row.sources.find((source) => source.name === name);
  const long = row.values.filter(({ value }) => shown(value).length > WIDE);
  const values = row.values.map(({ column, value, unit, formula, basis }) => [
    column,
    shown(value).length > WIDE ? '(below)' : shown(value),
    value === null || unit === null ? '' : unit,
    basis === null || (basis.how === 'formula' && formula !== null)
      ? (formula ?? '')
      : describe(basis, sourceOf(basis.source)),
  ]);
  return [
    ...table(['value of', '', 'unit', 'computed from'], values, 'lrll'),
    ...long.flatMap(({ column, value }) => ['', `${column}: ${shown(value)}`]),
    ...row.sources.flatMap((source) => sourceLines(source, row)),
  ];
}

function sourceLines(source: Source, row: ExplainedRow): string[] {
  const used = new Set(row.values.flatMap(({ basis }) => (basis?.source === source.name ? basis.inputs : [])));
  const [first] = source.rows;
  const head = ['', `${source.name} (${source.table}): ${source.note}${first === undefined ? ': none' : ''}`];
  if (first === undefined) return head;
  const columns = Object.keys(first).filter((name) => used.has(name) || NAMES.includes(name) || EVENT.includes(name));
  // The longest text comes last.
  columns.sort((a, b) => EVENT.indexOf(a) - EVENT.indexOf(b));
  if (source.rows.length === 1 && columns.length > NARROW) {
    return [...head, ...facts(columns.map((name) => [name, shown(first[name] ?? null)]))];
  }
  const lines = table(
    ['', ...columns],
    source.rows
      .slice(0, SHOWN)
      .map((found, i) => [String(i + 1), ...columns.map((name) => shown(found[name] ?? null))]),
    `r${columns.map((name) => (typeof first[name] === 'number' ? 'r' : 'l')).join('')}`,
  );
  const rest = source.rows.length - SHOWN;
  return [...head, ...lines, ...(rest > 0 ? [`and ${count(rest)} more (--json)`] : [])];
}

function shown(value: Value): string {
  if (value === null) return '-';
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : value.toFixed(4);
  if (Array.isArray(value)) return value.map(shown).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
