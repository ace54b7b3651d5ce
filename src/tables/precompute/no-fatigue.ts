import { firstThat } from '../select-list.js';

/** SQL: why a player's fatigue or rest is unknown. @param row prefix of the columns of his upcoming_player_game_context, such as `u.` */
export const noFatigueReason = (row = ''): string =>
  firstThat([
    [`${row}games_in_last_14_days IS NULL`, `'cup_final_unmeasured'`],
    [`${row}games_in_last_7_days > 0 AND ${row}minutes_in_last_7_days IS NULL`, `'no_minutes'`],
    ['TRUE', `'no_games_this_season'`],
  ]);
