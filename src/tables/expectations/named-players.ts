import { RAW_PLAY_BY_PLAY } from '../../raw/tables/play-by-play.js';
import { RAW_PLAYER_BOXES } from '../../raw/tables/player-boxes.js';
import { BIGDATABALL_EVENTS, GAMES } from '../names.js';
import { type Expectation, TEAM_GAMES } from './expectation.js';

/** PERSONnTYPE of a player, home or visiting; teams, coaches and benches are no players. */
const PLAYER_TYPES = '(4, 5)';

const PERSONS = [1, 2, 3];

const boxed = `SELECT t.game_date AS partition_date, b.player_id, t.game_id, t.team_abbr FROM ${RAW_PLAYER_BOXES} b
    JOIN ${TEAM_GAMES} t ON t.game_date = b.game_date AND t.team_abbr = b.team_abbr
    JOIN ${GAMES} g ON g.game_id = t.game_id
    WHERE CASE b.source_kind WHEN 'box_score' THEN g.box_score_whole ELSE g.game_log_whole END`;

const inEvents = PERSONS.map(
  (n) => `SELECT t.game_date, e.player${n}_id, t.game_id, t.team_abbr FROM ${RAW_PLAY_BY_PLAY} e
    JOIN ${GAMES} g ON g.game_id = e.game_id AND g.events_whole AND g.events_source = 'play_by_play'
    JOIN ${TEAM_GAMES} t ON t.game_id = e.game_id AND t.team_abbr = e.player${n}_team_abbr
    WHERE e.person${n}_type IN ${PLAYER_TYPES} AND e.player${n}_id IS NOT NULL`,
);

/** From the reference table: the raw plays of BigDataBall have names and no ids. */
const inBigDataBall = PERSONS.map(
  (n) => `SELECT t.game_date, e.player${n}_id, t.game_id, t.team_abbr FROM ${BIGDATABALL_EVENTS} e
    JOIN ${GAMES} g ON g.game_id = e.game_id AND g.events_whole
    JOIN ${TEAM_GAMES} t ON t.game_id = e.game_id AND t.team_abbr = CASE e.person${n}_type WHEN 4 THEN g.home_abbr ELSE g.away_abbr END
    WHERE e.player${n}_id IS NOT NULL`,
);

export const namedPlayers: Expectation = {
  who: 'players that the raw box scores, logs or events of a game name, where these are of all of it; the team where none names anybody',
  sql: () => `WITH named AS (${[boxed, ...inEvents, ...inBigDataBall].join('\n  UNION ALL ')})
      SELECT DISTINCT partition_date, CAST(player_id AS STRING) AS entity_id, game_id FROM named
      UNION ALL SELECT t.game_date, t.team_abbr, t.game_id FROM ${TEAM_GAMES} t
        WHERE t.is_due AND NOT EXISTS (SELECT 1 FROM named n WHERE n.game_id = t.game_id AND n.team_abbr = t.team_abbr)`,
};
