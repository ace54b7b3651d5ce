import type { GamelessKind, GamelessRows } from '../../../audit/gameless/gameless-rows.js';
import { count } from './table.js';

const UNNAMED = 'that no schedule, summary, index, log with ids or shot chart names';

const TEXTS: Readonly<Record<GamelessKind, readonly [rows: string, places: string]>> = {
  log_rows_without_game: ['rows of game logs belong to games on', `dates ${UNNAMED}`],
  box_scores_without_game: ['rows of box scores belong to', `games ${UNNAMED}`],
  events_without_game: ['events belong to', `games ${UNNAMED}`],
  shots_without_game: ['shots of the chart belong to', `games ${UNNAMED}`],
  events_of_other_teams: ['events in', 'games are of teams that do not play in them'],
};

/** A kind of rows that no table reads, in a sentence. */
export function gamelessLine({ kind, rows, places, first }: GamelessRows): string {
  const [what, where] = TEXTS[kind];
  return `${count(rows)} ${what} ${count(places)} ${where} (first ${first}): no table reads them.`;
}
