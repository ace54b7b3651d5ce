import { POINTS } from '../../test/crash/cycles/points.js';
import type { Figures, SeasonFigures } from './figures.js';

/** How many of each a long run is meant to have. */
export const LONG = { cycles: 1000, files: 5000, days: 165 } as const;

const number = (n: number) => n.toLocaleString('en-US');
const kinds = (wrong: Readonly<Record<string, number>>) =>
  Object.entries(wrong)
    .map(([kind, n]) => `${kind} ${n}`)
    .join(', ') || 'none';

/** docs/reliability.md. */
export function page(figures: Figures): string {
  return `# Reliability

What is promised when processes are killed, files are broken and machines fail, and how it is tested. The text and the figures
are written by \`npm run reliability\`; a test holds this page equal to what that writes.

## What is promised

- **No row is lost.** What a command has told as loaded or made stands, whatever ends it. What is no longer believed is kept in
  the history. Rows that are gone or altered are named by \`verify\`, and \`heal\` reads them again.
- **No row is there twice, and nothing is by halves.** A file, a batch, a migration are one transaction each; an export, a backup
  and its manifest appear whole or not at all.
- **It goes on.** The command that is printed, or given again, goes on where the killed one ended, makes no finished partition
  again, and removes what the killed one left beside the warehouse.
- **A file is read right or refused by name.** A broken file or line stops nothing else; its good lines are loaded; a list item
  that is no record is told.
- **The machine is not the data.** A full disk, too little memory, a lock or a signal marks no date as failed.
- **The dashboard** answers bad requests with what is wrong, reads no file beside its page, changes nothing without its
  token, and starts one command at a time.
- **Who repairs what**: \`verify --repair\` says for each damage whether \`heal\`, a file that is brought back or a backup repairs
  it, and what that costs.

Not promised: a disk that lies about what it has written; two hosts that write one file over a network disk that has no
\`link\`; a warehouse that another program writes while a command runs.

## How it is tested

| what | short, in \`npm run test:crash\` | long |
|---|---|---|
| Crash cycles: a command is killed before or after one of ${POINTS.length} named points, at a random time, with its process group, halted while another writer comes, or kept waiting behind a halted reader; then it is gone on with and compared with an uninterrupted run and with what it had told | 40 | ${number(LONG.cycles)}: \`npx tsx test/crash/cycles/main.ts --cycles ${LONG.cycles} --seed 7\` |
| Fuzz: valid files of every kind, cut, flipped, with columns dropped, doubled, renamed, shuffled, odd quotes, encodings, numbers, dates and JSON shapes | 300 | ${number(LONG.files)}: \`npx tsx test/crash/fuzz/main.ts --files ${LONG.files} --seed 7\` |
| Dashboard: every route with bad parameters, hosts, origins, tokens, bodies and methods; slow and cut connections; 200 requests and 20 heals at once; its server killed while a heal runs | all | the same: \`npx tsx test/crash/dashboard/main.ts\` |
| Soak: day by day the files of a season so far are ingested, corrections healed, the day made, each by a process; compared with one backfill of the same files | 5 days | ${LONG.days} days: \`npx tsx test/crash/soak/main.ts --days ${LONG.days}\` |
| Hostile season: \`day\` takes in what comes on each date (late games, postponements, corrections, feeds that are out, half games, renamed players, a mad book), some passes are killed; served slates are replayed, contents compared with one clean backfill, alerts with the key | ten days, with \`NBA_PROPS_SEASON=1\` | a season: \`npx tsx test/crash/season/main.ts --seed 2 --teams 4 --kills 0.15\` |
| A full disk and too little memory; writers against each other; kills between any two statements | all | |

A point is a statement of the engine or a call of the file system, found by its text
([test/crash/cycles/points.ts](../test/crash/cycles/points.ts)): the product has no code for it. A cycle and a mutated file follow
from the seed and their number: \`--first NUMBER --cycles 1\` (or \`--files 1\`) runs one again.

## The last long run

Commits: ${figures.commit}.

${[cyclesLines(figures), fuzzLines(figures), dashboardLines(figures), soakLines(figures), ...(figures.notes ?? []), ...seasonsLines(figures)].join('\n\n')}
`;
}

