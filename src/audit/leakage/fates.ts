import { cupGroupsEnd, decidedByCup, isCupQuarterFinal } from '../../domain/cup.js';
import { addDays } from '../../domain/dates.js';
import { movedDates } from '../../domain/moved-dates.js';
import type { Dialect } from '../../engine/dialect.js';
import type { Warehouse } from '../../engine/warehouse.js';
import { historyOf } from '../../raw/store/history.js';
import { RAW_SCHEDULE, schedule } from '../../raw/tables/schedule.js';
import { GAMES } from '../../tables/names.js';

/** Temporary table of later games whose date the audit changes: game_id, first_date (NULL: removed), night (rows known before it stay). */
export const FATES = 'leakage_fates';

/** A later regular game whose date the audit changes, or that it removes. */
export interface Fate {
  readonly game_id: string;
  readonly first_date: string | null;
}

interface Game {
  readonly game_id: string;
  readonly game_date: string;
}

/**
 * Later regular games whose date became known on D or after it. Cup knock-out games that were not decided on D are removed; a moved
 * game goes back to its first date or, if that has passed, to a third date. Games whose date was in a schedule known before
 * the end of D stay.
 * @param source catalog of the warehouse
 */
export async function fatesOf(
  warehouse: Warehouse,
  source: string,
  season: { readonly start: string; readonly end: string },
  date: string,
): Promise<readonly Fate[]> {
  const { dialect: d } = warehouse;
  const games = await warehouse.query<{ [K in keyof Game]: Game[K] }>(
    `SELECT game_id, game_date FROM ${source}.${GAMES} WHERE game_type = 'regular' AND is_expected
       AND game_date BETWEEN ${d.date(season.start)} AND ${d.date(season.end)} ORDER BY game_id`,
  );
  const night = nightOf(date, d);
  const known = `home_abbr IS NOT NULL AND game_date > ${d.date(date)}`;
  const told = await warehouse.query<{ [K in keyof Game]: Game[K] }>(
    `SELECT game_id, game_date FROM ${source}.${RAW_SCHEDULE} WHERE known_at < ${night} AND ${known}
     UNION ALL SELECT game_id, game_date FROM ${source}.${historyOf(schedule)} WHERE known_from < ${night} AND known_to >= ${night} AND ${known}`,
  );
  const toldOn = new Set(told.map((game) => `${game.game_id} ${game.game_date}`));
  return [...undecided(games, date), ...restored(games, date)].filter(
    ({ game_id }) => !games.some((game) => game.game_id === game_id && toldOn.has(`${game_id} ${game.game_date}`)),
  );
}

/** SQL timestamp: 06:00 UTC after a date, when its games are over. */
export const nightOf = (date: string, d: Dialect): string => `${d.cast(d.date(date), 'timestamp')} + INTERVAL 30 HOUR`;

function undecided(games: readonly Game[], date: string): Fate[] {
  const quarterFinals = games.filter(({ game_id }) => isCupQuarterFinal(game_id)).map(({ game_date }) => game_date);
  const last = quarterFinals.sort().at(-1) ?? '';
  return games.flatMap(({ game_id, game_date }) => {
    const by = decidedByCup(game_id);
    const end = by === 'groups' ? (cupGroupsEnd(game_id) ?? '') : by === 'quarter_finals' ? last : '';
    return game_date > date && date <= end ? [{ game_id, first_date: null }] : [];
  });
}

function restored(games: readonly Game[], date: string): Fate[] {
  const later = new Map(games.flatMap(({ game_id, game_date }) => (game_date > date ? [[game_id, game_date]] : [])));
  return [...movedDates(games.map(({ game_id, game_date }) => ({ game_id, date: game_date })))].flatMap(
    ([game_id, first]) => {
      const [now, high] = [later.get(game_id), first.at(-1)?.high];
      if (now === undefined || high === undefined) return [];
      return [{ game_id, first_date: high > date ? high : addDays(now, 2) }];
    },
  );
}
