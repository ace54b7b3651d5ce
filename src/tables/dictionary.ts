import type { Column, TableDefinition } from './definition.js';
import { storedColumns } from './definition.js';
import type { TableGraph } from './graph.js';
import { PHASE_TITLES } from './phases.js';
import { windowText } from './read-window.js';

/** The data dictionary as Markdown, from the declarations alone. */
export function dictionary(graph: TableGraph): string {
  const phases = [...new Set(graph.ordered.map((table) => table.phase))].sort();
  const parts = phases.flatMap((phase) => [
    `## Phase ${phase}: ${PHASE_TITLES[phase].toLowerCase()}`,
    ...graph.ordered.filter((table) => table.phase === phase).map((table) => section(table, graph)),
  ]);
  return `${[
    '# Data dictionary',
    'Written by `npm run docs` from the table definitions in `src/tables`; a test holds them equal. Fractions are 0-1, ratings are points per 100 possessions, pace is possessions per 48 minutes, times are UTC, game dates US/Eastern. A value that could not be measured is NULL, and `missing_inputs` says why.',
    contents(graph),
    ...parts,
  ].join('\n\n')}\n`;
}

function contents(graph: TableGraph): string {
  const rows = graph.ordered.map(
    (table) => `| [${table.name}](#${anchor(table.name)}) | \`${table.alias}\` | ${table.phase} | ${table.grain} |`,
  );
  return ['| table | alias | phase | a row is |', '|---|---|---|---|', ...rows].join('\n');
}

const anchor = (name: string) => name.replace('.', '');

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
  return `| ${column.name} | ${column.type} | ${column.unit ?? ''} | ${range(column)} | ${meaning.replaceAll('|', '\\|')} |`;
}

function range(column: Column): string {
  if (column.values !== undefined) return column.values.join(', ');
  if (column.min === undefined && column.max === undefined) return '';
  return `${column.min ?? ''} .. ${column.max ?? ''}`;
}
