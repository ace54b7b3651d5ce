/**
 * Makes a fresh clone ready: installs the packages and builds, each only if it is needed. So that `npm test` and
 * `npm run demo` do all the set-up themselves.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const npm = (...args) => {
  try {
    execFileSync('npm', args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  } catch {
    console.error(`npm ${args.join(' ')} failed: see above.`);
    process.exit(1);
  }
};

/** Time of the newest file of a folder. */
function newest(folder) {
  const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter((f) => f.isFile());
  return Math.max(0, ...files.map((f) => statSync(join(f.parentPath, f.name)).mtimeMs));
}

const installed = existsSync(join(root, 'node_modules', '.package-lock.json'));
if (!installed) npm('ci', '--no-audit', '--no-fund');
else if (!existsSync(join(root, 'dist', 'cli.js')) || newest('src') > newest('dist')) npm('run', '--silent', 'build');
