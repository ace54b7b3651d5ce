import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UPGC } from '../../src/tables/names.js';
import { Platform } from '../audit/warehouse-of.js';
import { preparedLeague } from '../prepared/league.js';

let platform: Platform;
let folder: string;
beforeAll(async () => {
  platform = await Platform.copyOf((await preparedLeague()).complete);
  folder = mkdtempSync(join(tmpdir(), 'birth-dates-'));
}, 600_000);
afterAll(async () => {
  await platform.close();
  rmSync(folder, { recursive: true, force: true });
});

const rowsOf = (player: number) =>
  platform.warehouse.query<{ day: string; age: number | null }>(
    `SELECT CAST(game_date AS VARCHAR) AS day, player_age AS age FROM ${UPGC} WHERE player_id = ${player} ORDER BY 1`,
  );

describe('a roster that comes later', () => {
  it('makes stale the dates that its man may stand in, and they get his age', async () => {
    const [man] = await platform.warehouse.query<{ player_id: number }>(
      `SELECT player_id FROM ${UPGC} WHERE player_id IS NOT NULL GROUP BY player_id ORDER BY COUNT(*) DESC, player_id LIMIT 1`,
    );
    const player = man?.player_id ?? 0;
    const before = await rowsOf(player);
    expect(before.map(({ age }) => age)).toEqual(before.map(() => null));
    const birthday = before[Math.floor(before.length / 2)]?.day ?? '';
    const born = `${Number(birthday.slice(0, 4)) - 30}${birthday.slice(4)}`;
    const path = join(folder, 'roster.csv');
    writeFileSync(path, `TeamID,SEASON,PLAYER,POSITION,BIRTH_DATE,PLAYER_ID\n0,2023,A B,G,${born},${player}\n`);
    await platform.ingest(path);
    const report = await platform.backfill();
    const made = (table: string) => report.tables.find((one) => one.table === table)?.made;
    expect(made(UPGC)).toBeGreaterThan(0);
    const after = await rowsOf(player);
    expect(after).toEqual(before.map(({ day }) => ({ day, age: day < birthday ? 29 : 30 })));
    // Nothing else is made of birth dates, and a second time there is nothing to do.
    expect(made('nba_analytics.player_game_summary')).toBe(0);
    const again = await platform.backfill();
    expect(again.tables.reduce((sum, table) => sum + table.made, 0)).toBe(0);
  });
});
