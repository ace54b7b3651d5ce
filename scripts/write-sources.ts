import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { sourcesPage } from './sources-page.js';

const path = resolve(import.meta.dirname, '../docs/sources.md');
writeFileSync(path, sourcesPage());
console.log(`wrote ${path}`);
