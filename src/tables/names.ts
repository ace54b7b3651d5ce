/**
 * The name of each table that other code reads, written once: its definition takes it from here, and so does every reader.
 * Tables never import each other's definitions; a name is all that one needs of another.
 */

// Built from the raw tables after each ingest.
/** What the events of each game tell of how far it is. */
export const EVENTS_TOLD = 'nba_reference.events_told';
export const GAMES = 'nba_reference.games';
/** Columns of the games that change when one is played, with a ledger of their own. */
export const GAME_STATES = 'nba_reference.game_states';
/** Expected games that are not "not played yet": the files of these are due. */
export const DUE_GAMES = 'nba_reference.due_games';
/** When each game of the regular season was known to be on which date. */
export const KNOWN_SCHEDULE = 'nba_reference.known_schedule';
export const TEAMS = 'nba_reference.teams';
export const PLAYERS = 'nba_reference.players';
export const NAME_LOOKUPS = 'nba_reference.name_lookups';
export const PLAYER_ALIASES = 'nba_reference.player_aliases';
export const LEAGUE_ALIASES = 'nba_reference.league_aliases';
export const FAMILY_NAMES = 'nba_reference.family_names';
export const BIRTH_DATES = 'nba_reference.birth_dates';
/** A view over games and teams. */
export const NBA_SCHEDULE = 'nba_reference.nba_schedule';

// Phase 2.
export const BIGDATABALL_EVENTS = 'nba_reference.bigdataball_events';
export const SHOTS = 'nba_reference.shots';
export const PLAYER_GAME_CHARTS = 'nba_reference.player_game_charts';
export const PLAYER_GAME_EVENTS = 'nba_reference.player_game_events';
export const TEAM_GAME_EVENTS = 'nba_reference.team_game_events';
export const PLAYER_MINUTES = 'nba_reference.player_minutes';
export const GAME_LINES = 'nba_reference.game_lines';
export const PROP_LINES = 'nba_reference.prop_lines';
export const INJURY_NEWS = 'nba_reference.injury_news';

// Phase 3, by their short names.
export const PGS = 'nba_analytics.player_game_summary';
export const TOGS = 'nba_analytics.team_offense_game_summary';
export const TDGS = 'nba_analytics.team_defense_game_summary';
export const UTGC = 'nba_analytics.upcoming_team_game_context';
export const UPGC = 'nba_analytics.upcoming_player_game_context';
export const SOURCE_DIFFERENCES = 'nba_analytics.source_differences';

// Phase 4.
export const TDZA = 'nba_precompute.team_defense_zone_analysis';
export const PSZA = 'nba_precompute.player_shot_zone_analysis';
export const PCF = 'nba_precompute.player_composite_factors';
export const PDC = 'nba_precompute.player_daily_cache';

// Phase 5.
export const MLFS = 'nba_predictions.ml_feature_store';
/** A view over player_game_summary. */
export const PLAYER_GAME_LABELS = 'nba_predictions.player_game_labels';

// Verdicts on differences.
/** Conflicts and missing games that a person has accepted, each with the reason. */
export const CONFLICT_VERDICTS = 'nba_processing.conflict_verdicts';
/** A view over source_differences and the verdicts. */
export const SOURCE_CONFLICTS = 'nba_processing.source_conflicts';
