import { inspect } from 'node:util';

/** Colours for states. Whole lines are never coloured. */
export interface Paint {
  readonly good: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly strong: (text: string) => string;
}

/**
 * Painted text carries marks, which become colours after everything else has been made safe for a terminal: so no text of
 * the data can pass for one. They are code points that Unicode keeps free of characters.
 */
const END = '\ufdd0';
const MARKS = { good: '\ufdd1', warn: '\ufdd2', bad: '\ufdd3', strong: '\ufdd4' } as const;
const ALL_MARKS = /[\ufdd0-\ufdd4]/g;

const style = (mark: string) => (text: string) => `${mark}${text}${END}`;

export const PAINT: Paint = {
  good: style(MARKS.good),
  warn: style(MARKS.warn),
  bad: style(MARKS.bad),
  strong: style(MARKS.strong),
};

/** Painted text as it is read. */
export const unpainted = (text: string): string => text.replaceAll(ALL_MARKS, '');

const { green = [0, 0], yellow = [0, 0], red = [0, 0], bold = [0, 0] } = inspect.colors;
const SEQUENCES = new Map([
  [MARKS.good, green],
  [MARKS.warn, yellow],
  [MARKS.bad, red],
  [MARKS.strong, bold],
] as const);

/** Painted text with the colours of a terminal. */
export function coloured(text: string): string {
  let off = 0;
  return text.replaceAll(ALL_MARKS, (mark) => {
    if (mark === END) return `\u001b[${off}m`;
    const [on = 0, end = 0] = SEQUENCES.get(mark as (typeof MARKS)[keyof typeof MARKS]) ?? [];
    off = end;
    return `\u001b[${on}m`;
  });
}
