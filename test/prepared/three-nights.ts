import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simulate } from '../../src/simulate/simulate.js';
import { Platform } from '../audit/warehouse-of.js';
import { command } from './league.js';
import { once } from './once.js';

const LEAGUE = { seasons: 1, seed: 'tonight', teams: 4, gamesPerTeam: 10, boxScores: false } as const;
const SEASON = '2023-24';

/** A season as it stood after each of three nights, the second one of two games. */
export interface ThreeNights {
  readonly yesterday: string;
  readonly tonight: string;
  readonly tomorrow: string;
  /** The warehouse after yesterday, complete. Copy it before opening it. */
  readonly base: string;
  /** The folder of the files as they were when all games up to a date had been played; only to be read. */
  asOf(date: string): string;
}

export async function threeNights(): Promise<ThreeNights> {
  const folder = await once('three-nights', async (made) => {
    const whole = await Platform.create(join(made, 'whole.duckdb'));
    await simulate({ ...LEAGUE, out: join(made, 'all') });
    await whole.ingest(join(made, 'all', SEASON));
    const days = await whole.warehouse.query<{ day: string; games: number }>(
      'SELECT game_date AS day, COUNT(*) AS games FROM nba_reference.games WHERE is_counting GROUP BY 1 ORDER BY 1',
    );
    await whole.close();
    const at = days.findIndex(({ games }, i) => i > 2 && games === 2 && i + 1 < days.length);
    const three = days.slice(at - 1, at + 2).map(({ day }) => day);
    for (const until of three) await simulate({ ...LEAGUE, out: join(made, until), until });
    writeFileSync(join(made, 'dates.json'), JSON.stringify(three));
    await command(made, 'ingest', join(three[0] ?? '', SEASON), '--db', 'base.duckdb');
    await command(made, 'backfill', 'all', '--db', 'base.duckdb');
  });
  const [yesterday = '', tonight = '', tomorrow = ''] = JSON.parse(
    readFileSync(join(folder, 'dates.json'), 'utf8'),
  ) as string[];
  return {
    yesterday,
    tonight,
    tomorrow,
    base: join(folder, 'base.duckdb'),
    asOf: (date) => join(folder, date, SEASON),
  };
}
