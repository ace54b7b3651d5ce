import { rebounds } from '../game/box.js';
import { clockText } from '../game/events.js';
import type { PlayerLine, Side } from '../game/sides.js';
import type { PlayedGame } from '../season-game.js';
import { csvField, share } from './gzip-file.js';

export const BOX_SCORE_HEADER =
  'GAME_ID,TEAM_ID,TEAM_ABBREVIATION,TEAM_CITY,PLAYER_ID,PLAYER_NAME,START_POSITION,COMMENT,MIN,FGM,FGA,FG_PCT,FG3M,FG3A,' +
  'FG3_PCT,FTM,FTA,FT_PCT,OREB,DREB,REB,AST,STL,BLK,TO,PF,PTS,PLUS_MINUS,NICKNAME';

/** Comments are padded with blanks in about half of the rows. */
const PADDED = 40;
const BLANKS = ','.repeat(21);
const COACHS_DECISION = "DNP - Coach's Decision";

/** Full box score: playing time as mm:ss, starters by position, and why the others did not play. */
export function boxScoreLines({ scheduled, game, absent }: PlayedGame): string[] {
  return game.sides.flatMap((side) => {
    const played = side.lines.filter((l) => l.seconds > 0).map((l) => boxScoreLine(l, side, scheduled.id));
    const benched = side.lines
      .filter((l) => l.seconds === 0)
      .map((l) => ({ player: l.player, comment: COACHS_DECISION }));
    const idle = [...benched, ...absent[side.index]].map(({ player, comment }) => {
      const text = player.id % 2 === 0 ? comment.padEnd(PADDED) : comment;
      return `${head(side, scheduled.id)},${player.id},${csvField(player.full_name)},,${csvField(text)}${BLANKS}`;
    });
    return [...played, ...idle];
  });
}

/** `side` is the team the row names: the player's own, unless a fault says otherwise. */
export function boxScoreLine(line: PlayerLine, side: Side, gameId: string): string {
  const { box, player } = line;
  const numbers = [
    clockText(line.seconds),
    box.fg_makes,
    box.fg_attempts,
    share(box.fg_makes, box.fg_attempts),
    box.three_pt_makes,
    box.three_pt_attempts,
    share(box.three_pt_makes, box.three_pt_attempts),
    box.ft_makes,
    box.ft_attempts,
    share(box.ft_makes, box.ft_attempts),
    box.offensive_rebounds,
    box.defensive_rebounds,
    rebounds(box),
    box.assists,
    box.steals,
    box.blocks,
    box.turnovers,
    box.personal_fouls,
    box.points,
    `${box.plus_minus}.0`,
    '',
  ];
  return `${head(side, gameId)},${player.id},${csvField(player.full_name)},${startPosition(line)},,${numbers.join(',')}`;
}

function head(side: Side, gameId: string): string {
  return `${gameId},${side.club.team.team_id},${side.club.team.abbr},${side.city}`;
}

/** Two forwards, a centre and two guards, whoever they are. */
function startPosition(line: PlayerLine): string {
  if (!line.starter) return '';
  const starters = line.side.lines.filter((l) => l.starter);
  const tall = [...starters].sort(
    (a, b) => 'GFC'.indexOf(b.player.position) - 'GFC'.indexOf(a.player.position) || a.player.id - b.player.id,
  );
  const rank = tall.indexOf(line);
  return rank === 0 ? 'C' : rank <= 2 ? 'F' : 'G';
}
