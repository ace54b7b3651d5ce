import { firstWords, type Token } from './tokens.js';

/** After these words a name is that of a relation. */
const BEFORE_RELATION = new Set(['FROM', 'JOIN', 'INTO', 'UPDATE', 'TABLE', 'VIEW', 'EXISTS']);

/** Keywords that may follow a relation's name and are not its alias. */
const NO_ALIAS = new Set(
  `ON USING WHERE GROUP ORDER HAVING QUALIFY WINDOW LIMIT JOIN INNER LEFT RIGHT FULL CROSS UNION EXCEPT INTERSECT SET SELECT VALUES
   TABLESAMPLE WHEN IF DEFAULT FROM`.split(/\s+/),
);

/** A relation that a statement names: the places of the pieces of its name, and whether an alias follows. */
interface NamedRelation {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  readonly hasAlias: boolean;
  /** The word before it. */
  readonly after: string;
}

/** The relations that a statement names, in order: tables, views, and also names of its own WITH clause. */
export function relationsIn(tokens: readonly Token[]): NamedRelation[] {
  const found: NamedRelation[] = [];
  let before = '';
  for (let i = 0; i < tokens.length; i++) {
    const { kind, text } = tokens[i]!;
    if (kind === 'gap') continue;
    const word = text.toUpperCase();
    // DROP TABLE IF EXISTS t.
    if (word === 'IF' && (before === 'TABLE' || before === 'VIEW')) continue;
    if (word === 'NOT' && before === 'TABLE') continue;
    if (kind !== 'name' || !BEFORE_RELATION.has(before) || BEFORE_RELATION.has(word)) {
      before = kind === 'name' ? word : '';
      continue;
    }
    const last = endOfName(tokens, i);
    const next = tokens.slice(last + 1).find((token) => token.kind !== 'gap');
    const isCall = next?.text === '(' && (before === 'FROM' || before === 'JOIN');
    const hasAlias = next?.kind === 'name' && !NO_ALIAS.has(next.text.toUpperCase());
    if (!isCall) found.push({ name: nameOf(tokens.slice(i, last + 1)), first: i, last, hasAlias, after: before });
    before = '';
    i = last;
  }
  return found;
}

const nameOf = (tokens: readonly Token[]) => tokens.map(({ text }) => text.replaceAll('`', '')).join('');

/** The place of the last piece of a dotted name that begins here. */
function endOfName(tokens: readonly Token[], start: number): number {
  let last = start;
  while (tokens[last + 1]?.text === '.' && tokens[last + 2]?.kind === 'name') last += 2;
  return last;
}

/** The table whose rows a statement changes; null for one that changes none. */
export function targetOf(tokens: readonly Token[]): string | null {
  const [first = ''] = firstWords(tokens, 1);
  if (!['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(first)) return null;
  return relationsIn(tokens)[0]?.name ?? null;
}

/**
 * The statement with other names for some relations; each gets its old name as alias.
 * @param other the name in place of one, or undefined to leave it
 */
export function renamed(tokens: readonly Token[], other: (name: string) => string | undefined): Token[] {
  const out = [...tokens];
  for (const { name, first, last, hasAlias, after } of relationsIn(tokens).reverse()) {
    const instead = other(name);
    if (instead === undefined || instead === name) continue;
    const takesAlias = !hasAlias && ['FROM', 'JOIN', 'UPDATE'].includes(after);
    const alias = takesAlias ? ` AS ${lastPart(name)}` : '';
    out.splice(first, last - first + 1, { kind: 'name', text: `${instead}${alias}` });
  }
  return out;
}

export const lastPart = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** The statement with a prefix before the names of the platform's datasets. */
export function prefixed(tokens: readonly Token[], prefix: string): readonly Token[] {
  if (prefix === '') return tokens;
  return tokens.map((token, i) =>
    token.kind === 'name' && DATASET.test(token.text) && tokens[i + 1]?.text === '.' && tokens[i - 1]?.text !== '.'
      ? { ...token, text: `${prefix}${token.text}` }
      : token,
  );
}

/** The platform's datasets, by name. */
const DATASET = /^nba_[a-z_]+$/;
