import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { gamelessRows } from '../../src/audit/gameless/gameless-rows.js';
import { Platform } from './warehouse-of.js';

it('quotes of a game that no file names are told; with the schedule they have their game', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'quotes-'));
  const platform = await Platform.create();
  try {
    const at = '2024-01-09T20:00:00Z';
    const outcomes = ['Over', 'Under'].map((name) => ({ name, description: 'A B', price: -110, point: 10.5 }));
    const quote = {
      ...{ id: 'ev1', commence_time: '2024-01-10T00:30:00Z', home_team: 'LA Clippers', away_team: 'Toronto Raptors' },
      bookmakers: [{ key: 'fanduel', markets: [{ key: 'player_points', last_update: at, outcomes }] }],
    };
    writeFileSync(join(folder, 'props.json'), JSON.stringify(quote));
    await platform.ingest(folder);
    expect(await gamelessRows(platform.warehouse)).toEqual([
      { kind: 'quotes_without_game', rows: 1, places: 1, first: '2024-01-09' },
    ]);
    const games = 'gid,etdate,ettime,h_ta,v_ta,st,stt\n0022300500,2024-01-10,19:30:00,LAC,TOR,1,7:30 pm ET\n';
    writeFileSync(join(folder, 'schedule.csv'), games);
    await platform.ingest(folder);
    expect(await gamelessRows(platform.warehouse)).toEqual([]);
  } finally {
    await platform.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
