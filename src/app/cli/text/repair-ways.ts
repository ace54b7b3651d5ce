import type { RepairWay } from '../../../repair/repair-ways.js';
import { onSameWarehouse } from '../spec/command-line.js';
import type { Paint } from './paint.js';
import { count, counted } from './table.js';

/** What to do about each damage, and what that costs; then the commands, in their order. */
export function repairLines(ways: readonly RepairWay[], db: string | undefined, paint: Paint): string[] {
  const out = ['', paint.strong('To repair:')];
  for (const way of ways) out.push(`  ${paint.warn(way.way.padEnd(6))}  ${cost(way)}`, ...sources(way, db));
  const files = ways.flatMap(({ needs }) => needs.map(({ path }) => path));
  out.push('');
  if (files.length > 0)
    out.push(
      `First bring back ${counted(files.length, 'file')}, then: ${onSameWarehouse('nba-props ingest FILE...', db)}`,
    );
  return [...out, `${files.length > 0 ? 'Then' : 'All of it'} by: ${onSameWarehouse('nba-props heal', db)}`];
}

function cost({ table, from, to, dates, partitions }: RepairWay): string {
  const range = from === null || to === null ? '' : from === to ? ` (${from})` : ` (${from} to ${to})`;
  return `${table}, ${counted(dates, 'date')}${range}: up to ${counted(partitions, 'partition')} made again`;
}

function sources({ reads, needs, backup }: RepairWay, db: string | undefined): string[] {
  const out = reads.map(({ path, bytes }) => `          reads ${path} again (${count(bytes)} bytes)`);
  for (const { path, sha256 } of needs) {
    out.push(`          needs ${path} as it was ingested (sha256 ${sha256}); any copy of it, under any name`);
  }
  if (backup !== null) {
    const since = `${counted(backup.files_since, 'file')} ingested since ${backup.files_since === 1 ? 'is' : 'are'} to be ingested again`;
    const restore = onSameWarehouse(`nba-props restore ${backup.path} --replace`, db);
    out.push(`          without a copy: ${restore} (of ${backup.made_at}, ${count(backup.bytes)} bytes; ${since})`);
  }
  return out;
}
