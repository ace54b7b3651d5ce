import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { sourcesPage } from '../../scripts/sources-page.js';

it('docs/sources.md is what the sources say; "npm run docs" writes it', () => {
  expect(readFileSync(resolve(import.meta.dirname, '../../docs/sources.md'), 'utf8')).toBe(sourcesPage());
});
