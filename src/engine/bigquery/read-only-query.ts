import { PlatformError } from '../../errors.js';
import { firstWords, statementsOf, type Token } from './tokens.js';

/** The statement that a user typed, if it is one and only reads: no query of GoogleSQL can write. Error: BAD_SQL. */
export function checkedQuery(sql: string): readonly Token[] {
  const statements = statementsOf(sql);
  const [statement] = statements;
  if (statement === undefined || statements.length > 1) {
    const count = statement === undefined ? 'No' : String(statements.length);
    throw new PlatformError('BAD_SQL', `${count} statements were given.`, 'Give exactly one statement, in quotes.');
  }
  const [first] = firstWords(statement, 1);
  const isBracket = statement.find(({ kind }) => kind !== 'gap')?.text === '(';
  if (first === 'SELECT' || first === 'WITH' || isBracket) return statement;
  throw new PlatformError('BAD_SQL', 'Only statements that read may be run here.', 'Use SELECT or WITH.');
}

/** Errors of a user's statement are BAD_SQL and not bugs. */
export async function ofUser<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const own = error instanceof PlatformError && (error.code === 'BAD_STATEMENT' || error.code === 'DATA_REFUSED');
    if (!own) throw error;
    throw new PlatformError('BAD_SQL', error.what, 'Tables and columns are in docs/data-dictionary.md.', {
      cause: error,
    });
  }
}
