import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simulate } from '../../src/simulate/simulate.js';
import { leagueAt } from '../simulate/answer-key.js';
import { command } from './league.js';
import { once } from './once.js';

const LEAGUE = { seasons: 1, seed: 'bigquery', teams: 4, gamesPerTeam: 4 } as const;

interface Facts {
  readonly season: string;
  /** The last date but one with a game, and the last. */
  readonly date: string;
  readonly next: string;
}

/** A season of a fortnight, for engines that take long. Its folders are only to be read, its warehouse is to be copied. */
export interface SmallLeague extends Facts {
  /** The files as they were after `date`. */
  readonly before: string;
  /** The files of the whole season. */
  readonly whole: string;
  /** The warehouse after `ingest` of the whole season. */
  readonly ingested: string;
}

export async function smallLeague(): Promise<SmallLeague> {
  const folder = await once('small-league', async (made) => {
    const report = await simulate({ ...LEAGUE, out: join(made, 'whole') });
    const league = leagueAt(join(made, 'whole'), report, () => undefined);
    const { season } = league;
    const games = league.rows(`${season}/games.csv`).map((game) => game.game_date ?? '');
    const [date = '', next = ''] = [...new Set(games)].sort().slice(-2);
    await simulate({ ...LEAGUE, until: date, out: join(made, 'before') });
    await command(made, 'ingest', join('whole', season));
    writeFileSync(join(made, 'facts.json'), JSON.stringify({ season, date, next } satisfies Facts));
  });
  const facts = JSON.parse(readFileSync(join(folder, 'facts.json'), 'utf8')) as Facts;
  return {
    ...facts,
    before: join(folder, 'before', facts.season),
    whole: join(folder, 'whole', facts.season),
    ingested: join(folder, 'nba.duckdb'),
  };
}
