import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { groupBy, simulateLeague } from '../../simulate/answer-key.js';
import { asLiveFeed } from '../../simulate/as-live-feed.js';
import { asV3 } from '../../simulate/as-v3.js';
import { SMALL_FILES } from './small-files.js';

/** A valid file that is mutated. */
export interface Seed {
  readonly name: string;
  readonly text: string;
  readonly format: 'csv' | 'json';
}

/** Lines kept of a long file: enough for several games' beginnings, few enough to be quick. */
const LINES = 40;

/** One file or more of every kind. */
export async function seeds(): Promise<Seed[]> {
  const league = await simulateLeague({ seed: 'fuzz', teams: 2, gamesPerTeam: 3, bigDataBall: true });
  try {
    const season = join(league.out, league.season);
    const written = readdirSync(season)
      .filter((name) => name.endsWith('.gz'))
      .map((name) => seed(name.replace(/\.gz$/, ''), gunzipSync(readFileSync(join(season, name))).toString('utf8')));
    const events = [...groupBy(league.rows(`${league.season}/play_by_play_regular.csv`), (row) => row.GAME_ID ?? '')];
    const games = events.map(([, rows]) => rows.slice(0, LINES));
    const [id = '', rows = []] = events[0] ?? [];
    return [
      ...written,
      seed(
        'nbastatsv3.csv',
        asV3(games, () => null),
      ),
      seed(
        'live_feed.json',
        asLiveFeed(id, rows.slice(0, LINES), () => null),
      ),
      ...Object.entries(SMALL_FILES).map(([name, text]) => seed(name, text)),
    ];
  } finally {
    league.remove();
  }
}

function seed(name: string, text: string): Seed {
  if (name.endsWith('.json')) return { name, text, format: 'json' };
  const lines = text.split('\n').slice(0, LINES + 1);
  return { name, text: `${lines.join('\n').trimEnd()}\n`, format: 'csv' };
}
