import type { Field } from '../raw-source.js';
import { text } from './text.js';

/** A required text in lower case: names of books and sides. */
export const lower = (column: string): Field => ({ ...text(column, { required: true }), sql: `LOWER(s.${column})` });
