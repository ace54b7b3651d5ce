import type { Warehouse } from '../engine/warehouse.js';
import { INJURY_NEWS, PGS, UPGC } from '../tables/names.js';
import { INJURY_NEWS_DAYS } from '../tables/windows/expected-players.js';
import { played } from '../tables/windows/player-state.js';
import { wasCertain, wasKnown } from '../tables/windows/was-known.js';
import { playerKey } from './quotes.js';
import type { News } from './report.js';

/** Pieces of news shown of a player. */
const SHOWN = 3;

/**
 * The news behind the availability of each player, latest first, by game and player: of lists before the date that he has not
 * played since, and of reports on the game made before tip-off.
 */
export async function newsOf(warehouse: Warehouse, date: string): Promise<ReadonlyMap<string, readonly News[]>> {
  const d = warehouse.dialect;
  const day = d.date(date);
  type Found = { game_id: string; player_id: number } & { [K in keyof News]: News[K] };
  const rows = await warehouse.query<Found>(
    `WITH latest AS (SELECT h.player_id, MAX(h.game_date) AS day FROM ${PGS} h
       WHERE h.game_date < ${day} AND ${played('h.')} GROUP BY h.player_id)
     SELECT u.game_id, u.player_id, n.designation, n.notes, n.told_on AS toldOn, n.reported_at AS reportedAt, ${wasCertain('n', 'u.data_cutoff')} AS isCertain
     FROM ${UPGC} u LEFT JOIN latest l ON l.player_id = u.player_id
     JOIN ${INJURY_NEWS} n ON n.player_id = u.player_id
       AND n.news_date BETWEEN ${d.addDays(day, -INJURY_NEWS_DAYS)} AND ${day}
       AND (n.source_kind = 'list' AND n.news_date < u.game_date AND (l.day IS NULL OR n.news_date >= l.day) AND ${wasKnown('n', 'u.data_cutoff')}
         OR n.source_kind = 'report' AND n.game_id = u.game_id AND n.is_before_tipoff)
     WHERE u.game_date = ${day}
     ORDER BY u.game_id, u.player_id, n.told_on DESC, n.source_kind DESC, n.sequence DESC`,
  );
  const found = new Map<string, News[]>();
  for (const { game_id, player_id, ...news } of rows) {
    const key = playerKey(game_id, player_id);
    const list = found.get(key) ?? [];
    if (list.length < SHOWN) list.push(news);
    found.set(key, list);
  }
  return found;
}
