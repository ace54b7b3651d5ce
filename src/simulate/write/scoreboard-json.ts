import { easternToUtc } from '../../domain/dates.js';
import type { Team } from '../../domain/teams.js';
import type { ScheduledGame } from '../schedule/game.js';

/** The league's live scoreboard of a date as it stands when its games are over; the clock of gameEt carries a Z that is not one. */
export function scoreboardJson(date: string, games: readonly ScheduledGame[]): string {
  const document = {
    meta: { version: 1, request: 'todaysScoreboard_00.json', time: `${date} 23:59:59.000`, code: 200 },
    scoreboard: { gameDate: date, leagueId: '00', leagueName: 'Simulated League', games: games.map(entry) },
  };
  return `${JSON.stringify(document)}\n`;
}

const entry = (game: ScheduledGame): object => ({
  gameId: game.id,
  gameCode: `${game.date.replaceAll('-', '')}/${game.away.abbr}${game.home.abbr}`,
  ...{ gameStatus: 3, gameStatusText: 'Final', period: 4, gameClock: '' },
  gameTimeUTC: easternToUtc(game.date, game.time).replace('.000Z', 'Z'),
  gameEt: `${game.date}T${game.time}:00Z`,
  ...{ regulationPeriods: 4, ifNecessary: false, seriesGameNumber: game.seriesGame, seriesText: game.seriesText },
  ...{ gameLabel: game.label, gameSubLabel: game.subLabel, isNeutral: game.neutral },
  homeTeam: side(game.home, game.result?.home ?? 0),
  awayTeam: side(game.away, game.result?.away ?? 0),
});

const side = ({ team_id, nickname, city, abbr }: Team, score: number): object => ({
  ...{ teamId: team_id, teamName: nickname, teamCity: city, teamTricode: abbr, score, periods: [] },
});
