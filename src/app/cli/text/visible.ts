/** Control characters, and those that turn the direction of text. */
const INVISIBLE = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Text that may come from data, safe for a terminal: what would move its cursor, change its colours or retitle it is shown
 * as \x1b and the like. A line end stays where the text may have lines of its own.
 */
export const visible = (text: string, lines: 'may have lines' | 'one line' = 'may have lines'): string =>
  text.replaceAll(INVISIBLE, (character) => {
    if (character === '\n') return lines === 'may have lines' ? character : '\\n';
    const code = character.codePointAt(0) ?? 0;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`;
  });
