import { seasonLabel } from '../../domain/seasons.js';
import type { PlayedGame } from '../season-game.js';

export const GAMES_HEADER =
  'game_id,season,season_type,game_date,home_team_id,home_abbr,away_team_id,away_abbr,home_pts,away_pts,periods,n_events,n_duplicate_rows,starter_ids';

/** Game summary with the ten starters, home first. */
export function gamesLine({ scheduled, game }: PlayedGame, duplicates: number): string {
  const [home, away] = game.sides;
  const starters = game.sides.flatMap((side) =>
    side.lines
      .filter((l) => l.starter)
      .map((l) => l.player.id)
      .sort((a, b) => a - b),
  );
  return [
    scheduled.id,
    seasonLabel(2000 + Number(scheduled.id.slice(3, 5))),
    scheduled.kind,
    scheduled.date,
    scheduled.home.team_id,
    scheduled.home.abbr,
    scheduled.away.team_id,
    scheduled.away.abbr,
    home.score,
    away.score,
    game.period,
    game.events.length,
    duplicates,
    starters.join('|'),
  ].join(',');
}
