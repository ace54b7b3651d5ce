/** Loaded before the command (node --import): tells the most memory it had, in kB, in the file NBA_MEASURE. */
import { appendFileSync } from 'node:fs';

process.on('exit', () => appendFileSync(process.env.NBA_MEASURE ?? '', `${process.resourceUsage().maxRSS}\n`));
