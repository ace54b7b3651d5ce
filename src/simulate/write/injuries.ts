import type { InjuryNews } from '../league/health.js';
import { csvLine } from './gzip-file.js';

export const INJURIES_HEADER = 'Date,Team,Player,Acquired,Relinquished,Notes,EstimatedDaysOut';

/** A line of the injury list: names without ids, teams by nickname, with stray blanks now and then. */
export function injuryLine({ date, club, player, kind, notes, daysOut }: InjuryNews): string {
  const name = player.id % 41 === 0 ? `${player.full_name} ` : player.full_name;
  const team = club.team.abbr === 'POR' ? 'Blazers' : club.team.nickname;
  const columns = kind === 'acquired' ? [name, ''] : ['', name];
  return csvLine([date, team, name, ...columns, notes, daysOut === null ? '' : `${daysOut}.0`]);
}
