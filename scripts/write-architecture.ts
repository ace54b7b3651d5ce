import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { architecturePage } from './architecture/page.js';

const path = resolve(import.meta.dirname, '../docs/architecture.md');
writeFileSync(path, await architecturePage());
console.log(`wrote ${path}`);
