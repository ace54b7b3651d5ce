/**
 * Labels stand apart from features and are joined by key, so that no feature query can pick one up by accident. One row
 * per player who played: game_id, player_id, game_date, actual_points, actual_minutes and the other prop statistics.
 */
export const LABELS_VIEW_SQL = `CREATE OR REPLACE VIEW nba_predictions.player_game_labels AS
  SELECT game_id, player_id, game_date, points AS actual_points, minutes_played AS actual_minutes, rebounds AS actual_rebounds,
    assists AS actual_assists, three_pt_makes AS actual_three_pt_makes, points_line, over_under_result
  FROM nba_analytics.player_game_summary WHERE player_status = 'played'`;
