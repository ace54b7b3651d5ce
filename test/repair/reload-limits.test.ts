import { afterEach, beforeEach, expect, test } from 'vitest';
import { USUAL_LIMITS } from '../../src/raw/readers/limits.js';
import { reloadFiles } from '../../src/repair/reload.js';
import { RawBench } from '../raw/raw-bench.js';

let bench: RawBench;
beforeEach(async () => {
  bench = await RawBench.create();
});
afterEach(() => bench.close());

const LINES = 'nba_raw.odds_game_lines';

test('a file is read again under the limits it was ingested with: a longest line of the configuration counts', async () => {
  bench.limits = { max_line_mb: 3 };
  const note = 'x'.repeat(2.5 * (1 << 20));
  const odds = ['date,team,spread,ml,total,note', `2021-10-19,BKN,-3,-150,220,${note}`, '2021-10-20,BKN,-3,-150,220,'];
  expect(await bench.one('odds.csv', odds)).toMatchObject({ status: 'new', rows: 2, rejected: 0 });
  await bench.warehouse.execute(`DELETE FROM ${LINES} WHERE TRUE`);
  const { files } = await reloadFiles(bench.warehouse, LINES, null, { ...USUAL_LIMITS, ...bench.limits });
  expect(files.length).toBe(1);
  expect(await bench.rows(`SELECT COUNT(*) AS n FROM ${LINES}`)).toEqual([{ n: 2 }]);
});
