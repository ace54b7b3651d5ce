import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { Figures } from '../../scripts/reliability/figures.js';
import { page } from '../../scripts/reliability/page.js';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(resolve(ROOT, path), 'utf8');

test('docs/reliability.md has the figures of the last long run (npm run reliability -- --page writes it)', () => {
  const figures = JSON.parse(read('scripts/reliability/last-run.json')) as Figures;
  expect(read('docs/reliability.md')).toBe(page(figures));
});
