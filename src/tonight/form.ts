import { type HitRate, hitRate } from '../domain/hit-rate.js';
import { MARKET_STATS, type MarketStat, marketValue } from '../domain/market-stats.js';
import type { Measured } from '../domain/measured.js';
import type { Warehouse } from '../engine/warehouse.js';
import { PGS, UPGC } from '../tables/names.js';
import { played } from '../tables/windows/player-state.js';
import { playerKey } from './quotes.js';
import type { Averages, Hits } from './report.js';

type Game = { readonly season: string; readonly opponent: string; readonly isStarter: boolean } & Readonly<
  Record<MarketStat, Measured>
>;

/** A player's played games before the date: those of the season and those against tonight's opponent, latest first. */
export class Form {
  private constructor(
    private readonly games: readonly Game[],
    private readonly season: string,
    private readonly opponent: string,
  ) {}

  /** Of all players of a date, by game and player. Nothing of the date itself or of a later one is read. */
  static async load(warehouse: Warehouse, date: string): Promise<ReadonlyMap<string, Form>> {
    const texts = {
      seasons: 'h.season',
      opponents: 'h.opponent_team_abbr',
      starts: 'CAST(h.is_starter AS STRING)',
      ...Object.fromEntries(MARKET_STATS.map((stat) => [stat, `CAST(h.${stat} AS STRING)`])),
    };
    // A few long texts per player cross into JavaScript faster than a row per game.
    const columns = Object.entries(texts).map(
      ([name, text]) => `STRING_AGG(COALESCE(${text}, ''), ',' ORDER BY h.game_date DESC, h.game_id DESC) AS ${name}`,
    );
    const rows = await warehouse.query<
      { game_id: string; player_id: number; season: string; opponent: string } & Record<string, string | number>
    >(
      `SELECT u.game_id, u.player_id, ANY_VALUE(u.season) AS season, ANY_VALUE(u.opponent_team_abbr) AS opponent, ${columns.join(', ')}
       FROM ${UPGC} u JOIN ${PGS} h ON h.player_id = u.player_id AND h.game_date < u.game_date AND ${played('h.')}
         AND (h.season = u.season OR h.opponent_team_abbr = u.opponent_team_abbr)
       WHERE u.game_date = ? AND h.game_date < ? GROUP BY u.game_id, u.player_id`,
      [date, date],
    );
    return new Map(
      rows.map(({ game_id, player_id, season, opponent, ...lists }) => [
        playerKey(game_id, player_id),
        new Form(gamesOf(lists), season, opponent),
      ]),
    );
  }

  static readonly none = new Form([], '', '');

  private get ofSeason(): readonly Game[] {
    return this.games.filter((game) => game.season === this.season);
  }

  /** Starts among his last games of the season, at most 10. */
  starts(): { readonly starts: number; readonly games: number } {
    const last = this.ofSeason.slice(0, 10);
    return { starts: last.filter((game) => game.isStarter).length, games: last.length };
  }

  averages(market: string): Averages {
    const values = this.ofSeason.map((game) => marketValue(market, game));
    return {
      market,
      last5: mean(values.slice(0, 5)),
      last10: mean(values.slice(0, 10)),
      season: mean(values),
    };
  }

  /** How often he was over a line; null for a market that no box score tells. */
  hits(market: string, line: number): Hits | null {
    const values = this.ofSeason.map((game) => marketValue(market, game));
    if (values.length > 0 && values.every((value) => value === null)) return null;
    const rate = (list: readonly Measured[]): HitRate => hitRate(list, line);
    const met = this.games.filter((game) => game.opponent === this.opponent);
    return {
      last5: rate(values.slice(0, 5)),
      last10: rate(values.slice(0, 10)),
      season: rate(values),
      opponent: rate(met.map((game) => marketValue(market, game))),
    };
  }
}

function gamesOf(lists: Readonly<Record<string, string | number>>): Game[] {
  const list = (name: string) => String(lists[name] ?? '').split(',');
  const stats = MARKET_STATS.map((stat) => [stat, list(stat)] as const);
  const [seasons, opponents, starts] = [list('seasons'), list('opponents'), list('starts')];
  return seasons.map((season, i) => ({
    season,
    opponent: opponents[i] ?? '',
    isStarter: starts[i] === 'true',
    ...(Object.fromEntries(
      stats.map(([stat, values]) => [stat, values[i] === '' ? null : Number(values[i])]),
    ) as Record<MarketStat, Measured>),
  }));
}

/** NULL without values, or where one of them was not measured. */
function mean(values: readonly Measured[]): Measured {
  if (values.length === 0) return null;
  const sum = values.reduce<Measured>((total, value) => (total === null || value === null ? null : total + value), 0);
  return sum === null ? null : sum / values.length;
}
