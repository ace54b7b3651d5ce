import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { measureSeason } from '../../scripts/calibration/measure.js';
import { simulate } from '../../src/simulate/simulate.js';
import { DATA, hasData, SKIPPED } from './data.js';

if (!hasData) console.warn(SKIPPED);

/** One season scatters more than the mean of several that docs/simulation.md prints: hence wider than its ten per cent. */
const TOLERANCE = 0.16;
/** One season's home margin scatters by a quarter of itself (15.3 points over 1,230 games), thirty teams' means by an eighth. */
const SCATTERED = new Set(['home margin', 'spread of team means of points', 'spread of team means of the margin']);

describe.skipIf(!hasData)('the simulated league beside the real 2021-22 season', () => {
  it('means and spreads agree, and the page prints the real ones', async () => {
    const real = await measureSeason(join(DATA, '2021-22'));
    const page = readFileSync(resolve(import.meta.dirname, '../../docs/simulation.md'), 'utf8');
    for (const { name, value } of real) {
      expect(page, name).toMatch(
        new RegExp(`\\| ${name.replace(/[()]/g, '\\$&')}[^|]*\\| ${value.toFixed(Math.abs(value) < 2 ? 4 : 2)} \\|`),
      );
    }
    const out = mkdtempSync(join(tmpdir(), 'calibration-'));
    try {
      await simulate({ seasons: 1, seed: 1, out });
      const truth = new Map(real.map((m) => [m.name, m.value]));
      const off = (await measureSeason(join(out, '2023-24')))
        .filter((m) => !m.loose && !SCATTERED.has(m.name))
        .filter((m) => !(Math.abs(m.value / Number(truth.get(m.name)) - 1) <= TOLERANCE));
      expect(off).toEqual([]);
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  });
});
