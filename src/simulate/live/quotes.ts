import { type CsvText, field, filtered, mapped, placeOf, withField } from './csv-text.js';
import type { LiveFault } from './planned.js';

/** A file of player lines with the fault of its date applied. */
export function underFault(csv: CsvText, fault: LiveFault | undefined): CsvText {
  if (fault?.subject == null) return csv;
  if (fault.kind === 'mad_book') {
    const [book, line] = [placeOf(csv, 'bookmaker'), placeOf(csv, 'line')];
    return mapped(csv, (text) =>
      field(text, book) === fault.subject ? withField(text, line, String(Number(field(text, line)) * 3)) : text,
    );
  }
  if (fault.kind !== 'renamed') return csv;
  const player = placeOf(csv, 'player', 'player_name');
  return mapped(csv, (text) =>
    garbled(field(text, player)) === fault.subject ? withField(text, player, fault.subject) : text,
  );
}

/** A name that is nobody's: its first word backwards. */
export function garbled(name: string): string {
  const [first = '', ...rest] = name.split(' ');
  return [`${first}${[...first].reverse().join('')}`, ...rest].join(' ');
}

/** The rows that are known at an instant. */
export function knownAt(csv: CsvText, instant: string): CsvText {
  const at = placeOf(csv, 'timestamp');
  return filtered(csv, (line) => Date.parse(field(line, at)) <= Date.parse(instant));
}
