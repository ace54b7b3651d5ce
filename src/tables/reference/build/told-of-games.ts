import type { ToldOfGame } from '../../../domain/game-state.js';
import type { Warehouse } from '../../../engine/warehouse.js';
import { shotChart } from '../../../raw/tables/shot-chart.js';
import { teamGameIndex } from '../../../raw/tables/team-game-index.js';
import type { KnownGame } from './known-games.js';
import { ToldOfBoxes } from './told-of-boxes.js';
import { ToldOfEvents } from './told-of-events.js';

/** What the sources tell of how far each game is. */
export class ToldOfGames {
  private constructor(
    private readonly events: ToldOfEvents,
    private readonly boxes: ToldOfBoxes,
  ) {}

  static async load(warehouse: Warehouse): Promise<ToldOfGames> {
    return new ToldOfGames(await ToldOfEvents.load(warehouse), await ToldOfBoxes.load(warehouse));
  }

  of(game: KnownGame): ToldOfGame {
    const { game_id, game_date, home_abbr, away_abbr } = game;
    const box = (source: 'box_score' | 'game_log' | 'team_log') =>
      this.boxes.of(source, game_date, home_abbr, away_abbr);
    const summary = score(game.summary_home_score, game.summary_away_score);
    return {
      schedule:
        game.schedule_status === null
          ? null
          : { status: game.schedule_status, score: score(game.schedule_home_score, game.schedule_away_score) },
      summary: summary === null ? null : { score: summary, periods: game.summary_periods },
      in_index: game.played_by === teamGameIndex.namesGames?.rank,
      in_chart: game.played_by === shotChart.namesGames?.rank,
      play_by_play: this.events.of('play_by_play', game_id),
      bigdataball: this.events.of('bigdataball', game_id),
      box_score: box('box_score'),
      game_log: box('game_log'),
      team_log: box('team_log'),
    };
  }
}

const score = (home: number | null, away: number | null) => (home === null || away === null ? null : { home, away });
