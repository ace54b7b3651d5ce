import type { WorkName } from './works.js';

/** A place in the work of a command: the calls of the engine or the file system whose text matches. */
export interface Point {
  readonly name: string;
  readonly work: WorkName;
  /** Regular expression on the text of a call, as die-here.mjs writes it. */
  readonly matches: string;
}

const of = (work: WorkName, places: Readonly<Record<string, string>>): Point[] =>
  Object.entries(places).map(([name, matches]) => ({ name: `${work}: ${name}`, work, matches }));

const RAW = String.raw`nba_raw\.(?!rejected_rows)\w+`;
const DERIVED = String.raw`nba_(?:reference|analytics|precompute|predictions)\.\w+`;

/** Every cycle of a point dies either before or after one of its calls. */
export const POINTS: readonly Point[] = [
  ...of('first ingest', {
    'the lock is written': String.raw`^writeFileSync .*\.lock\.\d+`,
    'the lock is taken': '^linkSync ',
    'a migration is applied': '^sql INSERT INTO nba_processing.schema_migrations',
    'a file is staged': '^sql CREATE OR REPLACE TEMP (TABLE|VIEW) ingest_staged',
    'rows are typed': '^sql CREATE OR REPLACE TEMP TABLE ingest_typed',
    'rows are stored': `^sql INSERT INTO ${RAW} `,
    'rejected rows are kept': '^sql INSERT INTO nba_raw.rejected_rows',
    'the file is recorded': '^sql INSERT INTO nba_processing.files',
    'a transaction is committed': '^sql COMMIT',
    'dates of games are filled in': String.raw`^sql UPDATE nba_raw\.\w+ SET game_date`,
    'the ledger of raw rows is written': '^sql INSERT INTO nba_processing.(?:partitions|raw_refresh)',
    'the warehouse is closed': '^sql CLOSE',
    'the seal is set': '^renameSync .*seal',
    'the lock is given back': String.raw`^rmSync .*\.lock$`,
  }),
  ...of('superseding ingest', {
    'a transaction begins': '^sql BEGIN',
    'what stands is found': '^sql CREATE OR REPLACE TEMP TABLE ingest_standing',
    'superseded rows go into the history': '^sql INSERT INTO nba_raw_history',
    'superseded rows leave': String.raw`^sql DELETE FROM nba_raw\.\w+ WHERE rowid`,
    'equal rows are taken over': String.raw`^sql UPDATE nba_(?:raw\.\w+ SET file_id|processing\.files SET rows_held)`,
    'new rows are stored': `^sql INSERT INTO ${RAW} `,
    'a transaction is committed': '^sql COMMIT',
    'the ledger forgets that it is current': '^sql DELETE FROM nba_processing.raw_refresh',
  }),
  ...of('take over', {
    'the lock of a dead process is moved aside': String.raw`^renameSync .*\.lock `,
    'the moved lock is removed': String.raw`^rmSync .*\.dead`,
    'the lock is taken': '^linkSync ',
  }),
  ...of('backfill', {
    'the run begins': '^sql INSERT INTO nba_processing.runs',
    'rows of a batch are made': '^sql CREATE OR REPLACE TEMP TABLE batch_rows',
    'old rows of a batch leave': `^sql DELETE FROM ${DERIVED} WHERE`,
    'rows of a batch are stored': `^sql INSERT INTO ${DERIVED} `,
    'failure records and ledger of a batch are replaced': '^sql DELETE FROM nba_processing.\\w+_failures',
    'the ledger of a batch is reckoned': '^sql CREATE OR REPLACE TEMP TABLE batch_ledger',
    'a batch is verified': '^sql SELECT p.partition_date AS date, p.row_count AS expected',
    'the checkpoint is written': '^sql DELETE FROM nba_processing.checkpoints',
    'a transaction is committed': '^sql COMMIT',
    'the run file is written': String.raw`^writeFileSync .*\.ndjson`,
    'the run ends': '^sql UPDATE nba_processing.runs SET status = \\?',
  }),
  ...of('heal', {
    'rows of no file leave': String.raw`^sql DELETE FROM nba_raw(?:_history)?\.\w+ WHERE file_id IS NULL`,
    'altered rows are mended': String.raw`^sql (?:UPDATE|DELETE FROM) nba_raw\.\w+ `,
    'lost rows are stored': `^sql INSERT INTO ${RAW} `,
    'the record of a file is put right': '^sql UPDATE nba_processing.files SET path',
    'a transaction is committed': '^sql COMMIT',
    'partitions are made again': `^sql INSERT INTO ${DERIVED} `,
  }),
  ...of('migrate', {
    'a table is changed': '^sql (?:ALTER|CREATE) TABLE',
    'a migration is recorded': '^sql INSERT INTO nba_processing.schema_migrations',
    'a transaction is committed': '^sql COMMIT',
  }),
  ...of('export', {
    'rows are written': '^sql COPY',
    'the old manifest leaves': '^rmSync .*parquet.manifest.json$',
    'the data are put in place': String.raw`^renameSync .*parquet\.\d+\.partial`,
    'the manifest is put in place': String.raw`^renameSync .*manifest\.json\.\d+\.partial`,
  }),
  ...of('backup', {
    'the copy is on the disk': '^fsyncSync',
    'the copy is put in place': String.raw`^renameSync .*duckdb\.partial`,
    'the manifest is put in place': String.raw`^renameSync .*backup\.json\.partial`,
  }),
  ...of('restore', {
    'the copy is on the disk': '^fsyncSync',
    'the old warehouse leaves': String.raw`^rmSync .*\.duckdb(?:\.wal)?$`,
    'the copy is put in place': String.raw`^renameSync .*duckdb\.partial`,
    'the seal is broken': String.raw`^rmSync .*\.seal$`,
  }),
  ...of('checkpoint clear', {
    'the job is forgotten': '^sql DELETE FROM nba_processing.checkpoints',
  }),
];
