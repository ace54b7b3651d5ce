import { addDays } from '../../domain/dates.js';
import type { ScheduledGame } from '../schedule/game.js';
import { type CsvText, field, filtered, placeOf, withField } from './csv-text.js';
import { type LiveFault, morningOf } from './planned.js';

/** Versions of one file of a night with their times; the last one is correct. */
export interface Version {
  readonly at: string;
  /** NULL: nothing comes. */
  readonly csv: CsvText | null;
}

const OUT: Readonly<Record<string, RegExp>> = {
  events_out: /^play_by_play/,
  charts_out: /^shot_chart/,
  logs_out: /_logs/,
};

/** The versions of a file of results under the fault of its night. */
export function versionsOf(
  name: string,
  csv: CsvText,
  date: string,
  fault: LiveFault | undefined,
  games: readonly ScheduledGame[],
): Version[] {
  const usual = morningOf(addDays(date, 1));
  const whole = [{ at: usual, csv }];
  if (fault?.repaired_at == null) return whole;
  const repaired = { at: fault.repaired_at, csv };
  const hit = games.filter(({ id }) => fault.games.includes(id));
  switch (fault.kind) {
    case 'late_night':
      return [repaired];
    case 'late_game': {
      const rest = filtered(csv, (line) => !hit.some((game) => isOf(csv, line, game)));
      return rest.lines.length === csv.lines.length
        ? whole
        : [{ at: usual, csv: rest.lines.length === 0 ? null : rest }, repaired];
    }
    case 'half_game': {
      if (!name.startsWith('play_by_play')) return whole;
      const period = placeOf(csv, 'period');
      const half = filtered(
        csv,
        (line) => !hit.some((game) => isOf(csv, line, game)) || Number(field(line, period)) <= 2,
      );
      return half.lines.length === csv.lines.length ? whole : [{ at: usual, csv: half }, repaired];
    }
    case 'correction': {
      if (!name.startsWith('player_game_logs')) return whole;
      const assists = placeOf(csv, 'ast');
      const first = csv.lines.findIndex((line) => hit.some((game) => isOf(csv, line, game)));
      if (first === -1) return whole;
      const wrong = csv.lines.map((line, i) =>
        i === first ? withField(line, assists, String(Number(field(line, assists)) + 1)) : line,
      );
      return [{ at: usual, csv: { header: csv.header, lines: wrong } }, repaired];
    }
    default:
      return OUT[fault.kind]?.test(name) === true ? [repaired] : whole;
  }
}

/** Whether a line is of a game: it names its id, or one of its teams. */
function isOf(csv: CsvText, line: string, { id, home, away }: ScheduledGame): boolean {
  const at = placeOf(csv, 'game_id');
  if (at !== -1) return field(line, at).padStart(10, '0') === id;
  const team = field(line, placeOf(csv, 'team_abbreviation'));
  return team === home.abbr || team === away.abbr;
}
