#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const built = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
if (existsSync(built)) {
  await import('../dist/cli.js');
} else {
  process.stderr.write(
    'error NOT_BUILT: The program is not built yet.\n  Run "npm ci" (or "npm run build") in the checkout.\n',
  );
  process.exitCode = 2;
}
