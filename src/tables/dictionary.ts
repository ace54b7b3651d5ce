import { RAW_BOOKKEEPING } from '../raw/raw-table.js';
import { RAW_TABLES } from '../raw/raw-tables.js';
import type { Column, TableDefinition } from './definition.js';
import { storedColumns } from './definition.js';
import type { TableGraph } from './graph.js';
import { PHASE_TITLES } from './phases.js';
import { windowText } from './read-window.js';
import { BUILT_TABLES } from './reference/build/index.js';

/** A table of the raw phase, or one that is built whole from those. */
interface Root {
  readonly name: string;
  readonly grain: string;
  readonly key?: readonly string[];
  readonly columns: readonly { readonly name: string; readonly type: string; readonly meaning: string }[];
}

const ROOTS: readonly { readonly phase: 1 | 2; readonly tables: readonly Root[] }[] = [
  { phase: 1, tables: RAW_TABLES.map((raw) => ({ ...raw, columns: [...raw.columns, ...RAW_BOOKKEEPING] })) },
  { phase: 2, tables: BUILT_TABLES },
];

interface View {
  readonly name: string;
  readonly meaning: string;
}

/** The data dictionary as Markdown, from the declarations alone. */
export function dictionary(graph: TableGraph, views: readonly View[] = []): string {
  const parts = ([1, 2, 3, 4, 5] as const).flatMap((phase) => [
    `## Phase ${phase}: ${PHASE_TITLES[phase].toLowerCase()}`,
    ...ROOTS.filter((roots) => roots.phase === phase).flatMap(({ tables }) => tables.map(rootSection)),
    ...graph.ordered.filter((table) => table.phase === phase).map((table) => section(table, graph)),
  ]);
  return `${[
    '# Data dictionary',
    'Written by `npm run docs` from the table definitions in `src/tables` and `src/raw/tables`; a test holds them equal. Fractions are 0-1, ratings are points per 100 possessions, pace is possessions per 48 minutes, times are UTC, game dates US/Eastern. A value that could not be measured is NULL, and `missing_inputs` says why.',
    contents(graph),
    ...parts,
    ...(views.length === 0 ? [] : ['## Views', viewList(views)]),
  ].join('\n\n')}\n`;
}

function contents(graph: TableGraph): string {
  const line = (name: string, alias: string, phase: number, grain: string) =>
    `| [${name}](#${anchor(name)}) | ${alias} | ${phase} | ${grain} |`;
  const roots = ROOTS.flatMap(({ phase, tables }) => tables.map(({ name, grain }) => line(name, '', phase, grain)));
  const derived = graph.ordered.map((table) => line(table.name, `\`${table.alias}\``, table.phase, table.grain));
  return ['| table | alias | phase | a row is |', '|---|---|---|---|', ...roots, ...derived].join('\n');
}

const viewList = (views: readonly View[]) =>
  ['| view | what it shows |', '|---|---|', ...views.map(({ name, meaning }) => `| ${name} | ${meaning} |`)].join('\n');

const anchor = (name: string) => name.replace('.', '');
const escaped = (text: string) => text.replaceAll('|', '\\|');

function rootSection({ name, grain, key = [], columns }: Root): string {
  const facts = [`A row is ${grain}.`, ...(key.length > 0 ? [`Key: ${key.join(', ')}.`] : [])];
  const rows = columns.map((column) => `| ${column.name} | ${column.type} | ${escaped(column.meaning)} |`);
  return [`### ${name}`, facts.join('\n\n'), ['| column | type | meaning |', '|---|---|---|', ...rows].join('\n')].join(
    '\n\n',
  );
}

function section(table: TableDefinition, graph: TableGraph): string {
  const reads = table.reads.map((read) => `${read.table} (${read.windows.map(windowText).join('; ')})`);
  const readers = graph.readers(table.name).map((reader) => reader.alias);
  const thresholds = Object.entries(table.thresholds ?? {}).map(([name, value]) => `${name} ${value}`);
  const facts = [
    `A row is ${table.grain}.`,
    `Key: ${table.key.join(', ')}. Partition: ${table.partitionColumn}. ${table.pregame ? 'Pre-game: has seen nothing of the date or later.' : 'Made after the games.'}`,
    `Reads: ${reads.join(', ')}.`,
    ...(readers.length > 0 ? [`Read by: ${readers.join(', ')}.`] : []),
    ...(thresholds.length > 0 ? [`Thresholds: ${thresholds.join(', ')}.`] : []),
  ];
  return [
    `### ${table.name}`,
    facts.join('\n\n'),
    [
      '| column | type | unit | range | meaning |',
      '|---|---|---|---|---|',
      ...storedColumns(table).map((c) => row(c, table)),
    ].join('\n'),
  ].join('\n\n');
}

function row(column: Column, table: TableDefinition): string {
  const isKey = table.key.includes(column.name);
  const marks = [
    isKey ? 'key' : '',
    column.required === true && !isKey ? 'never NULL' : '',
    column.critical ? 'critical' : '',
  ];
  const formula = column.formula === undefined ? '' : ` Formula: ${column.formula}.`;
  const meaning = `${column.meaning}${formula}${marks
    .filter((m) => m !== '')
    .map((m) => ` *${m}*`)
    .join('')}`;
  return `| ${column.name} | ${column.type} | ${column.unit ?? ''} | ${range(column)} | ${escaped(meaning)} |`;
}

function range(column: Column): string {
  if (column.values !== undefined) return column.values.join(', ');
  if (column.min === undefined && column.max === undefined) return '';
  return `${column.min ?? ''} .. ${column.max ?? ''}`;
}
