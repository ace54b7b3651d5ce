import { relationsIn } from '../../src/engine/bigquery/names.js';
import { type Token, textOf, tokensOf } from '../../src/engine/bigquery/tokens.js';
import { withWholeRange } from '../../src/engine/bigquery/whole-range.js';
import { storedAs } from '../../src/tables/definition.js';
import { GRAPH } from '../../src/tables/registry.js';

/** Tables that BigQuery refuses to read without a filter on their partition column, and that column. */
const NEED_FILTER = new Map(
  GRAPH.ordered
    .map(storedAs)
    .flatMap(({ name, partitionBy, needsFilter }) =>
      needsFilter === true && partitionBy !== undefined ? [[name, partitionBy] as const] : [],
    ),
);

/** The statement as BigQuery gets it. */
export const asSent = (sql: string): string => textOf(withWholeRange(tokensOf(sql), (name) => NEED_FILTER.get(name)));

/** A date that is known before a row is read. */
const CONSTANT =
  "(?:DATE '[\\d-]+'|\\?|@ ?\\w+|(?:CAST|DATE_ADD|COALESCE) ?\\((?: ?CAST ?\\()? ?(?:DATE '[\\d-]+'|'[\\d-]+'|\\?|@ ?\\w+)[^()]*\\)?)";

const filterOn = (column: string, constant: string) =>
  new RegExp(`(?<![\\w.] ?\\. ?|\\w)(?:(\\w+) ?\\. ?)?${column} (?:BETWEEN|=|>=|<=|<|>|IN \\() ?${constant}`, 'g');

/** Words with a space between them. */
const spaced = (words: readonly string[]): string => words.join(' ').replace(/([<>]) =/g, '$1=');

/** Keywords: a name that follows one of them is not a table that is read. */
const NOT_READ = new Set(['INTO', 'TABLE', 'VIEW', 'UPDATE', 'EXISTS']);

/** Tables of a statement, as it is sent, that stand in it without a filter by constants. */
export function withoutFilter(sql: string): string[] {
  const tokens = tokensOf(sql).filter(({ kind }) => kind !== 'gap');
  const text = (from: number, to: number) => spaced(tokens.slice(from, to).map((token) => token.text));
  return tokens.flatMap(({ kind }, i) => {
    const name = kind === 'name' && tokens[i - 1]?.text !== '.' ? text(i, i + 3).replaceAll(' ', '') : '';
    const column = NEED_FILTER.get(name);
    const before = tokens[i - 1]?.text.toUpperCase() ?? '';
    if (column === undefined || NOT_READ.has(before)) return [];
    const after = text(i + 3, i + 40);
    const own = new RegExp(`^(?:(?:AS )?\\w+ )?WHERE (?:\\w+ \\. )?${column} (?:BETWEEN|=|>=|IN \\() ?${CONSTANT}`);
    return before === 'FROM' && own.test(after) ? [] : [name];
  });
}

/** Tables of a statement that it reads as a whole: no filter of its own names dates, neither beside the table nor around its subquery. */
export function readsWhole(sql: string): string[] {
  const tokens = tokensOf(sql).filter(({ kind }) => kind !== 'gap');
  return relationsIn(tokens).flatMap(({ name, first, last, hasAlias, after }) => {
    const column = NEED_FILTER.get(name);
    if (column === undefined || (after !== 'FROM' && after !== 'JOIN')) return [];
    const next = tokens[last + 1]?.text.toUpperCase() === 'AS' ? last + 2 : last + 1;
    const alias = hasAlias ? tokens[next]?.text : name.slice(name.indexOf('.') + 1);
    const scope = scopeAt(tokens, first);
    const within = [...scopeText(tokens, scope).matchAll(filterOn(column, CONSTANT))];
    if (within.some(([, of]) => of === undefined || of === alias)) return [];
    return filteredAround(tokens, scope, column) ? [] : [name];
  });
}

interface Scope {
  /** The place of its opening bracket; -1 for the statement. */
  readonly open: number;
  readonly end: number;
}

const isSign = (token: Token | undefined, text: string) => token?.kind === 'sign' && token.text === text;

/** The innermost brackets around a place. */
function scopeAt(tokens: readonly Token[], place: number): Scope {
  let depth = 0;
  let open = place;
  for (; open >= 0 && depth <= 0; open--) {
    if (isSign(tokens[open], '(')) depth += 1;
    if (isSign(tokens[open], ')')) depth -= 1;
  }
  open = depth > 0 ? open + 1 : -1;
  depth = 0;
  let end = open + 1;
  for (; end < tokens.length && depth >= 0; end++) {
    if (isSign(tokens[end], '(')) depth += 1;
    if (isSign(tokens[end], ')')) depth -= 1;
  }
  return { open, end: depth < 0 ? end - 1 : end };
}

/** Its words, without those of subqueries. */
function scopeText(tokens: readonly Token[], { open, end }: Scope): string {
  const words: string[] = [];
  for (let i = open + 1; i < end; i++) {
    const first = tokens[i + 1]?.text.toUpperCase();
    if (isSign(tokens[i], '(') && (first === 'SELECT' || first === 'WITH')) i = scopeAt(tokens, i + 1).end;
    else words.push(tokens[i]!.text);
  }
  return spaced(words);
}

/** Whether what reads a subquery names dates of the column, under the name that the subquery gives it. */
function filteredAround(tokens: readonly Token[], scope: Scope, column: string): boolean {
  if (scope.open < 0) return false;
  const [, given = column] = new RegExp(`\\b${column} AS (\\w+)`).exec(scopeText(tokens, scope)) ?? [];
  const before = tokens[scope.open - 1]?.text.toUpperCase();
  const named = before === 'AS' ? tokens[scope.open - 2]?.text : undefined;
  const around = scopeAt(tokens, scope.open - 1);
  const alias = tokens[scope.end + 1]?.text.toUpperCase() === 'AS' ? tokens[scope.end + 2] : tokens[scope.end + 1];
  const texts = named === undefined ? [scopeText(tokens, around)] : readersOf(tokens, named);
  const filters = texts.flatMap((text) => [...text.matchAll(filterOn(given, CONSTANT))]);
  return filters.some(([, of]) => of === undefined || of === alias?.text || of === named || named !== undefined);
}

/** The scopes that read a name of the WITH clause. */
const readersOf = (tokens: readonly Token[], named: string): string[] =>
  relationsIn(tokens)
    .filter(({ name }) => name === named)
    .map(({ first }) => scopeText(tokens, scopeAt(tokens, first)));
