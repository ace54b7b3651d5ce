/** Rest and load before a game: columns of upcoming_player_game_context that the player's cache repeats. */
export const FATIGUE_WINDOWS = [
  'days_rest',
  'back_to_back',
  'games_in_last_7_days',
  'games_in_last_14_days',
  'minutes_in_last_7_days',
  'minutes_in_last_14_days',
  'avg_minutes_per_game_last_7',
  'back_to_backs_last_14_days',
] as const;
