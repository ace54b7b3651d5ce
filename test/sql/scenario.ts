import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { samples } from '../../src/app/cli/commands/demo.js';
import { Metrics } from '../../src/app/server/metrics.js';
import { readers } from '../../src/app/server/readers.js';
import { WarehouseReader } from '../../src/app/server/warehouse-reader.js';
import { openWarehouse, warehouseAt } from '../../src/engine/open.js';
import type { Row } from '../../src/engine/warehouse.js';
import { parseFault } from '../../src/simulate/simulate.js';
import { FEATURES } from '../../src/tables/features/feature-contract.js';
import { GRAPH } from '../../src/tables/registry.js';
import { Terminal } from '../app/cli/terminal.js';
import { simulateLeague } from '../simulate/answer-key.js';
import { archivedSchedule, CUP } from '../tables/reference/made-up-schedules.js';

const LEAGUE = { seed: 'sql', teams: 4, gamesPerTeam: 12, bigDataBall: true };

/** Every command and every question of the dashboard on a small league with faults: what runs is recorded. */
export async function runEverything(): Promise<void> {
  const terminal = new Terminal();
  const { league, dates } = await leagueWithFaults();
  const { season, out } = league;
  const db = terminal.path('nba.duckdb');
  const day = (i: number) => dates[i] ?? '';
  const run = async (...argv: string[]) => {
    const printed = await terminal.run(...argv, '--quiet');
    if (printed.code > 1) throw new Error(`${argv.join(' ')} ended with ${printed.code}: ${printed.err}`);
    return printed.out;
  };
  const first = async (sql: string): Promise<Row> => (JSON.parse(await run('query', sql, '--json')) as Row[])[0] ?? {};
  try {
    const odds = join(out, season, 'odds.json');
    writeFileSync(odds, JSON.stringify(quoteOn(day(3))));
    await run('ingest', `${out}/${season}`);
    await run('plan');
    await run('status');
    await run('gaps');
    await run('backfill', '--season', season);
    for (const what of ['contamination', 'coverage', 'reconcile', 'contracts']) await run('validate', what);
    for (const mode of ['strict', 'force']) await run('backfill', '--mode', mode, '--no-resume', '--batch-days', '7');
    await run('gaps', '--check-contamination');
    await run('plan', '--no-resume');
    await change(db, ...rowsTwice(day(3), day(4)));
    await run('backfill', 'togs', '--no-resume', '--dates', `${day(3)},${day(4)}`);
    await change(db, ...lostAndStray(day(2)));
    // A file that is gone while its rows are lost: a backup is asked for.
    await run('backup', terminal.path('backup.duckdb'));
    rmSync(odds);
    await run('verify', '--repair');
    writeFileSync(odds, JSON.stringify(quoteOn(day(3))));
    await run('gaps');
    await run('heal');
    await run('status');
    await run('audit', 'leakage', '--season', season, '--sample', '2');
    for (const format of ['parquet', 'csv', 'arrow'])
      await run('features', 'export', '--force', '--out', `rows.${format}`);
    await run('features', 'export', '--no-labels', '--ready-only', '--out', 'ready.csv');
    for (const at of [[], ['--at', `${day(3)}T22:00:00Z`]]) await run('features', 'serve', '--date', day(3), ...at);
    await run('features', 'replay', '--date', day(3));
    await run(
      'features',
      'export',
      '--as-known',
      '--force',
      '--start-date',
      day(3),
      '--end-date',
      day(4),
      '--out',
      'known.csv',
    );
    for (const action of ['unresolved', 'suggest']) await run('names', action);
    const { player_id: known } = await first('SELECT MIN(player_id) AS player_id FROM nba_reference.players');
    await run('names', 'alias', 'add', 'Nobody Of That Name', String(known));
    for (const words of [['list'], ['remove', 'Nobody Of That Name']]) await run('names', 'alias', ...words);
    const { conflict_id: conflict } = await first(
      'SELECT conflict_id FROM nba_processing.source_conflicts ORDER BY 1 LIMIT 1',
    );
    await run('conflicts', 'accept', String(conflict), '--reason', 'it is so');
    const { game_id: absent } = await first(
      `SELECT game_id FROM nba_processing.analytics_failures WHERE category = 'DATA_GAP' ORDER BY 1 LIMIT 1`,
    );
    if (absent !== undefined)
      await run('conflicts', 'accept', '--missing-game', String(absent), '--reason', 'it never comes');
    await run('conflicts', 'list');
    await run('status');
    await run('conflicts', 'reopen', String(conflict));
    await run('failures', '--group', 'category,table,week,reason,entity');
    const { run_id, job_id, date } = await first(
      `SELECT (SELECT MAX(run_id) FROM nba_processing.runs) AS run_id, (SELECT MAX(job_id) FROM nba_processing.checkpoints) AS job_id,
         (SELECT MAX(game_date) FROM nba_analytics.player_game_summary) AS date`,
    );
    await run('runs');
    await run('runs', String(run_id));
    await run('run', String(date));
    await run('day', String(date));
    // A drop folder with a file that cannot be read.
    const drop = terminal.path('drop');
    mkdirSync(drop);
    writeFileSync(join(drop, 'half.json'), '{"meta": {"version": 1');
    await run('day', String(date), '--inbox', drop);
    await run('expected', String(date));
    await run('watch', '--once');
    for (const table of GRAPH.ordered) {
      const { id, day } = await first(
        `SELECT CAST(${table.entity.id} AS VARCHAR) AS id, CAST(${table.partitionColumn} AS VARCHAR) AS day FROM ${table.name}
         WHERE ${table.entity.id} IS NOT NULL ORDER BY ${table.partitionColumn} DESC LIMIT 1`,
      );
      await run('explain', table.alias, String(day ?? date));
      if (id !== undefined) await run('explain', table.alias, String(day), String(id));
    }
    await askEverything(db, season);
    await movedGames(terminal, run);
    await change(db, `UPDATE nba_processing.partitions SET unready = '00000000:' WHERE unready IS NOT NULL`);
    await run('status');
    await change(db, ...otherSchema);
    await run('backfill', 'mlfs', '--dates', String(date));
    await run('checkpoint', 'list');
    await run('checkpoint', 'show', String(job_id));
    await run('checkpoint', 'clear', String(job_id));
  } finally {
    terminal.close();
    league.remove();
  }
}

