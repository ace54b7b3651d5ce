import { addBox, type Box, emptyBox, rebounds } from '../game/box.js';
import type { PlayerLine, Side } from '../game/sides.js';
import type { ScheduledGame } from '../schedule/game.js';
import { type PlayedGame, SEASON_TYPES } from '../season-game.js';
import { share } from './gzip-file.js';

export const PLAYER_LOG_HEADER =
  'PLAYER_ID,PLAYER_NAME,TEAM_ABBREVIATION,GAME_DATE,MATCHUP,WL,MIN,PTS,REB,AST,STL,BLK,TOV,FG_PCT,FG3_PCT,FT_PCT,PLUS_MINUS,SEASON_TYPE';
export const TEAM_LOG_HEADER =
  'TEAM_ID,TEAM_ABBREVIATION,TEAM_NAME,GAME_DATE,MATCHUP,WL,PTS,REB,AST,STL,BLK,TOV,FG_PCT,FG3_PCT,FT_PCT,PLUS_MINUS,SEASON_TYPE';
export const TEAM_INDEX_HEADER = 'SEASON_ID,TEAM_ABBREVIATION,TEAM_NAME,GAME_ID,GAME_DATE,MATCHUP,WL';

/** Rows of LeagueGameLog for players: who played, whole minutes. */
export function playerLogLines({ scheduled, game }: PlayedGame, only?: (line: PlayerLine) => boolean): string[] {
  return game.sides.flatMap((side) =>
    side.lines
      .filter((l) => l.seconds > 0 && (only === undefined || only(l)))
      .map((l) => playerLogLine(l, side, scheduled)),
  );
}

/** `side` is the team the row names: the player's own, unless a fault says otherwise. */
export function playerLogLine(line: PlayerLine, side: Side, scheduled: ScheduledGame): string {
  const { player, box } = line;
  const head = `${player.id},${player.full_name},${side.club.team.abbr}`;
  const minutes = Math.max(1, Math.round(line.seconds / 60));
  return `${head},${when(side, scheduled)},${minutes},${counts(box, box.turnovers)},${box.plus_minus},${SEASON_TYPES[scheduled.kind]}`;
}

export function teamLogLines({ scheduled, game }: PlayedGame): string[] {
  return game.sides.map((side) => {
    const { team } = side.club;
    const box = teamBox(side);
    const margin = game.margin(side);
    const head = `${team.team_id},${team.abbr},${logName(side)}`;
    return `${head},${when(side, scheduled)},${counts(box, side.turnovers)},${margin},${SEASON_TYPES[scheduled.kind]}`;
  });
}

export function teamIndexLines({ scheduled, game }: PlayedGame): string[] {
  const season = `2${2000 + Number(scheduled.id.slice(3, 5))}`;
  return game.sides.map(
    (side) => `${season},${side.club.team.abbr},${logName(side)},${scheduled.id},${when(side, scheduled)}`,
  );
}

/** Sum of the players' boxes; team turnovers and team rebounds are in none of them. */
export function teamBox(side: Side): Box {
  const box = emptyBox();
  for (const line of side.lines) addBox(box, line.box);
  return box;
}

function logName(side: Side): string {
  return side.club.team.abbr === 'LAC' ? 'LA Clippers' : side.club.team.full_name;
}

function when(side: Side, scheduled: ScheduledGame): string {
  const matchup =
    side.index === 0
      ? `${scheduled.home.abbr} vs. ${scheduled.away.abbr}`
      : `${scheduled.away.abbr} @ ${scheduled.home.abbr}`;
  const { result } = scheduled;
  const homeWon = result !== null && result.home > result.away;
  return `${scheduled.date},${matchup},${homeWon === (side.index === 0) ? 'W' : 'L'}`;
}

function counts(box: Box, turnovers: number): string {
  const shares = [
    share(box.fg_makes, box.fg_attempts),
    share(box.three_pt_makes, box.three_pt_attempts),
    share(box.ft_makes, box.ft_attempts),
  ];
  return [box.points, rebounds(box), box.assists, box.steals, box.blocks, turnovers, ...shares].join(',');
}
