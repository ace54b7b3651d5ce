import { readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { TableDefinition } from '../../src/tables/definition.js';
import { TABLES } from '../../src/tables/registry.js';
import { filesOf, importedFiles, ROOT, SRC } from '../../test/architecture/sources.js';
import { FOLDERS } from './folders.js';
import { RULES } from './rules.js';
import { REQUEST, ROW, type Step } from './walks.js';

const FILES = filesOf(SRC, /\.ts$/).sort();
const KNOWN = new Set(FILES);
const shown = (path: string) => relative(ROOT, path);
const link = (path: string) => `[${shown(path).replace(/^src\//, '')}](../${shown(path)})`;
const folderOf = (path: string) => relative(SRC, dirname(path));

/** docs/architecture.md, from the imports, the table definitions and what the lists beside this file say. */
export async function architecturePage(): Promise<string> {
  return `# Architecture

Written by \`npm run docs\` from the sources' imports and the table definitions; a test holds it equal to what that writes.
Why it is so: [decisions](decisions/). What each table holds: [data dictionary](data-dictionary.md).

## The map

Folders of \`src/\`, from what people use down to what everything rests on. A folder imports only folders below it; the last
column says which.

${map()}

Beside \`src/\`: \`bin/\` starts the command, \`web/\` is the dashboard's page, \`test/\` mirrors \`src/\` (\`test/prepared/\` holds the
league that tests share, \`test/real/\` needs the real data), \`scripts/\` measures and writes documents.

## A row: from a line of a file to a feature

${await walk(ROW)}

## A request: from a command to the commit

${await walk(REQUEST)}

## Where is ...

${RULES.map(([heading, rules]) => ruleTable(heading, rules)).join('\n\n')}
`;
}

function map(): string {
  const folders = [
    ...new Set(
      FILES.map(folderOf)
        .filter((folder) => folder !== '')
        .flatMap(withParents),
    ),
  ];
  const unknown = [
    ...folders.filter((folder) => FOLDERS[folder] === undefined).map((f) => `${f} has no line in folders.ts`),
    ...Object.keys(FOLDERS)
      .filter((folder) => !folders.includes(folder))
      .map((f) => `${f} in folders.ts is no folder`),
  ];
  if (unknown.length > 0) throw new Error(unknown.join('\n'));
  const imports = folderImports();
  const order = topDown(imports);
  const rows = order.flatMap((top) =>
    Object.keys(FOLDERS)
      .filter((folder) => folder === top || folder.startsWith(`${top}/`))
      .map((folder) => {
        const below = folder === top ? order.filter((other) => imports.get(top)?.has(other)) : [];
        const name = folder === top ? `**${folder}/**` : `${folder.replace(/[^/]+\//g, '&nbsp;&nbsp;')}/`;
        return `| ${name} | ${FOLDERS[folder]} | ${below.join(', ')} |`;
      }),
  );
  return ['| folder | what is in it | imports |', '|---|---|---|', ...rows].join('\n');
}

function withParents(folder: string): string[] {
  const parts = folder.split('/');
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
}

/** The folders of src that each folder of src imports. */
function folderImports(): ReadonlyMap<string, ReadonlySet<string>> {
  const imports = new Map<string, Set<string>>();
  const top = (path: string) => folderOf(path).split('/')[0] ?? '';
  for (const file of FILES.filter((path) => top(path) !== '')) {
    const targets = imports.get(top(file)) ?? new Set();
    imports.set(top(file), targets);
    for (const other of importedFiles(file, KNOWN).map(top))
      if (other !== '' && other !== top(file)) targets.add(other);
  }
  return imports;
}

/** Folders in an order in which each stands above all it imports; among equals, those that import more stand higher. */
function topDown(imports: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const reach = (folder: string, seen = new Set<string>()): Set<string> => {
    for (const below of imports.get(folder) ?? []) if (!seen.has(below)) reach(below, seen.add(below));
    return seen;
  };
  const size = new Map([...imports.keys()].map((folder) => [folder, reach(folder).size]));
  return [...imports.keys()].sort((a, b) => (size.get(b) ?? 0) - (size.get(a) ?? 0) || (a < b ? -1 : 1));
}

async function walk(steps: readonly Step[]): Promise<string> {
  const before: string[] = [];
  const lines: string[] = [];
  let table: string | null = null;
  for (const step of steps) {
    const path = step.table === undefined ? exporting(step.exports ?? '') : await definitionOf(step.table);
    if (step.table !== undefined) {
      const { name, reads } = tableOf(step.table);
      const linked = table === null || reads.some((read) => read.table === table);
      if (!linked) throw new Error(`${name} does not read ${table}`);
      table = name;
    } else if (step.begins === true) before.length = 0;
    else if (!before.some((file) => importedFiles(file, KNOWN).includes(path)))
      throw new Error(`${shown(path)} is imported by none of the files before it in the walk`);
    if (step.stores !== undefined) table = step.stores;
    before.push(path);
    lines.push(`${lines.length + 1}. ${link(path)}: ${step.does}`);
  }
  return lines.join('\n');
}

function tableOf(alias: string): TableDefinition {
  const table = TABLES.find((t) => t.alias === alias);
  if (table === undefined) throw new Error(`no table ${alias}`);
  return table;
}

/** The file of a table's definition. */
async function definitionOf(alias: string): Promise<string> {
  for (const file of FILES.filter((path) => /^export const \w+: TableDefinition/m.test(readFileSync(path, 'utf8')))) {
    const exported: Record<string, unknown> = await import(file);
    if (Object.values(exported).includes(tableOf(alias))) return file;
  }
  throw new Error(`no file exports the definition of ${alias}`);
}

/** The one file that exports a name: \`name\`, \`folder:name\`, or its path. */
function exporting(what: string): string {
  if (what.endsWith('.ts')) {
    const path = FILES.find((file) => shown(file) === what);
    if (path === undefined) throw new Error(`no file ${what}`);
    return path;
  }
  const [name = '', folder = ''] = what.split(':').reverse();
  const pattern = new RegExp(`^export (?:async )?(?:const|function|class) ${name}\\b`, 'm');
  const found = FILES.filter(
    (file) =>
      folderOf(file).startsWith(folder) &&
      !folderOf(file).startsWith('simulate') &&
      pattern.test(readFileSync(file, 'utf8')),
  );
  if (found.length !== 1)
    throw new Error(`${what} is exported by ${found.length} files: ${found.map(shown).join(', ')}`);
  return found[0] ?? '';
}

function ruleTable(heading: string, rules: readonly (readonly [rule: string, exports: string])[]): string {
  const rows = rules.map(([rule, name]) => `| ${rule} | ${link(exporting(name))} |`);
  return [`| ${heading} | |`, '|---|---|', ...rows].join('\n');
}
