import { addDays } from '../../domain/dates.js';
import type { Team } from '../../domain/teams.js';
import type { Rng } from '../rng.js';
import type { SeasonCalendar } from './calendar.js';
import { makeGame, type ScheduledGame } from './game.js';

/** Games that stand in the schedule and count for nothing: the preseason and the all-star game. They have no events. */
export function extraGames(teams: readonly Team[], calendar: SeasonCalendar, rng: Rng): ScheduledGame[] {
  const games: ScheduledGame[] = [];
  for (let round = 0; round < 3; round++) {
    const line = rng.shuffle(teams);
    for (let i = 0; i + 1 < line.length; i += 2) {
      const [home, away] = [line[i], line[i + 1]];
      if (home === undefined || away === undefined) continue;
      const date = addDays(calendar.preseasonStart, round * 4 + (i % 3));
      const game = makeGame({
        kind: 'preseason',
        year: calendar.year,
        number: games.length + 1,
        date,
        home,
        away,
        label: 'Preseason',
      });
      game.result = score(rng);
      games.push(game);
    }
  }
  if (calendar.allStar !== null) {
    const parts = { kind: 'all_star', year: calendar.year, number: 1, date: calendar.allStar } as const;
    const arena = { name: 'Gainbridge Fieldhouse', city: 'Indianapolis' };
    games.push(
      makeGame({
        ...parts,
        home: EAST,
        away: WEST,
        label: 'All-Star',
        seriesText: 'All-Star Game',
        time: '20:00',
        neutralArena: arena,
      }),
    );
  }
  return games;
}

/** Until it is reached, an extra game has no result either. */
export function hideAfter(games: readonly ScheduledGame[], date: string, rng: Rng): void {
  for (const game of games) {
    if (game.kind !== 'preseason' && game.kind !== 'all_star') continue;
    if (game.date > date) game.result = null;
    else if (game.result === null) game.result = score(rng);
  }
}

function score(rng: Rng): { home: number; away: number } {
  const home = rng.int(88, 132);
  const away = rng.int(88, 132);
  return { home: home === away ? home + 1 : home, away };
}

const allStars = (id: number, abbr: string, nickname: string, conference: 'East' | 'West'): Team => ({
  team_id: id,
  abbr,
  city: 'Team',
  nickname,
  full_name: `Team ${nickname}`,
  conference,
  division: conference === 'East' ? 'Atlantic' : 'Pacific',
});
const EAST = allStars(1610616833, 'EST', 'East', 'East');
const WEST = allStars(1610616834, 'WST', 'West', 'West');
