import { clockText, type GameEvent, wallText } from '../game/events.js';
import { csvField } from './gzip-file.js';

const PERSON = (n: number) =>
  `PERSON${n}TYPE,PLAYER${n}_ID,PLAYER${n}_NAME,PLAYER${n}_TEAM_ID,PLAYER${n}_TEAM_CITY,PLAYER${n}_TEAM_NICKNAME,PLAYER${n}_TEAM_ABBREVIATION`;

export const PLAY_BY_PLAY_HEADER =
  'GAME_ID,EVENTNUM,EVENTMSGTYPE,EVENTMSGACTIONTYPE,PERIOD,WCTIMESTRING,PCTIMESTRING,HOMEDESCRIPTION,NEUTRALDESCRIPTION,' +
  `VISITORDESCRIPTION,SCORE,SCOREMARGIN,${PERSON(1)},${PERSON(2)},${PERSON(3)},VIDEO_AVAILABLE_FLAG`;

/** Types the league has video for. */
const VIDEO = new Set([1, 2, 3, 4, 5, 6, 10]);

/** Rows of a game in the PlayByPlayV2 layout, in the order the events happened. */
export function playByPlayLines(gameId: string, events: readonly GameEvent[]): string[] {
  return events.map((event) => playByPlayLine(gameId, event));
}

function playByPlayLine(gameId: string, e: GameEvent): string {
  const score = e.score === null ? ',' : `${e.score[0]} - ${e.score[1]},${margin(e.score)}`;
  const texts = `${csvField(e.home)},${csvField(e.neutral)},${csvField(e.visitor)}`;
  const [a, b, c] = e.persons;
  // The league prints some rows through floating point.
  const first = e.num % 1499 === 0 ? a.replace(/^(\d),/, '$1.0,') : a;
  const times = `${wallText(e.wall)},${clockText(e.clock)}`;
  return `${gameId},${e.num},${e.type},${e.action},${e.period},${times},${texts},${score},${first},${b},${c},${VIDEO.has(e.type) ? 1 : 0}`;
}

/** Home lead, TIE when level. */
function margin([visitor, home]: readonly [number, number]): string {
  return visitor === home ? 'TIE' : String(home - visitor);
}
