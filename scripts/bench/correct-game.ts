/**
 * Writes the play-by-play of one game of a warehouse with one assist taken away: a stat correction, as a file to ingest.
 * Usage: correct-game.ts WAREHOUSE TARGET [GAMES]: the game that many games before the last. Prints it and its date.
 */
import { writeFileSync } from 'node:fs';
import { openWarehouse } from '../../src/engine/open.js';
import type { Row } from '../../src/engine/warehouse.js';

const [path = '', target = '', before = '0'] = process.argv.slice(2);
const warehouse = await openWarehouse({ location: path, readOnly: true });
const [game] = await warehouse.query<{ game_id: string; day: string }>(
  `SELECT game_id, game_date AS day FROM nba_reference.shots GROUP BY 1, 2 ORDER BY game_date DESC, game_id LIMIT 1
   OFFSET ${Number(before)}`,
);
const events = await warehouse.query<Row>(
  'SELECT * FROM nba_raw.nbac_play_by_play WHERE game_id = $1 ORDER BY event_index',
  [game?.game_id ?? ''],
);
await warehouse.close();

const person = (n: number) => [
  `PERSON${n}TYPE`,
  `PLAYER${n}_ID`,
  `PLAYER${n}_NAME`,
  `PLAYER${n}_TEAM_ID`,
  `PLAYER${n}_TEAM_ABBREVIATION`,
];
const header = [
  'GAME_ID',
  'EVENTNUM',
  'EVENTMSGTYPE',
  'EVENTMSGACTIONTYPE',
  'PERIOD',
  'WCTIMESTRING',
  'PCTIMESTRING',
  'HOMEDESCRIPTION',
  'NEUTRALDESCRIPTION',
  'VISITORDESCRIPTION',
  'SCORE',
  ...[1, 2, 3].flatMap(person),
];
const assisted = events.findIndex((e) => e.event_type === 1 && e.player2_id !== null);
const clock = (seconds: unknown) =>
  `${Math.floor(Number(seconds) / 60)}:${String(Number(seconds) % 60).padStart(2, '0')}`;
const cell = (value: unknown) =>
  value === null || value === undefined ? '' : `"${String(value).replaceAll('"', '""')}"`;
const lines = events.map((e, i) => {
  const people = [1, 2, 3].flatMap((n) => {
    const keys = [`person${n}_type`, `player${n}_id`, `player${n}_name`, `player${n}_team_id`, `player${n}_team_abbr`];
    return i === assisted && n === 2 ? [0, 0, null, null, null] : keys.map((key) => e[key]);
  });
  return [
    e.game_id,
    e.event_num,
    e.event_type,
    e.action_type,
    e.period,
    e.wall_clock,
    clock(e.clock_seconds),
    e.home_description,
    e.neutral_description,
    e.visitor_description,
    e.score,
    ...people,
  ]
    .map(cell)
    .join(',');
});
writeFileSync(target, `${[header.join(','), ...lines].join('\n')}\n`);
console.log(JSON.stringify(game));
