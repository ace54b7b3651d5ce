import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type * as Zod from 'zod';
import type { Effects } from '../effects.js';
import { PlatformError } from '../errors.js';

const CONFIG_FILE = 'nba-props.config.json';

type Source = 'flag' | 'environment' | 'file' | 'default';

interface Setting<T> {
  readonly value: T;
  readonly from: Source;
}

export interface Settings {
  /** Absolute path of the warehouse. */
  readonly db: Setting<string>;
  readonly threads: Setting<number>;
  /** DuckDB's own limit, e.g. 1200MB. */
  readonly memory_limit: Setting<string>;
}

/** Effective settings and where each comes from: flag, environment, nba-props.config.json, default. Error: BAD_OPTION. */
export function loadSettings(
  flags: { readonly db?: string | undefined },
  effects: Pick<Effects, 'cwd' | 'env'>,
): Settings {
  const file = readConfig(join(effects.cwd(), CONFIG_FILE));
  const first = <T>(fallback: T, ...candidates: readonly (readonly [T | undefined, Source])[]): Setting<T> => {
    for (const [value, from] of candidates) if (value !== undefined) return { value, from };
    return { value: fallback, from: 'default' };
  };
  const db = first('nba.duckdb', [flags.db, 'flag'], [effects.env('NBA_PROPS_DB'), 'environment'], [file.db, 'file']);
  return {
    db: { ...db, value: resolve(effects.cwd(), db.value) },
    threads: first(2, [wholeNumber(effects.env('NBA_PROPS_THREADS')), 'environment'], [file.threads, 'file']),
    memory_limit: first('1200MB', [effects.env('NBA_PROPS_MEMORY_LIMIT'), 'environment'], [file.memory_limit, 'file']),
  };
}

function wholeNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new PlatformError(
    'BAD_OPTION',
    `NBA_PROPS_THREADS is "${text}", not a number of threads.`,
    'Set it to 1 or more.',
  );
}

interface ConfigFile {
  readonly db?: string | undefined;
  readonly threads?: number | undefined;
  readonly memory_limit?: string | undefined;
}

function readConfig(path: string): ConfigFile {
  if (!existsSync(path)) return {};
  const wrong = (why: string) => new PlatformError('BAD_OPTION', `${path} ${why}.`, 'Mend it or remove it.');
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw wrong('is not valid JSON');
  }
  // Loaded only for who has the file: every command starts with this module.
  const { z } = createRequire(import.meta.url)('zod') as typeof Zod;
  const schema = z.strictObject({
    db: z.string().optional(),
    threads: z.number().int().min(1).optional(),
    memory_limit: z.string().optional(),
  });
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw wrong(`has a wrong setting (${z.prettifyError(parsed.error).replaceAll('\n', ' ')})`);
  return parsed.data;
}
