import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Terminal } from '../app/cli/terminal.js';
import { consoleBlocks, shownOf, words } from './console-blocks.js';

const DOCS = resolve(import.meta.dirname, '../../docs/operations');
/** NBA_PROPS_WRITE_DOCS=1 writes the real output into the pages instead of comparing. */
const WRITE = process.env.NBA_PROPS_WRITE_DOCS === '1';

let terminal: Terminal | undefined;
afterEach(() => terminal?.close());

/** Every `$ nba-props ...` of a page is run, in order, in an empty folder, and its output is the one shown. */
describe('docs/operations', () => {
  const pages = readdirSync(DOCS).filter((name) => readFileSync(join(DOCS, name), 'utf8').includes('```console'));

  it.each(pages)('%s shows what the commands print', { timeout: 300_000 }, async (page) => {
    terminal = new Terminal();
    const path = join(DOCS, page);
    let text = readFileSync(path, 'utf8');
    for (const block of consoleBlocks(text)) {
      const real: string[] = [];
      for (const { command, output } of block.commands) {
        const lines = shownOf(await terminal.run(...words(command)), terminal.cwd);
        real.push(`$ nba-props ${command}`, ...lines);
        if (!WRITE) expect(alike(lines), `$ nba-props ${command}`).toEqual(alike(output));
      }
      text = text.replace(block.text, () => `\`\`\`console\n${real.join('\n')}\n\`\`\``);
    }
    if (WRITE) writeFileSync(path, text);
  });
});

/** Times, run ids and the hash of the code differ from run to run or change to change, and the width of their columns with them. */
const alike = (lines: readonly string[]) =>
  lines.map((line) =>
    line
      .replaceAll(/\d+\.\d s\b/g, 'N s')
      .replaceAll(/\d{8}T\d{6}-[0-9a-f]{8}/g, 'RUN')
      .replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:[\d.]+Z| UTC)/g, 'TIME')
      .replaceAll(/^(code +)[0-9a-f]{16}$/g, '$1HASH')
      .replaceAll(/ {2,}/g, '  ')
      .trim(),
  );
