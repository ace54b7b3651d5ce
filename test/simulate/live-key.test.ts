import { expect, it } from 'vitest';
import { answeredOnce } from '../../src/simulate/live/live-key.js';
import type { LiveFault } from '../../src/simulate/live/planned.js';

const fault = (kind: LiveFault['kind'], date: string, subject: string | null): LiveFault => ({
  ...{ kind, date, subject, games: [], player_id: 7, repaired_at: null },
  ...{ visible_at: `${date}T22:00:00.000Z`, expects: 'alert', needs: kind === 'renamed' ? 'person' : 'nobody' },
});

it('a name that a person has answered for needs nobody the next time', () => {
  const faults = [
    fault('renamed', '2024-01-02', 'AnnA Bell'),
    fault('mad_book', '2024-01-03', 'AnnA Bell'),
    fault('renamed', '2024-01-04', 'AnnA Bell'),
    fault('renamed', '2024-01-05', 'OttO Cole'),
  ];
  const told = answeredOnce(faults).map(({ expects, needs }) => [expects, needs]);
  expect(told).toEqual([
    ['alert', 'person'],
    ['alert', 'nobody'],
    ['nothing', 'nobody'],
    ['alert', 'person'],
  ]);
});
