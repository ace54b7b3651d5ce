import type { DateRange } from '../../../audit/gaps/report.js';
import { quoted } from '../shared/backfill-request.js';

/** Items shown before the rest is left to --json. */
const SHOWN = 5;

/** The first few of a list, and how many more there are. */
export function firstOf(items: readonly string[], shown = SHOWN): string {
  const rest = items.length - shown;
  return items.slice(0, shown).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** "2021-12-04" or "2021-12-04 to 2021-12-09 (5)", the number being that of game dates. */
export const rangeText = ({ from, to, dates }: DateRange): string =>
  from === to ? from : `${from} to ${to} (${dates})`;

/** A command with the warehouse it was asked about, as a user would paste it. */
export const onSameWarehouse = (command: string, db: string | undefined): string =>
  db === undefined ? command : `${command} --db ${quoted(db)}`;
