import { col } from '../../columns.js';
import type { Column } from '../../definition.js';

const whole = (box: string, what: string): Column =>
  col.flag(`${box}_whole`, `Whether ${what} is of the whole game; NULL if there is none.`);

/** Which sources have all of a game: what tables of played games read. */
export const WHOLE_COLUMNS: readonly Column[] = [
  col.text('events_source', 'Whose events count: play_by_play (the league) or bigdataball; NULL without events.'),
  col.flag(
    'events_whole',
    'Whether they go to the end of the game, in order, and add up to its final score; else no table counts them. NULL without events.',
  ),
  col.text('events_reason', 'Why they are not whole.'),
  whole('box_score', 'the box score'),
  whole('game_log', "the players' log"),
  whole('team_log', "the teams' log"),
  col.text('boxes_reason', 'Why box score or logs are not whole.'),
];
