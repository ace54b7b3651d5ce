import { openWarehouse } from '../src/engine/open.js';

/** Prints what names cost in a warehouse: npx tsx scripts/measure-names.ts nba.duckdb */
const [location = ''] = process.argv.slice(2);
const warehouse = await openWarehouse({ location, readOnly: true });
const SEASON = (day: string) =>
  `(SELECT MAX(g.season) FROM nba_reference.games g WHERE g.game_date <= ${day} AND g.is_counting)`;

const print = async (title: string, sql: string) => {
  process.stdout.write(`${title}\n`);
  for (const row of await warehouse.query(sql)) process.stdout.write(`  ${Object.values(row).join('  ')}\n`);
};
await print(
  'Unresolved rows by table and season',
  `SELECT table_name, COALESCE(season, 'before') AS season, COUNT(*) AS n FROM (
     SELECT u.table_name, ${SEASON('u.partition_date')} AS season FROM nba_processing.unresolved_names u) q
   GROUP BY ALL ORDER BY ALL`,
);
await print(
  'Context rows: season, rows, unknown and known before the game, vacated_usage NULL, available, out',
  `SELECT season, COUNT(*) AS n, COUNT(CASE WHEN availability = 'unknown' AND known_before_game THEN 1 END) AS unknown,
     COUNT(CASE WHEN vacated_usage IS NULL THEN 1 END) AS vacated, COUNT(CASE WHEN availability = 'available' THEN 1 END) AS available,
     COUNT(CASE WHEN availability = 'out' THEN 1 END) AS absent
   FROM nba_analytics.upcoming_player_game_context GROUP BY season ORDER BY season`,
);
await warehouse.close();
