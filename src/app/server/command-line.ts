import { resolve } from 'node:path';

/** How to start our own command line: program and leading arguments. */
export function ownCommandLine(): readonly string[] {
  const root = resolve(import.meta.dirname, '..', '..', '..');
  const fromSource = import.meta.filename.endsWith('.ts');
  return fromSource
    ? [process.execPath, '--import', 'tsx', resolve(root, 'src/cli.ts')]
    : [process.execPath, resolve(root, 'bin/nba-props.js')];
}
