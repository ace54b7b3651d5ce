/**
 * npm run test:sql: analyzes every statement that the platform runs, compiled for BigQuery, with GoogleSQL's own analyzer.
 * With --tables only the SELECTs of the table definitions, which takes two seconds.
 */
import { spawnSync } from 'node:child_process';
import { analyzeAll, provesItself } from './analysis.js';
import { GoogleSql } from './googlesql.js';
import { tableStatements } from './table-statements.js';

if (process.argv.includes('--tables')) await tablesAlone();
else process.exitCode = spawnSync('npx', ['vitest', 'run', '--project', 'sql'], { stdio: 'inherit' }).status ?? 1;

async function tablesAlone(): Promise<void> {
  const started = Date.now();
  const sql = await GoogleSql.start();
  try {
    await provesItself(sql);
    const statements = await tableStatements();
    const refused = await analyzeAll(sql, statements);
    for (const { origin, error } of refused) console.log(`${origin}: ${error}\n`);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(`${statements.length} statements analyzed in ${seconds} s, ${refused.length} refused.`);
    if (refused.length > 0) process.exitCode = 1;
  } finally {
    sql.stop();
  }
}
