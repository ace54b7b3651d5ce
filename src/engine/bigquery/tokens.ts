/** A piece of a GoogleSQL text. `name` is an identifier or a keyword; `gap` is white space or a comment. */
export interface Token {
  readonly kind: 'name' | 'text' | 'gap' | 'sign';
  readonly text: string;
}

const PIECES = [
  /(?<gap>\s+|--[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/)/,
  /(?<text>(?:[rR][bB]?|[bB][rR]?)?(?:'''(?:\\[\s\S]|[^\\])*?'''|"""(?:\\[\s\S]|[^\\])*?"""|'(?:\\[\s\S]|[^\\'])*'|"(?:\\[\s\S]|[^\\"])*"))/,
  /(?<name>[A-Za-z_][A-Za-z0-9_]*|`(?:\\.|[^\\`])*`)/,
  /(?<sign>\d[\w.]*|[\s\S])/,
];
const PIECE = new RegExp(PIECES.map((piece) => piece.source).join('|'), 'y');

/** The pieces of a statement: joined, they are the statement. */
export function tokensOf(sql: string): Token[] {
  const tokens: Token[] = [];
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < sql.length) {
    const found = PIECE.exec(sql);
    if (found === null) break;
    const groups = found.groups ?? {};
    const kind = (['gap', 'text', 'name', 'sign'] as const).find((one) => groups[one] !== undefined) ?? 'sign';
    tokens.push({ kind, text: found[0] });
  }
  return tokens;
}

export const textOf = (tokens: readonly Token[]): string => tokens.map(({ text }) => text).join('');

/** The statements of a text, without the semicolons and without empty ones. */
export function statementsOf(sql: string): Token[][] {
  const statements: Token[][] = [[]];
  for (const token of tokensOf(sql)) {
    if (token.kind === 'sign' && token.text === ';') statements.push([]);
    else statements.at(-1)?.push(token);
  }
  return statements.filter((tokens) => tokens.some(({ kind }) => kind !== 'gap'));
}

/** The first words of a statement, in capitals: enough to tell what it does. */
export function firstWords(tokens: readonly Token[], most = 6): string[] {
  const words: string[] = [];
  for (const { kind, text } of tokens) {
    if (kind === 'gap') continue;
    if (kind !== 'name' || words.length === most) break;
    words.push(text.toUpperCase());
  }
  return words;
}
