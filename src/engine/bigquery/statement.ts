import { PlatformError } from '../../errors.js';
import { bigqueryDialect as d } from './dialect.js';
import { firstWords, type Token, textOf, tokensOf } from './tokens.js';
import { literal } from './values.js';

export type Parameter = string | number | boolean | null;

/** What a statement does to the warehouse. */
export type Does = 'reads' | 'changes rows' | 'makes a temporary table' | 'makes a schema' | 'changes tables';

export function doing(tokens: readonly Token[]): Does {
  const words = firstWords(tokens);
  const [first = ''] = words;
  if (['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(first)) return 'changes rows';
  if (first === 'CREATE' && words.includes('SCHEMA')) return 'makes a schema';
  if (first === 'CREATE' && (words.includes('TEMP') || words.includes('TEMPORARY'))) return 'makes a temporary table';
  if (['CREATE', 'DROP', 'ALTER'].includes(first)) return 'changes tables';
  return 'reads';
}

/** The statement with literals in place of its question marks, in order, and of the dates that are set. */
export function bound(sql: string, params: readonly Parameter[], dates: ReadonlyMap<string, string>): Token[] {
  const tokens = tokensOf(sql);
  let next = 0;
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const { kind, text } = tokens[i]!;
    if (kind === 'sign' && text === '?' && next < params.length) {
      out.push({ kind: 'text', text: literal(params[next++]!) });
    } else if (kind === 'sign' && text === '@' && tokens[i + 1]?.kind === 'name') {
      out.push({ kind: 'text', text: dateOf(tokens[++i]!.text, dates) });
    } else {
      out.push(tokens[i]!);
    }
  }
  return out;
}

function dateOf(name: string, dates: ReadonlyMap<string, string>): string {
  const iso = dates.get(name);
  if (iso !== undefined) return d.date(iso);
  throw new PlatformError('INTERNAL', `The date ${name} is not set.`, 'This is a bug: please report it.');
}

/** Index of a word outside brackets. */
function placeOf(tokens: readonly Token[], word: string, from = 0): number {
  let depth = 0;
  for (let i = from; i < tokens.length; i++) {
    const { kind, text } = tokens[i]!;
    if (kind === 'sign' && text === '(') depth += 1;
    if (kind === 'sign' && text === ')') depth -= 1;
    if (depth === 0 && kind === 'name' && text.toUpperCase() === word) return i;
  }
  return -1;
}

/** SELECT of the number of rows, as n, that a statement is about to change; null for one whose rows are listed in it. */
export function countOf(tokens: readonly Token[]): string | null {
  const [first] = firstWords(tokens, 1);
  const rest = (from: number) => textOf(tokens.slice(from));
  if (first === 'DELETE') return `SELECT COUNT(*) AS n ${rest(placeOf(tokens, 'FROM'))}`;
  if (first === 'INSERT') {
    const select = [placeOf(tokens, 'SELECT'), placeOf(tokens, 'WITH')].filter((place) => place >= 0);
    return select.length === 0 ? null : `SELECT COUNT(*) AS n FROM (${rest(Math.min(...select))}) changed`;
  }
  const set = placeOf(tokens, 'SET');
  const where = placeOf(tokens, 'WHERE', set);
  const from = placeOf(tokens, 'FROM', set);
  const target = textOf(tokens.slice(placeOf(tokens, 'UPDATE') + 1, set));
  const others = from < 0 || from > where ? '' : ` CROSS JOIN ${textOf(tokens.slice(from + 1, where))}`;
  return `SELECT COUNT(*) AS n FROM ${target}${others} ${rest(where)}`;
}
