import { RAW_PLAY_BY_PLAY } from '../../src/raw/tables/play-by-play.js';

/**
 * A step of a walk: what a file does, told by a name that the file exports (`folder:name` where two do) or by its path, or what a table of the cascade is, told by its
 * alias. The script finds the files. A file must be imported by one of the files before it, and a table must read the one
 * before it; `begins` is where the next command starts.
 */
export interface Step {
  readonly exports?: string;
  readonly table?: string;
  /** The raw table that the file describes: the next table must read it. */
  readonly stores?: string;
  readonly does: string;
  readonly begins?: boolean;
}

export const ROW: readonly Step[] = [
  { exports: 'src/app/cli/commands/ingest.ts', does: '`nba-props ingest season/` is given a folder.', begins: true },
  { exports: 'ingestPaths', does: 'Loads file after file; one that cannot be read does not stop the others.' },
  { exports: 'findFiles', does: 'Finds the files.' },
  { exports: 'detect', does: 'Reads far enough to know the columns of a file.' },
  { exports: 'SOURCES', does: 'Tells by its columns what a file is.' },
  { exports: 'PLAY_BY_PLAY', does: 'Says how each column of this format is read.' },
  { exports: 'playByPlay', stores: RAW_PLAY_BY_PLAY, does: 'Says what is stored: `nba_raw.nbac_play_by_play`.' },
  { exports: 'stageFile', does: 'Makes the lines readable as text.' },
  {
    exports: 'loadFile',
    does: 'Types them; keeps what cannot be typed in `nba_raw.rejected_rows`; one transaction a file.',
  },
  { exports: 'decide', does: 'Compares the game with the version that stands: which one is believed, and why.' },
  { exports: 'moveGone', does: 'What is no longer believed moves to `nba_raw_history`.' },
  { exports: 'refreshUpstream', does: 'Rebuilds games, players and teams, and hashes each game date that changed.' },
  { table: 'shots', does: 'The line is a shot: its zone, passer, blocker, whether a foul came with it.' },
  { table: 'player_events', does: "Counted into the shooter's box of that game." },
  { table: 'pgs', does: 'His game: box, zones, minutes, rates, and which source each came from.' },
  { table: 'psza', does: 'His last 10 and 20 games by zone, as known before each later date.' },
  { table: 'pcf', does: 'Against the zones of the next opponent.' },
  { table: 'mlfs', does: 'A feature, or NULL with its reason, in the row of his next game.' },
  {
    exports: 'exportFeatures',
    does: 'Written into the training set, if nothing upstream is missing or stale.',
    begins: true,
  },
  { exports: 'Draft', does: 'The file and its manifest appear together.' },
];

export const REQUEST: readonly Step[] = [
  {
    exports: 'src/cli.ts',
    does: '`nba-props backfill all --season 2021-22` starts here; signals end it gently.',
    begins: true,
  },
  { exports: 'main', does: 'Runs the command; every error becomes two lines and an exit code.' },
  { exports: 'loadCommands', does: 'Finds the command.' },
  { exports: 'src/app/cli/commands/backfill.ts', does: 'Its options and help, and what it does.' },
  { exports: 'app/cli:writeWarehouse', does: 'Opens the warehouse for writing.' },
  { exports: 'ledger:writeWarehouse', does: 'Takes the lock, applies migrations, writes the seal when all is done.' },
  { exports: 'backfillOn', does: 'Starts the run, with progress on stderr and in the run file.' },
  { exports: 'backfill', does: 'From what was asked for to what was made.' },
  { exports: 'prepare', does: 'Takes over files that the ledger has not seen yet.' },
  { exports: 'select', does: 'Names of tables and dates become a selection.' },
  { exports: 'runBackfill', does: 'Table by table, in the order of what they read.' },
  { exports: 'workOf', does: 'Which dates of a table are to be made, and why.' },
  { exports: 'partitionStates', does: 'Missing, code changed, input changed, failed, fresh.' },
  { exports: 'makeTable', does: 'Batch by batch.' },
  { exports: 'makeBatch', does: 'One transaction a batch; halves a batch that its data refuse.' },
  { exports: 'runBatch', does: 'Runs the SQL of the table, replaces the partitions, writes failure records.' },
  { exports: 'contractSql', does: 'Required values and ranges, before anything is written.' },
  { exports: 'applyGates', does: 'Critical values, by mode.' },
  { exports: 'ledgerStatements', does: 'The ledger rows, in the same transaction. Commit.' },
  { exports: 'differingDates', does: 'Counts and hashes what was committed.' },
];
