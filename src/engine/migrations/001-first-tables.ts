import { ddl } from './ddl.js';

/** Raw tables, reference tables and the ledger as they were first. */
export const firstTables = ddl(
  1,
  'raw tables, reference tables, ledger; success of analytics_processor_runs is nullable',
  'CREATE SCHEMA IF NOT EXISTS nba_raw',
  'CREATE SCHEMA IF NOT EXISTS nba_processing',
  'CREATE SCHEMA IF NOT EXISTS nba_reference',
  `CREATE TABLE IF NOT EXISTS nba_raw.nbac_schedule (
    file_id {integer}, source_row {integer}, row_hash {hugeint}, game_id {string}, game_date {date},
    tipoff_at {timestamp}, home_team_id {integer}, home_abbr {string}, away_team_id {integer}, away_abbr {string},
    arena_name {string}, arena_city {string}, status {string}, status_text {string}, home_score {integer},
    away_score {integer}, series_text {string}, is_neutral {boolean})`,
  `CREATE TABLE IF NOT EXISTS nba_raw.game_summaries (
    file_id {integer}, source_row {integer}, row_hash {hugeint}, game_id {string}, season {string},
    season_type {string}, game_date {date}, home_team_id {integer}, home_abbr {string}, away_team_id {integer},
    away_abbr {string}, home_points {integer}, away_points {integer}, periods {integer}, starter_ids {string})`,
  `CREATE TABLE IF NOT EXISTS nba_raw.team_game_index (
    file_id {integer}, source_row {integer}, row_hash {hugeint}, game_id {string}, team_abbr {string},
    game_date {date}, matchup {string}, is_home {boolean}, opponent_abbr {string}, win_loss {string})`,
  `CREATE TABLE IF NOT EXISTS nba_raw.nbac_play_by_play (
    file_id {integer}, source_row {integer}, row_hash {hugeint}, game_id {string}, event_index {integer},
    event_num {integer}, event_type {integer}, action_type {integer}, period {integer}, clock_seconds {integer},
    wall_clock {string}, home_description {string}, neutral_description {string}, visitor_description {string},
    score {string}, person1_type {integer}, player1_id {integer}, player1_name {string}, player1_team_id {integer},
    player1_team_abbr {string}, person2_type {integer}, player2_id {integer}, player2_name {string},
    player2_team_id {integer}, player2_team_abbr {string}, person3_type {integer}, player3_id {integer},
    player3_name {string}, player3_team_id {integer}, player3_team_abbr {string}, is_duplicate {boolean})`,
  `CREATE TABLE IF NOT EXISTS nba_raw.nbac_shot_chart (
    file_id {integer}, source_row {integer}, row_hash {hugeint}, game_id {string}, event_num {integer},
    player_id {integer}, team_id {integer}, game_date {date}, home_abbr {string}, away_abbr {string},
    period {integer}, clock_seconds {integer}, action_text {string}, shot_type_text {string}, zone_basic {string},
    zone_area {string}, distance_ft {integer}, loc_x {integer}, loc_y {integer}, made {boolean})`,
  `CREATE TABLE IF NOT EXISTS nba_raw.nbac_player_boxscores (
    file_id {integer}, source_row {integer}, row_hash {hugeint}, source_kind {string}, game_id {string},
    game_date {date}, season_type {string}, player_id {integer}, player_name {string}, team_id {integer},
    team_abbr {string}, opponent_abbr {string}, is_home {boolean}, win_loss {string}, start_position {string},
    has_start_position {boolean}, comment {string}, seconds {integer}, minutes_whole {integer}, fg_makes {integer},
    fg_attempts {integer}, three_pt_makes {integer}, three_pt_attempts {integer}, ft_makes {integer},
    ft_attempts {integer}, offensive_rebounds {integer}, defensive_rebounds {integer}, rebounds {integer},
    assists {integer}, steals {integer}, blocks {integer}, turnovers {integer}, personal_fouls {integer},
    points {integer}, plus_minus {integer})`,
  `CREATE TABLE IF NOT EXISTS nba_raw.nbac_team_boxscores (
    file_id {integer}, source_row {integer}, row_hash {hugeint}, game_id {string}, game_date {date},
    season_type {string}, team_id {integer}, team_abbr {string}, opponent_abbr {string}, is_home {boolean},
    win_loss {string}, minutes {integer}, fg_makes {integer}, fg_attempts {integer}, three_pt_makes {integer},
    three_pt_attempts {integer}, ft_makes {integer}, ft_attempts {integer}, offensive_rebounds {integer},
    defensive_rebounds {integer}, rebounds {integer}, assists {integer}, steals {integer}, blocks {integer},
    turnovers {integer}, personal_fouls {integer}, points {integer}, plus_minus {integer})`,
  `CREATE TABLE IF NOT EXISTS nba_raw.bigdataball_play_by_play (
    file_id {integer}, source_row {integer}, row_hash {hugeint}, game_id {string}, event_index {integer},
    play_id {integer}, game_date {date}, a1 {string}, a2 {string}, a3 {string}, a4 {string}, a5 {string},
    h1 {string}, h2 {string}, h3 {string}, h4 {string}, h5 {string}, period {integer}, away_score {integer},
    home_score {integer}, clock_seconds {integer}, team_abbr {string}, event_type {string}, player {string},
    assist {string}, block {string}, steal {string}, entered {string}, left_court {string}, opponent {string},
    away {string}, home {string}, possession {string}, num {integer}, outof {integer}, points {integer},
    reason {string}, result {string}, type {string}, shot_distance {double}, original_x {double},
    original_y {double}, converted_x {double}, converted_y {double}, description {string}, is_duplicate {boolean})`,
  `CREATE TABLE IF NOT EXISTS nba_raw.odds_game_lines (
    file_id {integer}, source_row {integer}, row_hash {hugeint}, game_date {date}, team_abbr {string},
    opponent_abbr {string}, is_home {boolean}, book {string}, line_kind {string}, quoted_at {timestamp},
    spread {double}, moneyline {integer}, total {double}, spread_price {integer})`,
  `CREATE TABLE IF NOT EXISTS nba_raw.odds_player_props (
    file_id {integer}, source_row {integer}, row_hash {hugeint}, provider_game_id {string}, game_date {date},
    tipoff_at {timestamp}, home_abbr {string}, away_abbr {string}, player_name {string}, player_lookup {string},
    market {string}, book {string}, quoted_at {timestamp}, side {string}, line {double}, over_price {integer},
    under_price {integer})`,
  `CREATE TABLE IF NOT EXISTS nba_raw.injury_transactions (
    file_id {integer}, source_row {integer}, row_hash {hugeint}, transaction_date {date}, team_abbr {string},
    player_name {string}, player_lookup {string}, kind {string}, notes {string}, designation {string},
    days_out {double})`,
  `CREATE TABLE IF NOT EXISTS nba_raw.rejected_rows (
    file {string}, line {integer}, field {string}, text {string}, reason {string}, kind {string})`,
  `CREATE TABLE IF NOT EXISTS nba_processing.files (
    file_id {integer}, path {string}, kind {string}, table_name {string}, checksum {string}, bytes {integer},
    rows {integer}, rejected {integer}, duplicates {integer}, ingested_at {timestamp}, run_id {string})`,
  `CREATE TABLE IF NOT EXISTS nba_processing.raw_refresh (
    marker {string}, refreshed_at {timestamp}, run_id {string})`,
  `CREATE TABLE IF NOT EXISTS nba_reference.games (
    game_id {string}, game_date {date}, tipoff_at {timestamp}, season {string}, season_year {integer},
    game_type {string}, is_counting {boolean}, is_expected {boolean}, is_neutral {boolean}, home_team_id {integer},
    home_abbr {string}, away_team_id {integer}, away_abbr {string}, arena_name {string}, arena_city {string},
    latitude {double}, longitude {double}, time_zone {string}, playoff_round {string}, series_text {string},
    status {string}, home_score {integer}, away_score {integer}, scheduled_date {date})`,
  `CREATE TABLE IF NOT EXISTS nba_reference.teams (
    team_id {integer}, team_abbr {string}, city {string}, nickname {string}, full_name {string},
    conference {string}, division {string}, arena_name {string}, latitude {double}, longitude {double},
    time_zone {string})`,
  `CREATE TABLE IF NOT EXISTS nba_reference.name_lookups (
    name {string}, player_lookup {string})`,
  `CREATE TABLE IF NOT EXISTS nba_reference.players (
    player_id {integer}, player_name {string}, player_lookup {string})`,
  `CREATE TABLE IF NOT EXISTS nba_reference.player_aliases (
    player_lookup {string}, player_id {integer}, note {string})`,
  `CREATE OR REPLACE VIEW nba_reference.nba_schedule AS
    SELECT g.game_id, g.game_date, g.season_year, g.home_abbr AS home_team_tricode, h.full_name AS home_team_name,
    g.away_abbr AS away_team_tricode, a.full_name AS away_team_name, g.status AS game_status,
    g.game_type = 'playoffs' AS is_playoffs, g.game_type = 'regular' AS is_regular_season, g.game_type = 'all_star' AS is_all_star,
    g.playoff_round, CASE WHEN g.game_type = 'playoffs' THEN COALESCE(g.playoff_round, 'playoffs') ELSE g.game_type END AS game_type
    FROM nba_reference.games g
    LEFT JOIN nba_reference.teams h ON h.team_abbr = g.home_abbr LEFT JOIN nba_reference.teams a ON a.team_abbr = g.away_abbr`,
  `CREATE TABLE IF NOT EXISTS nba_processing.partitions (
    table_name {string}, partition_date {date}, season {string}, status {string}, bootstrap {boolean},
    row_count {integer}, failure_count {integer}, failed_insufficient_data {integer}, failed_data_gap {integer},
    failed_player_dnp {integer}, failed_missing_dependency {integer}, failed_contaminated_upstream {integer},
    failed_unresolved_name {integer}, failed_contract_violation {integer}, failed_processing_error {integer},
    content_hash {string}, code_hash {string}, input_hash {string}, inputs {string}, content_version {integer},
    built_version {integer}, attempts {integer}, run_id {string}, started_at {timestamp}, finished_at {timestamp},
    duration_ms {double}, error {string}, mode {string}, critical_checked {integer}, critical_invalid {integer},
    critical_state {string}, contaminated_upstream_rows {integer})`,
  `CREATE TABLE IF NOT EXISTS nba_processing.critical_fields (
    table_name {string}, partition_date {date}, position {integer}, field {string}, checked {integer},
    invalid {integer}, unexplained {integer}, games {string_list}, reasons {string_list})`,
  `CREATE TABLE IF NOT EXISTS nba_processing.reference_failures (
    table_name {string}, partition_date {date}, entity_kind {string}, entity_id {string}, game_id {string},
    category {string}, reason {string}, can_retry {boolean}, games_expected {integer}, games_found {integer},
    games_missing {string_list}, run_id {string})`,
  `CREATE TABLE IF NOT EXISTS nba_processing.analytics_failures (
    table_name {string}, partition_date {date}, entity_kind {string}, entity_id {string}, game_id {string},
    category {string}, reason {string}, can_retry {boolean}, games_expected {integer}, games_found {integer},
    games_missing {string_list}, run_id {string})`,
  `CREATE TABLE IF NOT EXISTS nba_processing.precompute_failures (
    table_name {string}, partition_date {date}, entity_kind {string}, entity_id {string}, game_id {string},
    category {string}, reason {string}, can_retry {boolean}, games_expected {integer}, games_found {integer},
    games_missing {string_list}, run_id {string})`,
  `CREATE OR REPLACE VIEW nba_processing.unresolved_names AS
    SELECT table_name, partition_date, entity_id AS name, game_id, reason, run_id
    FROM nba_processing.reference_failures WHERE category = 'UNRESOLVED_NAME'`,
  `CREATE TABLE IF NOT EXISTS nba_processing.runs (
    run_id {string}, command {string}, status {string}, pid {integer}, host {string}, started_at {timestamp},
    finished_at {timestamp}, partitions {integer}, rows_written {integer}, failures {integer}, error {string})`,
  `CREATE TABLE IF NOT EXISTS nba_processing.analytics_processor_runs (
    run_id {string}, table_name {string}, first_date {date}, last_date {date}, success {boolean},
    partitions {integer}, partitions_changed {integer}, rows_written {integer}, failures {integer},
    started_at {timestamp}, finished_at {timestamp}, duration_ms {double}, error {string})`,
  `CREATE TABLE IF NOT EXISTS nba_processing.checkpoints (
    job_id {string}, command {string}, tables {string}, range_start {date}, range_end {date}, status {string},
    run_id {string}, owner {string}, dates_total {integer}, dates_done {integer}, dates_failed {integer},
    dates_skipped {integer}, current_table {string}, last_good_date {date}, failed_dates {string},
    skipped_reason {string}, resume_command {string}, started_at {timestamp}, updated_at {timestamp})`,
);
