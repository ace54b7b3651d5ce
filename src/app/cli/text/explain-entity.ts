import type { Value } from '../../../engine/warehouse.js';
import { describe } from '../../../explain/basis.js';
import type { EntityExplanation, ExplainedRow } from '../../../explain/report.js';
import type { TableDefinition } from '../../../tables/definition.js';
import type { Source } from '../../../tables/trace/trace.js';
import type { Paint } from './paint.js';
import { count, facts, table } from './table.js';

/** Rows of a source, and of an entity, shown as text; all of them stand in --json. */
const SHOWN = 60;
/** Characters of a value that fit into a column, and columns of a single row that fit into a line. */
const WIDE = 30;
const NARROW = 6;
/** Sources of so few columns are shown whole. */
const FEW_COLUMNS = 9;
/** More rows of one entity than this are told as a list, without the sources of each. */
const FEW_ROWS = 4;
/** The rows of one entity: each value with its unit and what it was computed from, then the rows it was computed from. */
export function entityLines(found: EntityExplanation, of: TableDefinition, date: string, paint: Paint): string[] {
  const who = found.kind === 'player' ? `${found.name} (${found.id})` : found.name;
  return [
    `${paint.strong(`${of.alias} ${date}  ${who}`)}`,
    ...(found.rows.length > FEW_ROWS ? listLines(found.rows) : found.rows.flatMap((row) => ['', ...rowLines(row)])),
    ...found.failures.flatMap((failure) => [
      '',
      `${paint.warn('No row')}${failure.game_id === null ? '' : ` for ${failure.game_id}`}: ${failure.category}, ${failure.reason ?? 'no reason recorded'}.`,
      ...(failure.games_missing.length === 0 ? [] : [`Missing from the data: ${failure.games_missing.join(', ')}.`]),
    ]),
    ...(found.absent.length === 0 ? [] : ['', ...found.absent]),
  ];
}

/** Many rows: what all share once, the rest as a list. */
function listLines(rows: readonly ExplainedRow[]): string[] {
  const texts = rows.map((row) => row.values.map(({ value }) => shown(value)));
  const columns = (rows[0]?.values ?? []).map(({ column }, i) => ({ column, i }));
  const shared = columns.filter(({ i }) => texts.every((values) => values[i] === texts[0]?.[i]));
  const own = columns.filter(({ i }) => !shared.some((column) => column.i === i));
  const lines = texts.slice(0, SHOWN).map((values) => own.map(({ i }) => values[i] ?? ''));
  const rest = rows.length - SHOWN;
  return [
    '',
    ...facts(shared.map(({ column, i }) => [column, texts[0]?.[i] ?? ''])),
    '',
    ...table(
      own.map(({ column }) => column),
      lines,
      own.map(({ i }) => (typeof rows[0]?.values[i]?.value === 'number' ? 'r' : 'l')).join(''),
    ),
    ...(rest > 0 ? [`and ${count(rest)} more (--json)`] : []),
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
  const files = [...new Set(source.rows.flatMap((found) => (typeof found.file === 'string' ? [found.file] : [])))];
  const [file] = files.length === 1 ? files : [];
  if (file !== undefined) head.push(`lines of ${file}`);
  const all = Object.keys(first).filter((name) => name !== 'file' || files.length > 1);
  const columns = all.filter((name) => all.length <= FEW_COLUMNS || used.has(name) || source.names.includes(name));
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
