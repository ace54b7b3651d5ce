/**
 * npm run test:sql: analyzes the statements that the platform runs, compiled for BigQuery, with GoogleSQL's own analyzer.
 * With --tables only the SELECTs of the table definitions. Ends with 1 when a statement is refused.
 */
import { GoogleSql, type Question } from './googlesql.js';
import { tableStatements } from './table-statements.js';

const started = Date.now();
const seconds = () => ((Date.now() - started) / 1000).toFixed(1);

const sql = await GoogleSql.start();
try {
  await refusesForeignSql();
  const statements = await tableStatements();
  let failed = 0;
  for (const statement of statements) {
    const error = await errorOf(statement);
    if (error === null) continue;
    failed += 1;
    console.log(`${statement.origin}: ${error}\n`);
  }
  console.log(`${statements.length} statements analyzed in ${seconds()} s, ${failed} refused.`);
  if (failed > 0) process.exitCode = 1;
} finally {
  sql.stop();
}

async function errorOf(statement: Question): Promise<string | null> {
  try {
    await sql.analyze(statement);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** An analyzer that accepts anything would make this gate worthless. */
async function refusesForeignSql(): Promise<void> {
  const tables = new Map([['nba_raw.games', { game_id: 'STRING' }]]);
  const foreign = ['SELECT list_sort([game_id]) FROM nba_raw.games', 'SELECT game_date FROM nba_raw.games'];
  for (const text of foreign) {
    if ((await errorOf({ sql: text, tables })) === null) throw new Error(`the analyzer accepted: ${text}`);
  }
  const error = await errorOf({ sql: 'SELECT game_id FROM nba_raw.games', tables });
  if (error !== null) throw new Error(`the analyzer refused a plain SELECT: ${error}`);
}
