import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { completenessReport } from '../../src/audit/completeness/completeness.js';
import { teamByAbbr } from '../../src/domain/teams.js';
import { MLFS, PCF, UPGC, UTGC } from '../../src/tables/names.js';
import { Platform } from '../audit/warehouse-of.js';
import { preparedLeague } from '../prepared/league.js';

type Game = { game_id: string; game_date: string; home_abbr: string; away_abbr: string };
type Man = { player_id: number; player_name: string };

const [ROOKIE, LATE]: readonly Man[] = [
  { player_id: 990_001, player_name: 'Rudi Rookman' },
  { player_id: 990_002, player_name: 'Lars Latemann' },
] as const;

let platform: Platform;
let folder: string;
/** The first three games of a team, and a man who plays in all of them. */
let games: Game[];
let team: string;
let men: Man[];
let mate: Man;

const query = <T>(sql: string) => platform.warehouse.query<never>(sql) as unknown as Promise<T[]>;
const daysOn = (date: string, days: number, hour = 15) =>
  new Date(Date.parse(`${date}T${hour}:00:00Z`) + days * 86_400_000);

beforeAll(async () => {
  platform = await Platform.copyOf((await preparedLeague()).complete);
  folder = mkdtempSync(join(tmpdir(), 'rosters-'));
  const [opener] = await query<Game>(
    `SELECT game_id, game_date, home_abbr, away_abbr FROM nba_reference.games WHERE is_counting ORDER BY game_date, game_id LIMIT 1`,
  );
  team = opener?.home_abbr ?? '';
  games = await query<Game>(`SELECT game_id, game_date, home_abbr, away_abbr FROM nba_reference.games
    WHERE is_counting AND '${team}' IN (home_abbr, away_abbr) ORDER BY game_date LIMIT 3`);
  men = await query<Man>(`SELECT player_id, player_name FROM nba_analytics.player_game_summary
    WHERE game_id = '${games[0]?.game_id}' AND team_abbr = '${team}' AND player_status = 'played' ORDER BY player_id`);
  const all = await query<Man>(`SELECT player_id, MIN(player_name) AS player_name FROM nba_analytics.player_game_summary
    WHERE game_id IN (${games.map(({ game_id }) => `'${game_id}'`).join()}) AND team_abbr = '${team}' AND player_status = 'played'
    GROUP BY player_id HAVING COUNT(*) = 3 ORDER BY player_id LIMIT 1`);
  mate = all[0] as Man;
}, 600_000);
afterAll(async () => {
  await platform?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A roster of a team, fetched at a time; then its games are made again. */
async function roster(of: string, at: Date, listed: readonly Man[]): Promise<void> {
  const id = teamByAbbr(of)?.team_id;
  const lines = listed.map(({ player_id, player_name }) => `${id},2023,${player_name},G,"JAN 01, 2001",${player_id}`);
  const path = join(folder, `${of}-${at.getTime()}.csv`);
  writeFileSync(path, `TeamID,SEASON,PLAYER,POSITION,BIRTH_DATE,PLAYER_ID\n${lines.join('\n')}\n`);
  platform.effects.now = () => at;
  expect(await platform.ingest(path)).toMatchObject({ failed: 0, rejected: 0 });
  await platform.backfill();
}

const known = (game: number, of = team) =>
  query<{ player_id: number; points_avg_last_10: number | null; missing_inputs: string[] }>(
    `SELECT player_id, points_avg_last_10, missing_inputs FROM ${UPGC}
     WHERE game_id = '${games[game]?.game_id}' AND team_abbr = '${of}' AND known_before_game ORDER BY player_id`,
  );
const idsOf = (rows: readonly Man[]) => rows.map(({ player_id }) => player_id).sort((a, b) => a - b);

describe('men of a roster', () => {
  it('are expected before the first game, with reasons instead of form; nothing is invented for their team', async () => {
    expect(await known(0)).toEqual([]);
    const before = await query(
      `SELECT * EXCLUDE (run_id, code_hash, made_at) FROM ${UTGC} WHERE game_id = '${games[0]?.game_id}' ORDER BY team_abbr`,
    );
    await roster(team, daysOn(games[0]?.game_date ?? '', -20), [...men, ROOKIE as Man]);
    const rows = await known(0);
    expect(rows.map(({ player_id }) => player_id)).toEqual(idsOf([...men, ROOKIE as Man]));
    for (const { points_avg_last_10: points, missing_inputs: why } of rows) {
      expect(points).toBeNull();
      expect(why).toContain('no_games_this_season');
    }
    // The other team has no roster: nobody is expected.
    expect(await known(0, games[0]?.away_abbr)).toEqual([]);
    expect(
      await query(
        `SELECT * EXCLUDE (run_id, code_hash, made_at) FROM ${UTGC} WHERE game_id = '${games[0]?.game_id}' ORDER BY team_abbr`,
      ),
    ).toEqual(before);
    for (const table of [PCF, MLFS])
      expect(
        await query(
          `SELECT COUNT(*) AS n FROM ${table} WHERE player_id = ${ROOKIE?.player_id} AND known_before_game AND game_id = '${games[0]?.game_id}'`,
        ),
      ).toEqual([{ n: 1 }]);
    expect(
      await query(
        `SELECT star_teammates_out, vacated_usage FROM ${UPGC} WHERE player_id = ${ROOKIE?.player_id} AND game_id = '${games[0]?.game_id}'`,
      ),
    ).toEqual([{ star_teammates_out: null, vacated_usage: null }]);
    // That a man has not played yet is no fault of a file.
    expect(
      await query(
        `SELECT table_name, critical_state FROM nba_processing.partitions WHERE critical_state <> 'CLEAN' AND partition_date = DATE '${games[0]?.game_date}'`,
      ),
    ).toEqual([]);
  }, 600_000);

  it('count from when the roster was known: not for a game before, and no more when a later one leaves them out', async () => {
    // Fetched after the first game: the rookie has gone, another has come.
    await roster(team, daysOn(games[0]?.game_date ?? '', 1), [...men, LATE as Man]);
    expect((await known(0)).map(({ player_id }) => player_id)).toEqual(idsOf([...men, ROOKIE as Man]));
    const second = (await known(1)).map(({ player_id }) => player_id);
    expect(second).toContain(LATE?.player_id);
    expect(second).not.toContain(ROOKIE?.player_id);
  }, 600_000);

  it('who comes from another team is expected there, with his form, and not where he was', async () => {
    const opponent = games[2]?.home_abbr === team ? games[2]?.away_abbr : games[2]?.home_abbr;
    expect((await known(2)).map(({ player_id }) => player_id)).toContain(mate.player_id);
    const others = await query<Man>(`SELECT DISTINCT player_id, player_name FROM nba_analytics.player_game_summary
      WHERE team_abbr = '${opponent}' AND player_status = 'played' ORDER BY player_id LIMIT 10`);
    const since = games[1]?.game_date ?? '';
    await roster(opponent ?? '', daysOn(since, 1, 16), [...others, mate]);
    expect((await known(2)).map(({ player_id }) => player_id)).not.toContain(mate.player_id);
    const [there] = (await known(2, opponent)).filter(({ player_id }) => player_id === mate.player_id);
    expect(there?.points_avg_last_10).toBeGreaterThan(0);
    expect((await known(1)).map(({ player_id }) => player_id)).toContain(mate.player_id);
  }, 600_000);

  it('an index tells it, too, of men whose last season it is', async () => {
    const opponent = games[2]?.home_abbr === team ? games[2]?.away_abbr : games[2]?.home_abbr;
    const lines = [
      `990003,Newman,Nick,${teamByAbbr(opponent ?? '')?.abbr},G,2023,2023`,
      `990004,Oldman,Otto,${teamByAbbr(opponent ?? '')?.abbr},C,2015,2022`,
      '990005,Freeman,Fritz,,F,2023,2023',
    ];
    const path = join(folder, 'index.csv');
    writeFileSync(
      path,
      `PERSON_ID,PLAYER_LAST_NAME,PLAYER_FIRST_NAME,TEAM_ABBREVIATION,POSITION,FROM_YEAR,TO_YEAR\n${lines.join('\n')}\n`,
    );
    platform.effects.now = () => daysOn(games[1]?.game_date ?? '', 1, 17);
    expect(await platform.ingest(path)).toMatchObject({ failed: 0, rejected: 0 });
    await platform.backfill();
    const named = async (game: number) =>
      (await known(game, opponent)).map((row) => row.player_id).filter((id) => id >= 990_003 && id <= 990_005);
    expect(await named(2)).toEqual([990_003]);
    expect(await named(1)).toEqual([]);
  }, 600_000);

  it('are owed a row: the audit reckons them for itself', async () => {
    const from = games[0]?.game_date ?? '';
    const to = games[2]?.game_date ?? '';
    const report = await completenessReport(platform.warehouse, platform.graph, { tables: [UPGC], from, to });
    expect(report.tables.map(({ table }) => table)).toEqual([UPGC]);
    expect(report.entities).toEqual([]);
  }, 600_000);
});
