import { BOX_V3 } from '../fields/box.js';
import { playingTime } from '../fields/clocks.js';
import { gameDateOf, gameId, team } from '../fields/identity.js';
import { integer, optionalId } from '../fields/numbers.js';
import { constant, expression, text } from '../fields/text.js';
import { hasAll, type RawSource } from '../raw-source.js';
import { insideOne } from '../readers/inside.js';
import { type JsonAdapter, numbered } from '../readers/json-adapter.js';
import { isObject, type JsonObject } from '../readers/json-value.js';
import { BOX_SCORE_COVERS, RAW_PLAYER_BOXES } from '../tables/player-boxes.js';
import { playersOf } from './box-players.js';

/**
 * The object of a box score, whose name begins so (boxScoreTraditional; those of other kinds have other numbers, by which
 * they are told apart).
 */
function boxIn(value: JsonObject): JsonObject | null {
  for (const [name, part] of Object.entries(value)) {
    const sides = isObject(part) && (isObject(part.homeTeam) || isObject(part.awayTeam));
    if (sides && /^boxScore[A-Z]/.test(name)) return part;
  }
  return null;
}

/** homeTeam.players[] and awayTeam.players[] of the box score, statistics beside the names as in the CSV. */
const document: JsonAdapter = {
  name: 'BoxScoreTraditionalV3',
  records(value) {
    const boxes = insideOne(value, boxIn);
    if (boxes.length === 0) return null;
    const rows = boxes.flatMap(({ gameId, homeTeam, awayTeam }) =>
      [homeTeam, awayTeam].flatMap((side) =>
        playersOf(side, ({ teamId, teamTricode }, { statistics, ...player }) => ({
          ...{ gameId, teamId, teamTricode, ...player },
          ...(isObject(statistics) ? statistics : {}),
        })),
      ),
    );
    return numbered(rows);
  },
};

const minutes = playingTime('minutes');

export const BOX_SCORE_V3: RawSource = {
  kind: 'box_score_v3',
  covers: BOX_SCORE_COVERS,
  description: "the league's BoxScoreTraditionalV3, as CSV or JSON",
  table: RAW_PLAYER_BOXES,
  json: document,
  detect: (c) =>
    hasAll(c, 'gameid', 'personid', 'teamtricode', 'firstname', 'familyname', 'minutes', 'comment') && !c.has('played'),
  // The sibling endpoints (advanced, usage, scoring) have the same identity and none of the counts.
  needs: ['points', 'fieldgoalsmade', 'fieldgoalsattempted', 'freethrowsmade', 'reboundstotal', 'assists', 'position'],
  fields: {
    source_kind: constant('box_score'),
    game_id: gameId('gameid'),
    game_date: gameDateOf('gameid'),
    player_id: integer('personid', { required: true, min: 1 }),
    player_name: expression(`NULLIF(TRIM(CONCAT_WS(' ', s.firstname, s.familyname)), '')`, 'firstname', 'familyname'),
    team_id: optionalId('teamid'),
    team_abbr: team('teamtricode', { required: true }),
    // A position is given to starters only.
    start_position: text('position'),
    has_start_position: expression('TRUE'),
    comment: text('comment'),
    seconds: minutes.seconds,
    minutes_whole: minutes.minutesWhole,
    ...BOX_V3,
  },
};
