import type { Columns, GoogleSql, Question, Tables } from './googlesql.js';

export interface Statement extends Question {
  /** Where the statement comes from. */
  readonly origin: string;
}

export interface Refused {
  readonly origin: string;
  readonly error: string;
}

/**
 * Analyzes statements in order. A table that one of them creates has, for those after it, the types that GoogleSQL gives
 * its columns, not those of the engine it was made in.
 */
export async function analyzeAll(sql: GoogleSql, statements: readonly Statement[]): Promise<readonly Refused[]> {
  const created = new Map<string, Columns>();
  const refused: Refused[] = [];
  for (const statement of statements) {
    const tables: Tables = new Map(
      [...statement.tables].map(([name, columns]) => [name, created.get(keyOf(name, columns)) ?? columns]),
    );
    try {
      for (const { name, columns } of await sql.analyze({ ...statement, tables })) {
        created.set(keyOf(name, columns), columns);
      }
    } catch (error) {
      refused.push({ origin: statement.origin, error: error instanceof Error ? error.message : String(error) });
    }
  }
  return refused;
}

/** A table by its name and those of its columns: temporary tables of one name differ from batch to batch. */
const keyOf = (name: string, columns: Columns) => `${name} ${Object.keys(columns).join(' ')}`;

/** An analyzer that accepts anything would make the gate worthless. Error when it does. */
export async function provesItself(sql: GoogleSql): Promise<void> {
  const tables: Tables = new Map([['nba_raw.games', { game_id: 'STRING' }]]);
  const ask = (text: string) => analyzeAll(sql, [{ origin: 'the gate', sql: text, tables }]);
  for (const text of ['SELECT list_sort([game_id]) FROM nba_raw.games', 'SELECT game_date FROM nba_raw.games']) {
    if ((await ask(text)).length === 0) throw new Error(`The analyzer accepted: ${text}`);
  }
  const [refused] = await ask('SELECT game_id FROM nba_raw.games');
  if (refused !== undefined) throw new Error(`The analyzer refused a plain SELECT: ${refused.error}`);
}
