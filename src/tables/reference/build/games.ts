import { arenaFor, isNeutralSite } from '../../../domain/arenas.js';
import { cupArena } from '../../../domain/cup.js';
import { type GameState, gameState } from '../../../domain/game-state.js';
import {
  gameTypeOfId,
  isCountingGameType,
  playoffRoundOfId,
  seasonOfDate,
  seasonOfGameId,
  seasonYear,
} from '../../../domain/seasons.js';
import { col } from '../../columns.js';
import { GAMES } from '../../names.js';
import { type BuiltRow, type BuiltTable, replaceRows } from './built-table.js';
import { WHOLE_COLUMNS } from './game-state-columns.js';
import { KNOWN_GAMES, type KnownGame } from './known-games.js';
import { ToldOfGames } from './told-of-games.js';

/** Pre-game tables take only schedule columns from here, never status or score. */
export const games: BuiltTable = {
  name: GAMES,
  grain: 'a game that any source names',
  key: ['game_id'],
  columns: [
    col.text('game_id', "The league's 10-character game id."),
    col.date('game_date', 'Date played, else scheduled, US/Eastern.'),
    col.time('tipoff_at', 'Scheduled tip-off; NULL if not announced, or if the game was moved.'),
    col.text('season', 'Season, e.g. 2021-22.'),
    col.integer('season_year', 'Year in which the season begins.'),
    col.text('game_type', 'regular, play_in, playoffs, preseason or all_star, by the id.'),
    col.flag('is_counting', 'Regular season, play-in or playoffs.'),
    col.flag('is_expected', 'Counting, and neither postponed nor cancelled.'),
    col.flag('is_neutral', 'On a neutral site.'),
    col.integer('home_team_id', "The league's team id."),
    col.text('home_abbr', 'Tricode of the home team.'),
    col.integer('away_team_id', "The league's team id."),
    col.text('away_abbr', 'Tricode of the away team.'),
    col.text('arena_name', 'Arena by the schedule, else the home arena of that season.'),
    col.text('arena_city', 'City of the arena.'),
    col.double('latitude', 'Of the arena.', { unit: 'degrees' }),
    col.double('longitude', 'Of the arena.', { unit: 'degrees' }),
    col.text('time_zone', 'IANA time zone of the arena.'),
    col.text('playoff_round', 'Round of the playoffs, by the id.'),
    col.text('series_text', 'Series or round as the schedule prints it.'),
    col.text('status', 'scheduled, live, final, postponed or cancelled; final where a source has the whole game.'),
    col.integer('home_score', 'Points of the home team, final score.', { unit: 'points' }),
    col.integer('away_score', 'Points of the away team, final score.', { unit: 'points' }),
    col.date('scheduled_date', 'Date by the schedule; differs from game_date for a game that was moved.'),
    col.text('status_reason', 'The sources that the status rests on.'),
    ...WHOLE_COLUMNS,
  ],
  build: async (warehouse) => {
    const known = await warehouse.query<KnownGame>(KNOWN_GAMES);
    const told = await ToldOfGames.load(warehouse);
    await replaceRows(
      warehouse,
      games,
      known.map((game) => gameRow(game, gameState(told.of(game)))),
    );
  },
};

function gameRow(game: KnownGame, state: GameState): BuiltRow {
  const season = seasonOfGameId(game.game_id) ?? seasonOfDate(game.game_date);
  const type = gameTypeOfId(game.game_id);
  const counting = isCountingGameType(type);
  const arenaName = game.arena_name ?? cupArena(game.game_id);
  const isNeutral = isNeutralSite(game.home_abbr, season, arenaName, game.is_neutral);
  const arena = arenaFor(game.home_abbr, season, arenaName, isNeutral);
  return {
    ...game,
    ...state,
    season,
    season_year: seasonYear(season),
    game_type: type,
    is_counting: counting,
    is_expected: counting && state.status !== 'postponed' && state.status !== 'cancelled',
    is_neutral: isNeutral,
    arena_name: arenaName ?? arena?.name ?? null,
    arena_city: game.arena_city ?? arena?.city ?? null,
    latitude: arena?.latitude ?? null,
    longitude: arena?.longitude ?? null,
    time_zone: arena?.time_zone ?? null,
    playoff_round: playoffRoundOfId(game.game_id),
  };
}
