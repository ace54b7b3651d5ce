import { COUNT } from '../fields/box.js';
import { gameId, team } from '../fields/identity.js';
import { integer, optionalId } from '../fields/numbers.js';
import { text } from '../fields/text.js';
import { date } from '../fields/times.js';
import { hasAll, type RawSource } from '../raw-source.js';
import { RAW_GAME_SUMMARIES } from '../tables/game-summaries.js';

export const GAME_SUMMARIES: RawSource = {
  kind: 'game_summaries',
  description: 'one row per played game: date, teams, points, periods, starters',
  table: RAW_GAME_SUMMARIES,
  detect: (c) => hasAll(c, 'game_id', 'home_abbr', 'away_abbr', 'home_pts', 'periods'),
  fields: {
    game_id: gameId('game_id'),
    season: text('season'),
    season_type: text('season_type'),
    game_date: date('game_date', { required: true }),
    home_team_id: optionalId('home_team_id'),
    home_abbr: team('home_abbr', { required: true }),
    away_team_id: optionalId('away_team_id'),
    away_abbr: team('away_abbr', { required: true }),
    home_points: integer('home_pts', COUNT),
    away_points: integer('away_pts', COUNT),
    periods: integer('periods', { min: 4, max: 14 }),
    starter_ids: text('starter_ids'),
  },
};
