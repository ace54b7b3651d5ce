import { quotesDueBy } from '../domain/due-times.js';
import type { Warehouse } from '../engine/warehouse.js';
import { PARTITIONS } from '../ledger/processing-names.js';
import { rawTablesOf } from '../raw/raw-tables.js';
import type { Tonight } from '../tonight/report.js';
import type { Awaited } from './report.js';

/** What the games of a date still wait for before tip-off. A season that never had any lines or news waits for none. */
export async function awaitedBefore(warehouse: Warehouse, tonight: Tonight, now: string): Promise<Awaited[]> {
  const coming = tonight.games.filter((game) => game.state === 'not_played');
  const [props, lines, news] = await Promise.all([
    seasonHas(warehouse, tonight.season, 'prop_lines'),
    seasonHas(warehouse, tonight.season, 'game_lines'),
    seasonHas(warehouse, tonight.season, 'injury_news'),
  ]);
  return coming.flatMap((game) => {
    const name = `${game.away.team} @ ${game.home.team}`;
    const until = quotesDueBy(tonight.date, game.tipoffAt);
    if (now >= until) return [];
    const players = tonight.players.filter((player) => player.gameId === game.gameId);
    const without = (code: string) => players.some((player) => player.missing.includes(code));
    return [
      ...(lines && game.total === null ? [{ what: `lines of ${name}`, until }] : []),
      ...(props && players.every((player) => player.lines.length === 0)
        ? [{ what: `player lines of ${name}`, until }]
        : []),
      ...(news && without('no_injury_source') ? [{ what: `injury news of ${name}`, until }] : []),
    ];
  });
}

async function seasonHas(
  warehouse: Warehouse,
  season: string | null,
  role: 'prop_lines' | 'game_lines' | 'injury_news',
): Promise<boolean> {
  const names = rawTablesOf(role).map((table) => warehouse.dialect.text(table.name));
  const rows = await warehouse.query<{ n: number }>(
    `SELECT COUNT(*) AS n FROM ${PARTITIONS} WHERE table_name IN (${names.join(', ')}) AND season = ? AND row_count > 0`,
    [season ?? ''],
  );
  return (rows[0]?.n ?? 0) > 0;
}
