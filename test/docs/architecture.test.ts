import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { architecturePage } from '../../scripts/architecture/page.js';

const DOCS = resolve(import.meta.dirname, '../../docs');

it('docs/architecture.md is what the imports and definitions say; "npm run docs" writes it', async () => {
  expect(readFileSync(join(DOCS, 'architecture.md'), 'utf8')).toBe(await architecturePage());
});

it('every file that it links to exists', () => {
  const page = readFileSync(join(DOCS, 'architecture.md'), 'utf8');
  const links = [...page.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1] ?? '');
  expect(links.length).toBeGreaterThan(50);
  expect(links.filter((path) => !existsSync(join(DOCS, path)))).toEqual([]);
});
