import { HOST_FACTS } from '../src/download/hosts.js';
import type { Subject } from '../src/download/source.js';
import { DOWNLOADS } from '../src/download/sources/index.js';
import { SOURCES } from '../src/raw/sources/index.js';
import { NOT_READ } from '../src/raw/sources/not-read.js';

/** A game of each kind of list, to see which host a kind is fetched from. */
const SAMPLE: Subject = {
  season: '2025-26',
  date: '2026-02-11',
  now: '2026-02-12T14:00:00.000Z',
  games: [{ id: '0022500775', date: '2026-02-11', isFinal: true }],
  oddsEvents: ['EVENT'],
};

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const downloads = DOWNLOADS.map((source) => {
  const [first] = source.list(SAMPLE);
  return row(
    `\`${source.kind}\``,
    first?.host ?? '',
    source.help,
    source.onlyByName === true ? 'only with `--kinds`' : 'yes',
  );
});

const manners = Object.entries(HOST_FACTS).map(([host, { manners: m, keyFrom }]) =>
  row(host, `${m.atOnce}`, `${m.everyMs / 1000} s`, `${m.tries}`, `${m.failuresInARow}`, keyFrom ?? 'none'),
);

const formats = [...SOURCES]
  .sort((a, b) => (a.kind < b.kind ? -1 : 1))
  .map(({ kind, description, table }) => row(`\`${kind}\``, description, `\`${table}\``));

/** docs/sources.md. */
export const sourcesPage = (): string => `# Sources

Written by \`npm run docs\` from the code; a test holds it equal to what that writes.

## Formats that \`ingest\` reads

A file is told by its columns, not by its name. CSV, JSON or NDJSON, plain, gzipped or in xz, where the format has them; or in
archives (tar, tar.gz, tar.xz, zip). A file in an archive is called \`season.tar.xz!play_by_play.csv\` everywhere; it is written
to \`TMPDIR\` while it is read, and is read again only if its own content changed.

| kind | what it is | stored in |
|---|---|---|
${formats.join('\n')}

Of the season archives of [shufinskiy/nba_data](https://github.com/shufinskiy/nba_data) these are read as they are:

| file | as |
|---|---|
| \`nbastats_*.tar.xz\` | \`play_by_play_v2\` |
| \`nbastatsv3_*.tar.xz\` | \`play_by_play_v3\` |
| \`cdnnba_*.tar.xz\` | \`play_by_play_live\` |
| \`shotdetail_*.tar.xz\` | \`shot_chart\` |

Others are refused by name, for they lack what the tables need:

${NOT_READ.map(({ name, lacks, instead }) => `- ${name}: ${lacks}; ingest ${instead} of the same games.`).join('\n')}

## What \`download\` fetches

\`\`\`sh
nba-props download --season 2025-26 --out raw/2025-26
nba-props ingest raw/2025-26
\`\`\`

| kind | host | what it is | fetched without being named |
|---|---|---|---|
${downloads.join('\n')}

- A game is complete with its live feed and live box score. Games from before 2019-20 need \`play_by_play_v3\`, \`box_score_v3\` and
  \`shot_charts\`. The logs settle what a feed leaves open and date the box scores; the schedule tells which games are due.
- Odds and props are fetched as they stand now, a file per fetch: fetch them often before tip-off. A document with both, as an event's odds
  with markets of the game and of its players, is read into both tables.
- A season's rosters and player index need to be fetched once, before its first game, and again after trades: they tell who is expected
  before a first game and after a trade, from when they were fetched, and \`player_age\`.
- The league's injury report is a PDF; fetch it with one of the public extractors and ingest the CSV or JSON they write.

A file that says it is final is fetched once; \`--refresh\` fetches it again, for corrections. A game in progress, and a list that grows
with the season, are fetched again if ten minutes have passed. What stands is replaced only by a whole document of the same thing:
an empty answer, an error, a page of HTML, half a document or another game fails with its reason, exit 1, and the next
call tries again. \`.downloads.json\` in the folder keeps the address, time and SHA-256 of every file, and those of earlier
versions; \`ingest\` takes the time from there, as the time since when the rows are known.

| host | requests at once | one every | tries of a file | failures in a row until it is left alone | key |
|---|---:|---:|---:|---:|---|
${manners.join('\n')}

Waits between tries grow at random and are never shorter than the host's Retry-After, up to a minute. Addresses are settings:
\`NBA_PROPS_CDN_URL\`, \`NBA_PROPS_STATS_URL\`, \`NBA_PROPS_ODDS_URL\`, or \`cdn_url\` and so on in \`nba-props.config.json\`. The key is read
from the environment alone and is written nowhere. \`--max-credits\` (100) bounds what one call may spend.

## Terms of use

- **cdn.nba.com, stats.nba.com**: under the [terms of use of NBA.com](https://www.nba.com/termsofuse), which allow personal, non-commercial
  use of statistics with attribution and reserve the rest. stats.nba.com refuses many addresses of data centres.
- **The Odds API**: under its [terms](https://the-odds-api.com/terms-and-conditions.html) and the plan that you pay for; odds may not be sold on as they are.
- **BigDataBall** and other paid archives: under the licence that you bought.

Read them yourself: this page is no advice.
`;
