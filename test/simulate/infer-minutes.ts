import { Tally } from '../../src/simulate/collections.js';
import type { CsvRow } from './answer-key.js';

/** Events that show a player on court: not technicals (11, 16, 17, ...), ejections, timeouts. */
const LIVE_FOULS = new Set(['1', '2', '3', '4', '6', '9', '14', '15', '26', '28']);

const seconds = (clock: string): number => {
  const [m = '0', s = '0'] = clock.split(':');
  return Number(m) * 60 + Number(s);
};

/**
 * Playing time from events alone, by the plain rule: the starters open the first period; in later periods whoever acts
 * before he is substituted in was there from the start; if only four are found, the fifth is the one player of the
 * preceding five whom the period does not show. Seconds by player; throws where a five stays unknown.
 */
export function inferMinutes(events: readonly CsvRow[], starters: ReadonlySet<string>): Map<string, number> {
  const played = new Tally<string>();
  const last = new Map<string, Set<string>>();
  const periods = [...new Set(events.map((e) => e.PERIOD ?? ''))];
  for (const period of periods) {
    const rows = events.filter((e) => e.PERIOD === period);
    const length = Number(period) <= 4 ? 720 : 300;
    for (const side of ['4', '5']) {
      const court = Number(period) === 1 ? startersOf(rows, starters, side) : openingFive(rows, side, last.get(side));
      if (court.size !== 5) throw new Error(`${rows[0]?.GAME_ID} period ${period} side ${side}: ${court.size} players`);
      const since = new Map([...court].map((id) => [id, length]));
      const leave = (id: string, clock: number) => {
        played.add(id, (since.get(id) ?? Number.NaN) - clock);
        since.delete(id);
      };
      for (const row of rows) {
        if (row.EVENTMSGTYPE !== '8' || !(row.PERSON1TYPE ?? '').startsWith(side)) continue;
        const [out = '', into = ''] = [row.PLAYER1_ID, row.PLAYER2_ID];
        if (!court.has(out) || court.has(into))
          throw new Error(`${row.GAME_ID} event ${row.EVENTNUM}: impossible change`);
        const clock = seconds(row.PCTIMESTRING ?? '');
        leave(out, clock);
        court.delete(out);
        court.add(into);
        since.set(into, clock);
      }
      for (const id of [...since.keys()]) leave(id, 0);
      last.set(side, court);
    }
  }
  return new Map(played.entries());
}

function startersOf(rows: readonly CsvRow[], starters: ReadonlySet<string>, side: string): Set<string> {
  const five = new Set<string>();
  for (const row of rows)
    for (const [id, type] of people(row)) if (starters.has(id) && type.startsWith(side)) five.add(id);
  return five;
}

function openingFive(rows: readonly CsvRow[], side: string, before: ReadonlySet<string> | undefined): Set<string> {
  const five = new Set<string>();
  const entered = new Set<string>();
  const shown = new Set<string>();
  for (const row of rows) {
    if (!shows(row)) continue;
    for (const [id, type, slot] of people(row)) {
      if (!type.startsWith(side)) continue;
      shown.add(id);
      if (row.EVENTMSGTYPE === '8' && slot === 2) entered.add(id);
      else if (!entered.has(id)) five.add(id);
    }
  }
  const unseen = [...(before ?? [])].filter((id) => !shown.has(id));
  if (five.size === 4 && unseen.length === 1) five.add(unseen[0] ?? '');
  return five;
}

function shows(row: CsvRow): boolean {
  if (row.EVENTMSGTYPE === '6') return LIVE_FOULS.has(row.EVENTMSGACTIONTYPE ?? '');
  return ['1', '2', '3', '4', '5', '7', '8', '10'].includes(row.EVENTMSGTYPE ?? '');
}

function people(row: CsvRow): [string, string, number][] {
  const all: [string, string, number][] = [];
  for (const slot of [1, 2, 3]) {
    const type = row[`PERSON${slot}TYPE`] ?? '';
    if (/^[45]/.test(type)) all.push([row[`PLAYER${slot}_ID`] ?? '', type, slot]);
  }
  return all;
}
