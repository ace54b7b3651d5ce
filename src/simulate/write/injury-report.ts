import type { Club } from '../league/league.js';
import type { Player } from '../league/player.js';
import type { ScheduledGame } from '../schedule/game.js';
import { csvLine } from './gzip-file.js';

export const INJURY_REPORT_HEADER = 'Report Time,Game Date,Game Time,Matchup,Team,Player Name,Current Status,Reason';

/** One report early in the afternoon, one before the first evening game. */
const TIMES = ['13:30', '17:30'] as const;

/** In the early report some clubs have not submitted theirs, and of some men it is not settled. */
const LATE_CLUBS = 4;
const UNSETTLED = 5;

/**
 * Lines of the league's injury report on a game, as public extractors write it, of both of its reports: those who are
 * hurt, and on the late one those who came back today. @param back who came back today
 */
export function injuryReportLines(game: ScheduledGame, clubs: readonly Club[], back: ReadonlySet<Player>): string[] {
  const [year, month, day] = game.date.split('-');
  const [hour = 0, minute = 0] = game.time.split(':').map(Number);
  const clock = `${String(((hour + 11) % 12) + 1).padStart(2, '0')}:${String(minute).padStart(2, '0')} (ET)`;
  const matchup = `${game.away.abbr}@${game.home.abbr}`;
  return TIMES.flatMap((time) =>
    clubs.flatMap((club) => {
      const line = (name: string, status: string, reason: string) =>
        csvLine([
          `${game.date} ${time}`,
          `${month}/${day}/${year}`,
          clock,
          matchup,
          nameOf(club),
          name,
          status,
          reason,
        ]);
      const isEarly = time === TIMES[0];
      if (isEarly && club.team.team_id % LATE_CLUBS === 0) return [line('', '', 'NOT YET SUBMITTED')];
      return club.roster.flatMap((player) => {
        const unsettled = isEarly && player.id % UNSETTLED === 0;
        const hurt = player.out_until !== null && player.out_until > game.date;
        if (hurt)
          return [line(printed(player), unsettled ? 'Questionable' : 'Out', `Injury/Illness - ${player.injury ?? ''}`)];
        if (!back.has(player)) return [];
        return [line(printed(player), isEarly ? 'Questionable' : 'Available', 'Injury/Illness - Return')];
      });
    }),
  );
}

const nameOf = ({ team }: Club): string => `${team.city} ${team.nickname}`;

/** "Brillo Jr., Tadeo". */
function printed({ full_name: name }: Player): string {
  const [given = '', ...rest] = name.split(' ');
  return rest.length === 0 ? given : `${rest.join(' ')}, ${given}`;
}
