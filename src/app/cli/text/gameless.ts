import type { GamelessKind, GamelessRows } from '../../../audit/gameless/gameless-rows.js';
import { counted } from './table.js';

/** What the rows are, where they lie, and whether the game itself is known. */
const TEXTS: Readonly<Record<GamelessKind, readonly [row: string, within: string, place: string, known: boolean]>> = {
  log_rows_without_game: ['game-log row', 'on', 'date', false],
  box_scores_without_game: ['box-score row', 'of', 'game', false],
  events_without_game: ['event', 'of', 'game', false],
  shots_without_game: ['shot-chart row', 'of', 'game', false],
  events_of_other_teams: ['event', 'of', 'game', true],
  quotes_without_game: ['quote', 'on', 'date', false],
};

/** A kind of rows that no table reads, in a sentence. */
export function gamelessLine({ kind, rows, places, first }: GamelessRows): string {
  const [row, within, place, known] = TEXTS[kind];
  const what = `${counted(rows, row)} ${within} ${counted(places, place)}`;
  const why = known
    ? 'the team named does not play in the game'
    : 'no schedule, summary, game index, log with ids or shot chart lists the game';
  return `${what}: ${why} (first ${first}). No table reads these rows.`;
}