/** Games of the Cup that are not decided yet: the audit plays them otherwise. */
async function movedGames(terminal: Terminal, run: (...argv: string[]) => Promise<string>): Promise<void> {
  const folder = terminal.path('cup');
  mkdirSync(folder);
  const at = ['--db', terminal.path('cup.duckdb')];
  await run('ingest', archivedSchedule(folder, 24, CUP), ...at);
  await run('backfill', 'all', '--mode', 'force', '--start-date', '2024-12-03', '--end-date', '2024-12-08', ...at);
  await run('audit', 'leakage', '--season', '2024-25', '--sample', '4', ...at);
}

/** A quote whose game is found by its teams and tip-off, or not. */
const quoteOn = (date: string) => ({
  ...{ id: 'event', commence_time: `${date}T23:30:00Z`, home_team: 'Boston Celtics', away_team: 'Miami Heat' },
  bookmakers: [
    {
      key: 'fanduel',
      markets: [
        {
          ...{ key: 'player_points', last_update: `${date}T20:00:00Z` },
          outcomes: ['Over', 'Under'].map((name) => ({ name, description: 'Ana Arden', price: -110, point: 10.5 })),
        },
      ],
    },
  ],
});

/** Days are told by the league's own schedule, so it is made twice. */
async function leagueWithFaults() {
  const clean = await simulateLeague(LEAGUE);
  const games = clean.rows(`${clean.season}/games.csv`).filter((game) => game.season_type === 'regular');
  clean.remove();
  const dates = [...new Set(games.map((game) => game.game_date ?? ''))].sort();
  const gameOn = (date: string) => games.find((game) => game.game_date === date)?.game_id ?? '';
  const faults = [
    `late-file:${dates[6]}`,
    `half-games:${dates[8]}`,
    `null-distance:${dates[14]}`,
    `wrong-team:${gameOn(dates[17] ?? '')}`,
  ];
  return { league: await simulateLeague({ ...LEAGUE, faults: faults.map(parseFault) }), dates };
}

/** Changes the warehouse behind the platform's back: what verify finds, and what heal and the next command repair. */
async function change(db: string, ...statements: readonly string[]): Promise<void> {
  const warehouse = await openWarehouse({ location: db });
  for (const statement of statements) await warehouse.execute(statement);
  await warehouse.close();
}

