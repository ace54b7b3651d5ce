import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type * as Zod from 'zod';
import type { Effects } from '../effects.js';
import { PlatformError } from '../errors.js';
import { type FileLimits, USUAL_LIMITS } from '../raw/readers/limits.js';

const CONFIG_FILE = 'nba-props.config.json';

type Source = 'flag' | 'environment' | 'file' | 'default';

interface Setting<T> {
  readonly value: T;
  readonly from: Source;
}

export type Settings = SettingsByName & { readonly [limit in keyof FileLimits]: Setting<number> };

interface SettingsByName {
  /** Absolute path of the warehouse; one of BigQuery as bigquery:PROJECT/PREFIX@LOCATION. */
  readonly db: Setting<string>;
  /** Address of BigQuery, if not Google's: an emulator. */
  readonly bigquery_endpoint: Setting<string>;
  /** Most bytes that one BigQuery statement may read; 0 for no limit. */
  readonly bigquery_max_bytes: Setting<number>;
  readonly threads: Setting<number>;
  /** DuckDB's own limit, e.g. 1200MB. */
  readonly memory_limit: Setting<string>;
  /** Base addresses of the hosts that `download` asks. */
  readonly cdn_url: Setting<string>;
  readonly stats_url: Setting<string>;
  readonly odds_url: Setting<string>;
  /** Shell command and webhook address that get the alerts; NULL if not set. */
  readonly alert_command: Setting<string | null>;
  readonly alert_webhook: Setting<string | null>;
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
  const address = (variable: string, ofFile: string | undefined, usual: string): Setting<string> => {
    const setting = first(usual, [effects.env(variable), 'environment'], [ofFile, 'file']);
    if (URL.canParse(setting.value)) return setting;
    throw new PlatformError(
      'BAD_OPTION',
      `${variable} is "${setting.value}", not an address.`,
      `Write it like ${usual}.`,
    );
  };
  const db = first('nba.duckdb', [flags.db, 'flag'], [effects.env('NBA_PROPS_DB'), 'environment'], [file.db, 'file']);
  if (db.value === ':memory:') {
    throw new PlatformError(
      'BAD_OPTION',
      'A warehouse in memory would be gone when the command ends.',
      'Name a file with --db; it is made where it is not there yet.',
    );
  }
  const limits = LIMITS.map((name) => [name, first(USUAL_LIMITS[name], [file[name], 'file'])]);
  return {
    ...(Object.fromEntries(limits) as { readonly [limit in keyof FileLimits]: Setting<number> }),
    db: { ...db, value: db.value.startsWith('bigquery:') ? db.value : resolve(effects.cwd(), db.value) },
    bigquery_endpoint: first(
      '',
      [effects.env('NBA_PROPS_BIGQUERY_ENDPOINT'), 'environment'],
      [file.bigquery_endpoint, 'file'],
    ),
    bigquery_max_bytes: first(0, [file.bigquery_max_bytes, 'file']),
    threads: first(2, [wholeNumber(effects.env('NBA_PROPS_THREADS')), 'environment'], [file.threads, 'file']),
    memory_limit: memoryLimit(
      first('1200MB', [effects.env('NBA_PROPS_MEMORY_LIMIT'), 'environment'], [file.memory_limit, 'file']),
    ),
    cdn_url: address('NBA_PROPS_CDN_URL', file.cdn_url, 'https://cdn.nba.com'),
    stats_url: address('NBA_PROPS_STATS_URL', file.stats_url, 'https://stats.nba.com'),
    odds_url: address('NBA_PROPS_ODDS_URL', file.odds_url, 'https://api.the-odds-api.com'),
    alert_command: first<string | null>(
      null,
      [effects.env('NBA_PROPS_ALERT_COMMAND'), 'environment'],
      [file.alert_command, 'file'],
    ),
    alert_webhook: webhook(
      first<string | null>(null, [effects.env('NBA_PROPS_ALERT_WEBHOOK'), 'environment'], [file.alert_webhook, 'file']),
    ),
  };
}

/** A webhook address may contain a secret, so messages do not show it. */
function webhook(setting: Setting<string | null>): Setting<string | null> {
  if (setting.value === null || /^https?:\/\//.test(setting.value)) return setting;
  throw new PlatformError(
    'BAD_OPTION',
    'The alert webhook is no address.',
    'Set NBA_PROPS_ALERT_WEBHOOK, or alert_webhook in nba-props.config.json, to an address like https://example.com/hook.',
  );
}

const LIMITS = Object.keys(USUAL_LIMITS) as (keyof FileLimits)[];

/** How much of a file `ingest` takes in. */
export function fileLimits(settings: Settings): FileLimits {
  return Object.fromEntries(LIMITS.map((name) => [name, settings[name].value])) as unknown as FileLimits;
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

/** As the engine writes it: a number and a unit. Less than 64 MB holds no batch. */
function memoryLimit(setting: Setting<string>): Setting<string> {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([KMGT])i?B$/i.exec(setting.value.trim()) ?? [];
  const megabytes = Number(number) * (MEGABYTES[unit.toUpperCase()] ?? Number.NaN);
  if (megabytes >= 64) return setting;
  throw new PlatformError(
    'BAD_OPTION',
    `The memory limit is "${setting.value}", ${Number.isNaN(megabytes) || number === '' ? 'not a size' : 'less than 64MB'}.`,
    'Set NBA_PROPS_MEMORY_LIMIT, or memory_limit in nba-props.config.json, to a size like 1200MB or 4GB.',
  );
}

const MEGABYTES: Readonly<Record<string, number>> = { K: 1 / 1000, M: 1, G: 1000, T: 1_000_000 };

interface ConfigFile extends Partial<Record<keyof FileLimits, number | undefined>> {
  readonly db?: string | undefined;
  readonly threads?: number | undefined;
  readonly memory_limit?: string | undefined;
  readonly bigquery_endpoint?: string | undefined;
  readonly bigquery_max_bytes?: number | undefined;
  readonly cdn_url?: string | undefined;
  readonly stats_url?: string | undefined;
  readonly odds_url?: string | undefined;
  readonly alert_command?: string | undefined;
  readonly alert_webhook?: string | undefined;
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
    bigquery_endpoint: z.string().optional(),
    bigquery_max_bytes: z.number().int().min(0).optional(),
    cdn_url: z.string().optional(),
    stats_url: z.string().optional(),
    odds_url: z.string().optional(),
    alert_command: z.string().min(1).optional(),
    alert_webhook: z.string().optional(),
    ...Object.fromEntries(LIMITS.map((name) => [name, z.number().positive().optional()])),
  });
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw wrong(`has a wrong setting (${z.prettifyError(parsed.error).replaceAll('\n', ' ')})`);
  return parsed.data;
}
