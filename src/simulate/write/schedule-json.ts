import { addDays, easternToUtc } from '../../domain/dates.js';
import { seasonLabel } from '../../domain/seasons.js';
import type { Team } from '../../domain/teams.js';
import type { ScheduledGame } from '../schedule/game.js';

/** A listed game; a postponed one keeps its date until it has a new one. */
type Listed = ScheduledGame & { readonly postponed?: boolean };

/**
 * The league's scheduleLeagueV2 layout: games by date. Eastern times end in Z although they are not UTC.
 * @param asOf the date it was made on; by default the day after the last result
 */
export function scheduleJson(games: readonly Listed[], year: number, asOf = madeOn(games, year)): string {
  const byDate = new Map<string, Listed[]>();
  for (const game of [...games].sort(byTime)) byDate.set(game.date, [...(byDate.get(game.date) ?? []), game]);
  const gameDates = [...byDate].map(([date, list]) => ({
    gameDate: `${usDate(date)} 00:00:00`,
    games: list.map((game, i) => scheduleEntry(game, i + 1)),
  }));
  const document = {
    meta: { version: 1, request: 'scheduleLeagueV2', time: `${asOf}T00:00:00Z` },
    leagueSchedule: { seasonYear: seasonLabel(year), leagueId: '00', gameDates },
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}

function madeOn(games: readonly ScheduledGame[], year: number): string {
  const played = games.filter(({ result }) => result !== null).map(({ date }) => date);
  const last = played.sort().at(-1);
  return last === undefined ? `${year}-10-01` : addDays(last, 1);
}

function byTime(a: ScheduledGame, b: ScheduledGame): number {
  const [x, y] = [`${a.date} ${a.time} ${a.id}`, `${b.date} ${b.time} ${b.id}`];
  return x < y ? -1 : x > y ? 1 : 0;
}

function scheduleEntry(game: Listed, sequence: number): object {
  const utc = easternToUtc(game.date, game.time).replace('.000Z', 'Z');
  const final = game.result !== null;
  return {
    gameId: game.id,
    gameCode: `${game.date.replaceAll('-', '')}/${game.away.abbr}${game.home.abbr}`,
    gameStatus: final ? 3 : 1,
    gameStatusText: final ? 'Final' : game.postponed === true ? 'PPD' : clock12(game.time),
    gameSequence: sequence,
    gameDateEst: `${game.date}T00:00:00Z`,
    gameTimeEst: `1900-01-01T${game.time}:00Z`,
    gameDateTimeEst: `${game.date}T${game.time}:00Z`,
    gameDateUTC: `${utc.slice(0, 10)}T00:00:00Z`,
    gameTimeUTC: `1900-01-01T${utc.slice(11)}`,
    gameDateTimeUTC: utc,
    day: '',
    monthNum: Number(game.date.slice(5, 7)),
    weekNumber: 0,
    weekName: '',
    ifNecessary: false,
    seriesGameNumber: game.seriesGame,
    gameLabel: game.label,
    gameSubLabel: game.subLabel,
    seriesText: game.seriesText,
    arenaName: game.arena.name,
    arenaState: '',
    arenaCity: game.arena.city,
    postponedStatus: game.postponed === true ? 'Y' : 'A',
    branchLink: '',
    gameSubtype: game.label === 'NBA Cup' ? 'in-season' : '',
    isNeutral: game.neutral,
    homeTeam: teamEntry(game.home, game.result?.home),
    awayTeam: teamEntry(game.away, game.result?.away),
  };
}

function teamEntry(team: Team, score: number | undefined): object {
  return {
    teamId: team.team_id,
    teamName: team.nickname,
    teamCity: team.abbr === 'LAC' ? 'LA' : team.city,
    teamTricode: team.abbr,
    teamSlug: team.nickname.toLowerCase().replaceAll(' ', ''),
    score: score === undefined ? 0 : score,
  };
}

function usDate(iso: string): string {
  return `${iso.slice(5, 7)}/${iso.slice(8)}/${iso.slice(0, 4)}`;
}

function clock12(time: string): string {
  const hour = Number(time.slice(0, 2));
  return `${hour > 12 ? hour - 12 : hour}:${time.slice(3)} ${hour >= 12 ? 'pm' : 'am'} ET`;
}
