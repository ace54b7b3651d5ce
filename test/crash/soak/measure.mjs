/** Loaded before the command (node --import): tells its most memory, in kB, and processor time, in s, in the file NBA_MEASURE. */
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  writeFileSync(process.env.NBA_MEASURE ?? '', JSON.stringify([maxRSS, (userCPUTime + systemCPUTime) / 1e6]));
});