/** Two rows of one key on two dates: neither can be made. The second one was never made before. */
const rowsTwice = (first: string, second: string) => [
  `INSERT INTO nba_reference.team_game_events
   SELECT * FROM nba_reference.team_game_events WHERE game_date IN (DATE '${first}', DATE '${second}')`,
  `DELETE FROM nba_processing.partitions WHERE table_name LIKE '%team_offense%' AND partition_date = DATE '${second}'`,
];

/** A table and a raw table that lost rows, one with rows of a date without games, an event of an unknown game, a shot of no file. */
const lostAndStray = (date: string) => [
  `DELETE FROM nba_analytics.player_game_summary WHERE game_date = DATE '${date}'`,
  `DELETE FROM nba_raw.nbac_team_boxscores WHERE game_date = DATE '${date}'`,
  `DELETE FROM nba_raw.odds_player_props WHERE player_name = 'Ana Arden'`,
  `INSERT INTO nba_analytics.team_defense_game_summary SELECT * REPLACE (DATE '1999-01-01' AS game_date)
   FROM nba_analytics.team_defense_game_summary WHERE game_date = DATE '${date}'`,
  `INSERT INTO nba_raw.nbac_play_by_play SELECT * REPLACE ('0022399999' AS game_id) FROM nba_raw.nbac_play_by_play LIMIT 1`,
  `INSERT INTO nba_raw.nbac_shot_chart SELECT * REPLACE (-1 AS file_id) FROM nba_raw.nbac_shot_chart LIMIT 1`,
];

/** A table that is not there is made; one with columns that no definition has is made anew; hashes of files and partitions are filled in. */
const otherSchema = [
  `UPDATE nba_processing.partitions SET column_hashes = NULL WHERE table_name = 'nba_analytics.player_game_summary'`,
  `UPDATE nba_processing.files SET value_hash_by = NULL WHERE table_name = 'nba_raw.nbac_team_boxscores'`,
  'DROP TABLE nba_reference.player_aliases',
  'DROP VIEW nba_processing.unresolved_names',
  'ALTER TABLE nba_predictions.ml_feature_store ADD COLUMN other BIGINT',
];

/** Questions of one table; the others are asked once. */
const OF_ONE_TABLE: readonly (keyof typeof readers)[] = [
  'partition',
  'entities',
  'row',
  'blocks',
  'failures',
  'failed',
];

/** Every question that a page can ask. */
async function askEverything(db: string, season: string): Promise<void> {
  const warehouse = await openWarehouse({ location: db, readOnly: true });
  const [found] = await warehouse.query<{ player: number; game: string; team: string; date: string; run: string }>(
    `SELECT player_id AS player, game_id AS game, team_abbr AS team, CAST(analysis_date AS STRING) AS date,
       (SELECT MAX(run_id) FROM nba_processing.runs) AS run
     FROM nba_precompute.player_composite_factors ORDER BY analysis_date DESC, player_id LIMIT 1`,
  );
  if (found === undefined) throw new Error('the scenario made no factors');
  const { date, ...names } = found;
  const query = { ...names, season, date, feature: FEATURES[0]!.name, q: '', now: '2024-04-01T12:00:00Z' };
  const context = { warehouse, graph: GRAPH, version: 'test' };
  for (const { name: table, alias, entity } of GRAPH.ordered) {
    const [made] = await warehouse.query<{ day: string }>(
      `SELECT MAX(partition_date) AS day FROM nba_processing.partitions WHERE table_name = '${table}'`,
    );
    const who = entity.kind === 'player' ? found.player : found.team;
    const own = { ...query, table: alias, date: made?.day ?? date, entity: String(who) };
    for (const name of OF_ONE_TABLE) await readers[name](context, own as never);
    await readers.failed(context, { table: alias, date, category: 'DATA_GAP' });
  }
  const others = (Object.keys(readers) as (keyof typeof readers)[]).filter((name) => !OF_ONE_TABLE.includes(name));
  for (const name of others) await readers[name](context, query as never);
  await samples(warehouse);
  for (const side of ['for', 'against'] as const) await readers.shots(context, { season, team: found.team, side });
  await readers.zones(context, { season });
  await warehouse.close();
  const reader = new WarehouseReader(
    await warehouseAt({ location: db }),
    () => new Date(query.now),
    async () => undefined,
  );
  await new Metrics(reader, () => new Date(query.now)).text();
}
