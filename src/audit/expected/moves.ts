import type { Warehouse } from '../../engine/warehouse.js';
import { historyOf } from '../../raw/store/history.js';
import { schedule } from '../../raw/tables/schedule.js';
import { GAMES } from '../../tables/names.js';
import type { ExpectedGame, MovedAway } from './report.js';

type Move = {
  readonly game_id: string;
  readonly old_date: string;
  readonly old_tipoff: string | null;
  readonly new_date: string;
  readonly new_tipoff: string | null;
  readonly away: string;
  readonly home: string;
};

/** Games of the dates with their earlier date or tip-off, and games that were on the dates and have been moved. */
export async function movesOf(
  warehouse: Warehouse,
  dates: readonly string[],
): Promise<{ readonly to: ReadonlyMap<string, NonNullable<ExpectedGame['moved_from']>>; readonly away: MovedAway[] }> {
  const days = dates.map((date) => warehouse.dialect.date(date)).join(', ');
  const moves = await warehouse.query<Move>(
    `SELECT g.game_id, h.game_date AS old_date, h.tipoff_at AS old_tipoff, g.game_date AS new_date, g.tipoff_at AS new_tipoff,
       g.away_abbr AS away, g.home_abbr AS home
     FROM ${historyOf(schedule)} h JOIN ${GAMES} g ON g.game_id = h.game_id
     WHERE g.is_counting AND (g.game_date IN (${days}) OR h.game_date IN (${days}))
       AND (h.game_date <> g.game_date OR h.tipoff_at <> g.tipoff_at)
     ORDER BY h.known_to, g.game_id`,
  );
  const to = new Map(
    moves
      .filter((move) => dates.includes(move.new_date))
      .map((move) => [move.game_id, { date: move.old_date, tipoff_at: move.old_tipoff }]),
  );
  const away = new Map(
    moves
      .filter((move) => dates.includes(move.old_date) && move.old_date !== move.new_date)
      .map((move) => [
        `${move.game_id} ${move.old_date}`,
        { game_id: move.game_id, date: move.old_date, away: move.away, home: move.home, to: move.new_date },
      ]),
  );
  return { to, away: [...away.values()] };
}
