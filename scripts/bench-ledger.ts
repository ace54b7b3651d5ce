/**
 * How long the commands of every morning take on a ledger of 100,000 partitions, invented but consistent, with a few faults
 * in its last season: tsx scripts/bench-ledger.ts [SEASONS]. One line per command, parts divided by " | ".
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { best, cli } from './bench/measure.js';
import { writeFakeLedger } from './dashboard/fake-ledger.js';

/** 165 dates and 24 tables a season. */
const SEASONS = Number(process.argv[2] ?? 27);
const folder = mkdtempSync(join(tmpdir(), 'nba-props-ledger-'));
try {
  const db = join(folder, 'ledger.duckdb');
  const partitions = await writeFakeLedger(db, SEASONS);
  const help = await best(5, () => cli('--help'));
  for (const command of ['status', 'plan', 'gaps']) {
    const run = await best(5, () => cli(command, '--db', db));
    const more = run.seconds - help.seconds;
    console.log(
      [
        `ledger of ${partitions.toLocaleString('en-US')} partitions: ${command}`,
        `${run.seconds.toFixed(2)} s`,
        `${run.cpu.toFixed(2)} s`,
        `${run.peakMb.toFixed(0)} MB`,
        `${more.toFixed(2)} s more than --help`,
        `${more < 1 ? 'met' : 'missed'}: < 1 s more`,
      ].join(' | '),
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
