import { BOX_V3 } from '../fields/box.js';
import { playingTime } from '../fields/clocks.js';
import { gameId, team } from '../fields/identity.js';
import { integer, optionalId } from '../fields/numbers.js';
import { constant, expression, flag, text } from '../fields/text.js';
import { date } from '../fields/times.js';
import { hasAll, type RawSource } from '../raw-source.js';
import { metaTime } from '../readers/document-time.js';
import { insideOne } from '../readers/inside.js';
import { type JsonAdapter, NoRecord, numbered } from '../readers/json-adapter.js';
import { isObject, type JsonObject } from '../readers/json-value.js';
import { BOX_SCORE_COVERS, RAW_PLAYER_BOXES } from '../tables/player-boxes.js';
import { playersOf } from './box-players.js';

/** gameStatus of a game that is over. Some half-time files carry it too, and only their gameStatusText tells. */
const FINAL = 3;
const isOver = ({ gameStatus, gameStatusText }: JsonObject): boolean =>
  Number(gameStatus) === FINAL && /^final/i.test(String(gameStatusText ?? 'Final'));

function boxIn({ game }: JsonObject): JsonObject | null {
  const isBox = isObject(game) && isObject(game.homeTeam) && Array.isArray(game.homeTeam.players);
  return isBox && isObject(game.awayTeam) ? game : null;
}
const boxesOf = (value: unknown): JsonObject[] => insideOne(value, boxIn);

/** Why a box is not to be loaded yet; NULL for one of a game that is over. */
function notOver(game: JsonObject): string | null {
  if (isOver(game)) return null;
  return `game ${game.gameId} is not over (${game.gameStatusText ?? `status ${game.gameStatus}`}): fetch the file again after its end`;
}

/** "PT30M19.00S" as "30:19", rounded to the second; what is no duration stays as it is. */
function minutesText(value: unknown): unknown {
  const [, minutes, seconds] = /^PT(\d+)M(\d+(?:\.\d+)?)S$/.exec(String(value ?? '')) ?? [];
  if (minutes === undefined || seconds === undefined) return value;
  const total = Number(minutes) * 60 + Math.round(Number(seconds));
  return `${Math.floor(total / 60)}:${String(total % 60).padStart(2, '0')}`;
}

/** "1" and "0" as the league writes them; those who store the document again write 1 or true. Anything else stays, and is no flag. */
function flagText(value: unknown): string | null {
  const text = String(value ?? '').toLowerCase();
  return text === 'true' ? '1' : text === 'false' ? '0' : text === '' ? null : text;
}

/** "DND_LEAGUE_SUSPENSION" as box scores print it: "DND - League Suspension"; a description says it in its own words. */
function commentOf(player: JsonObject): string | null {
  if (flagText(player.played) === '1') return null;
  const [kind = 'DNP', ...words] = String(player.notPlayingReason ?? 'DNP').split('_');
  const reason = words.map((word) => word.charAt(0) + word.slice(1).toLowerCase()).join(' ');
  const told = String(player.notPlayingDescription ?? '') || reason;
  return told === '' ? kind : `${kind} - ${told}`;
}

function playersIn(game: JsonObject): (JsonObject | NoRecord)[] {
  const [home, away] = [game.homeTeam as JsonObject, game.awayTeam as JsonObject];
  return [home, away].flatMap((side) =>
    playersOf(side, (_, { statistics, ...player }) => ({
      gameId: game.gameId,
      gameEt: game.gameEt,
      gameStatus: game.gameStatus,
      gameStatusText: game.gameStatusText,
      teamId: side.teamId,
      teamTricode: side.teamTricode,
      opponentTricode: (side === home ? away : home).teamTricode,
      isHome: side === home ? 1 : 0,
      ...player,
      ...(isObject(statistics) ? statistics : {}),
      ...{ played: flagText(player.played), starter: flagText(player.starter), comment: commentOf(player) },
      minutes: flagText(player.played) === '1' ? minutesText(isObject(statistics) ? statistics.minutes : null) : null,
    })),
  );
}

/** game.homeTeam.players[] and game.awayTeam.players[] of the live box score. */
const document: JsonAdapter = {
  name: 'live box score',
  records(value) {
    const games = boxesOf(value);
    if (games.length === 0) return null;
    return numbered(
      games.flatMap((game) => {
        const reason = games.length > 1 ? notOver(game) : null;
        return reason === null ? playersIn(game) : [new NoRecord(game, reason)];
      }),
    );
  },
  time: metaTime,
  unfinished(value) {
    const [game, ...others] = boxesOf(value);
    return game === undefined || others.length > 0 ? null : notOver(game);
  },
};

const minutes = playingTime('minutes');
const starter = flag('starter', { required: true });
const played = flag('played', { required: true });

export const LIVE_BOX: RawSource = {
  kind: 'live_box_score',
  covers: BOX_SCORE_COVERS,
  description: "the league's live box score (boxscore_<id>.json), of a game that is over",
  table: RAW_PLAYER_BOXES,
  json: document,
  detect: (c) => hasAll(c, 'gameid', 'gamestatus', 'personid', 'teamtricode', 'opponenttricode', 'played', 'starter'),
  fields: {
    source_kind: constant('box_score'),
    game_id: gameId('gameid'),
    game_date: { ...date('gameet', { required: true }) },
    player_id: integer('personid', { required: true, min: 1 }),
    player_name: text('name', { required: true }),
    team_id: optionalId('teamid'),
    team_abbr: team('teamtricode', { required: true }),
    opponent_abbr: team('opponenttricode', { required: true }),
    is_home: expression(`s.ishome = '1'`, 'ishome'),
    start_position: {
      ...starter,
      sql: `CASE WHEN ${starter.sql} THEN COALESCE(s.position, 'starter') END`,
      reads: [...starter.reads, 'position'],
    },
    has_start_position: expression('TRUE'),
    comment: { ...text('comment'), reads: ['comment', ...played.reads], checks: played.checks ?? [] },
    seconds: minutes.seconds,
    minutes_whole: minutes.minutesWhole,
    ...BOX_V3,
  },
};
