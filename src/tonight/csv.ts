import type { HitRate } from '../domain/hit-rate.js';
import type { Averages, Tonight, TonightGame, TonightLine, TonightPlayer } from './report.js';

type Cell = string | number | boolean | null;

/** The line that stands for a player who has none. */
const NO_LINE: Partial<TonightLine> = {};

/** One line per player and market with a line; of a player without any, one line. Names stand in the first line. */
export function tonightCsv(tonight: Pick<Tonight, 'date' | 'games'>, players: readonly TonightPlayer[]): string {
  const games = new Map(tonight.games.map((game) => [game.gameId, game]));
  const rows = players.flatMap((player) => {
    const lines = player.lines.length === 0 ? [NO_LINE] : player.lines;
    return lines.map((line) => rowOf(tonight.date, games.get(player.gameId), player, line));
  });
  const [first] = rows;
  if (first === undefined) return '';
  return `${[Object.keys(first), ...rows.map((row) => Object.values(row))].map(textOf).join('\n')}\n`;
}

function rowOf(
  date: string,
  game: TonightGame | undefined,
  player: TonightPlayer,
  line: Partial<TonightLine>,
): Record<string, Cell> {
  const market = line.market ?? 'points';
  const mean: Averages | undefined = player.averages.find((one) => one.market === market);
  const [news] = player.news;
  return {
    date,
    game_id: player.gameId,
    away: game?.away.team ?? null,
    home: game?.home.team ?? null,
    tipoff_at: game?.tipoffAt ?? null,
    game_state: game?.state ?? null,
    team: player.team,
    player_id: player.playerId,
    player: player.name,
    availability: player.availability,
    news:
      news === undefined ? null : [news.toldOn, news.designation, news.notes].filter((part) => part !== null).join(' '),
    minutes_last_10: player.minutesLast10,
    starts: player.starts,
    games: player.games,
    usage_last_10: player.usageLast10,
    projected_usage: player.projectedUsage,
    market,
    line: line.line ?? null,
    book: line.book ?? null,
    opening_line: line.openingLine ?? null,
    movement: line.movement ?? null,
    over_price: line.overPrice ?? null,
    under_price: line.underPrice ?? null,
    avg_last_5: mean?.last5 ?? null,
    avg_last_10: mean?.last10 ?? null,
    avg_season: mean?.season ?? null,
    over_last_5: rate(line.hits?.last5),
    over_last_10: rate(line.hits?.last10),
    over_season: rate(line.hits?.season),
    over_opponent: rate(line.hits?.opponent),
    primary_zone: player.primaryZone,
    zone_defence: player.zoneDefence,
    mismatch: player.mismatch,
    fatigue: player.fatigue,
    adjustment: player.adjustment,
    ready: player.ready,
    unready: player.unready,
    result_minutes: player.result?.minutes ?? null,
    result: line.outcome?.value ?? null,
    over_under: line.outcome?.result ?? null,
  };
}

/** "3/5": games over the line of those that tell. */
const rate = (hits: HitRate | undefined): string | null => (hits === undefined ? null : `${hits.over}/${hits.games}`);

const textOf = (cells: readonly Cell[]): string =>
  cells
    .map((cell) => {
      const text = cell === null ? '' : String(cell);
      return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    })
    .join(',');