const NOT_RUN = 'not run to its end.';

const SEASON_COLUMNS: readonly (readonly [head: string, of: (season: SeasonFigures) => string | number])[] = [
  ['seed', ({ seed }) => seed],
  ['commit', ({ commit }) => commit],
  ['deliveries', ({ deliveries }) => deliveries],
  ['kills', ({ kills }) => kills],
  ['slates served', ({ served }) => served],
  ['replayed otherwise', ({ replayed_otherwise: n }) => n],
  ['partitions', ({ partitions }) => number(partitions)],
  ['other than one backfill', ({ different }) => different],
  ['commands that ended wrong', ({ wrong }) => wrong],
  ['faults to tell', ({ faults }) => faults],
  ['told by the next morning', ({ recall }) => recall],
  ['alerts', ({ alerts }) => alerts],
  ['of a fault', ({ precision }) => precision],
];

function seasonsLines({ seasons = [] }: Figures): string[] {
  if (seasons.length === 0) return [];
  const rows = [
    SEASON_COLUMNS.map(([head]) => head),
    SEASON_COLUMNS.map(() => '---'),
    ...seasons.map((season) => SEASON_COLUMNS.map(([, of]) => of(season))),
  ];
  return [`**Hostile seasons**, of four teams each:\n\n${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}`];
}

function cyclesLines({ cycles }: Figures): string {
  if (cycles === null) return `**Crash cycles**: ${NOT_RUN}`;
  const { cycles: n, kills, points, seed, wrong } = cycles;
  const of = (kind: string) => wrong[kind] ?? 0;
  const zero = [
    'lost',
    'duplicated',
    'partial',
    'repeated',
    'wrong rows',
    'crashes',
    'hangs',
    'leftovers',
    'wrong refusals',
  ];
  return `**Crash cycles**: ${number(n)} of ${number(LONG.cycles)} cycles in the time there was, seed ${seed}, ${number(kills)} kills and halts, at ${points} of ${POINTS.length} points, before or after.

| ${zero.join(' | ')} |
|${zero.map(() => '---').join('|')}|
| ${zero.map(of).join(' | ')} |`;
}

function fuzzLines({ fuzz }: Figures): string {
  if (fuzz === null) return `**Fuzz**: ${NOT_RUN}`;
  const outcomes = Object.entries(fuzz.outcomes).map(([what, n]) => `${what} ${number(n)}`);
  return `**Fuzz**: ${number(fuzz.files)} of ${number(LONG.files)} files in the time there was, seed ${fuzz.seed}, of ${fuzz.kinds} kinds; ${outcomes.join(', ')}; slowest ${number(fuzz.slowest_ms)} ms, memory of all at most ${number(fuzz.memory_mb)} MB. Wrong: ${kinds(fuzz.wrong)}.`;
}

function dashboardLines({ dashboard }: Figures): string {
  if (dashboard === null) return `**Dashboard**: ${NOT_RUN}`;
  const statuses = Object.entries(dashboard.statuses).map(([status, n]) => `${status}: ${number(n)}`);
  return `**Dashboard**: ${number(dashboard.requests)} requests and ${dashboard.connections} slow or cut connections; answers ${statuses.join(', ')}; of 20 heals asked for at once ${dashboard.heals_begun} began. Wrong: ${dashboard.wrong}.`;
}

function soakLines({ soak }: Figures): string {
  if (soak === null) return `**Soak**: ${NOT_RUN}`;
  const [memory, lastMemory] = soak.memory_mb;
  const [seconds, lastSeconds] = soak.cpu_seconds;
  return `**Soak**: ${soak.days} days (at most ${LONG.days} were asked for), ${soak.corrected} with corrections; ${number(soak.partitions)} partitions, ${soak.different} with other content than one backfill makes; the file is ${soak.size_ratio.toFixed(2)} times that of one backfill; means of the second tenth of the days and of the last: peak memory ${memory} and ${lastMemory} MB, processor time per day ${seconds} and ${lastSeconds} s. Commands that ended wrong: ${soak.wrong}.`;
}
