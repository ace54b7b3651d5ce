import { normalColumn } from '../raw-source.js';
import { broken } from './file-head.js';

/** Records of a JSON file as text cells under normalised columns. */
export interface Records {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * Records of a JSON or NDJSON text: the league's resultSets (headers and rowSet), its scheduleLeagueV2 (games nested in
 * dates), or a list of flat or nested objects, whose nested keys join by an underscore. Error: BROKEN_FILE.
 */
export function jsonRecords(path: string, text: string, shape: 'json' | 'ndjson'): Records {
  const value = shape === 'ndjson' ? parseLines(path, text) : parse(path, text);
  return resultSet(value) ?? objects(gamesOf(value) ?? listOf(value));
}

function parse(path: string, text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw broken(path, 'is not valid JSON', error);
  }
}

function parseLines(path: string, text: string): Json[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => parse(path, line));
}

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function resultSet(value: Json): Records | null {
  if (!isObject(value)) return null;
  const sets = value.resultSets ?? value.resultSet;
  const set = Array.isArray(sets) ? sets[0] : sets;
  if (!isObject(set) || !Array.isArray(set.headers) || !Array.isArray(set.rowSet)) return null;
  return {
    columns: set.headers.map((name) => normalColumn(String(name))),
    rows: set.rowSet.map((row) => (Array.isArray(row) ? row.map(cell) : [])),
  };
}

/** scheduleLeagueV2: leagueSchedule.gameDates[].games[]. */
function gamesOf(value: Json): Json[] | null {
  if (!isObject(value) || !isObject(value.leagueSchedule)) return null;
  const dates = value.leagueSchedule.gameDates;
  return Array.isArray(dates)
    ? dates.flatMap((date) => (isObject(date) && Array.isArray(date.games) ? date.games : []))
    : null;
}

const listOf = (value: Json): Json[] => (Array.isArray(value) ? value : [value]);

function objects(values: readonly Json[]): Records {
  const flat = values.filter(isObject).map((value) => flatten(value));
  const columns = [...new Set(flat.flatMap((record) => [...record.keys()]))];
  return { columns, rows: flat.map((record) => columns.map((column) => record.get(column) ?? null)) };
}

function flatten(value: { [key: string]: Json }, prefix = '', into = new Map<string, string | null>()) {
  for (const [key, item] of Object.entries(value)) {
    const name = prefix === '' ? normalColumn(key) : `${prefix}_${normalColumn(key)}`;
    if (isObject(item)) flatten(item, name, into);
    else into.set(name, cell(item));
  }
  return into;
}

function cell(value: Json): string | null {
  if (value === null) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
