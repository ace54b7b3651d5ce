const QUOTE = 34;
const NEWLINE = 10;
const RETURN = 13;

/**
 * Whether lines end with a carriage return alone, as old Macintosh programs write them: outside quotes the text has
 * carriage returns and no line feed.
 */
export function endsWithReturns(text: Buffer): boolean {
  let quoted = false;
  let returns = false;
  for (const byte of text) {
    if (byte === QUOTE) quoted = !quoted;
    else if (!quoted && byte === NEWLINE) return false;
    else if (!quoted && byte === RETURN) returns = true;
  }
  return returns;
}

/** The same text with line feeds for carriage returns. */
export function withNewlines(text: Buffer): Buffer {
  const copy = Buffer.from(text);
  for (let at = copy.indexOf(RETURN); at >= 0; at = copy.indexOf(RETURN, at + 1)) copy[at] = NEWLINE;
  return copy;
}
