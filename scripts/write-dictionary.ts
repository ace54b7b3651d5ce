import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { VIEWS } from '../src/ledger/platform-schema.js';
import { dictionary } from '../src/tables/dictionary.js';
import { GRAPH } from '../src/tables/registry.js';

const path = resolve(import.meta.dirname, '../docs/data-dictionary.md');
writeFileSync(path, dictionary(GRAPH, VIEWS));
console.log(`wrote ${path}`);
