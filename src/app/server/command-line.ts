import { resolve } from 'node:path';
import { packageRoot } from '../../package-root.js';

/** How to start our own command line: program and leading arguments. */
export function ownCommandLine(): readonly string[] {
  const root = packageRoot();
  const fromSource = import.meta.filename.endsWith('.ts');
  return fromSource
    ? [process.execPath, '--import', 'tsx', resolve(root, 'src/cli.ts')]
    : [process.execPath, resolve(root, 'bin/nba-props.js')];
}
