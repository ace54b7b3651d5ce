import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

interface Entry {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

it('the lock file has every optional package that a locked one names: npm ci refuses it otherwise', () => {
  const lock = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package-lock.json'), 'utf8')) as {
    packages: Readonly<Record<string, Entry>>;
  };
  const names = Object.values(lock.packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}));
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => lock.packages[`node_modules/${name}`] === undefined)).toEqual([]);
});
