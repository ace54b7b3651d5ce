import { type CommandSpec, DATE_OPTIONS, DATE_RANGE_OPTIONS } from './spec.js';

const MODE = {
  flags: '--mode <mode>',
  help: 'strict, backfill (default) or force: what an invalid critical value does',
};
const WAIT = { flags: '--wait', help: 'wait for another writer instead of giving up' };

const SCOPE = [
  ...DATE_OPTIONS,
  { flags: '--no-resume', help: 'recompute everything asked for' },
  { flags: '--only-failed', help: 'only dates that failed before' },
  MODE,
  { flags: '--no-upstream', help: 'do not add stale or missing upstream partitions' },
] as const;

/** Every command, in the order help shows them. Adding one is its file and a line here. */
export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'demo',
    usage: '[dir]',
    summary: 'simulate half a season, ingest it, fill every table, look at the rows',
    options: [{ flags: '--seed <number>', help: 'seed of the simulated league (default 7)' }],
    examples: ['nba-props demo', 'nba-props demo ./league --seed 42'],
    load: () => import('../commands/demo.js'),
  },
  {
    name: 'ingest',
    usage: '<paths...>',
    summary: 'read raw files or folders into the warehouse',
    options: [WAIT],
    examples: ['nba-props ingest ./2021-22', 'nba-props ingest schedule.csv.gz pbp.csv.gz --db season.duckdb'],
    load: () => import('../commands/ingest.js'),
  },
  {
    name: 'backfill',
    usage: '[tables...]',
    summary: 'make missing and stale partitions, in dependency order',
    options: [
      ...SCOPE,
      { flags: '--dry-run', help: 'show what would be done and why' },
      { flags: '--batch-days <days>', help: 'dates per transaction (default: a season)' },
      { flags: '--fail-fast', help: 'stop at the first failed date' },
      WAIT,
    ],
    examples: [
      'nba-props backfill all --season 2021-22',
      'nba-props backfill pgs tdgs --start-date 2021-11-01 --end-date 2021-12-31',
    ],
    load: () => import('../commands/backfill.js'),
  },
  {
    name: 'plan',
    usage: '[tables...]',
    summary: 'what a backfill would do and why: missing, code changed, input changed, failed before',
    options: SCOPE,
    examples: ['nba-props plan --season 2021-22', 'nba-props plan mlfs --dates 2021-12-04'],
    load: () => import('../commands/plan.js'),
  },
  {
    name: 'heal',
    summary: 'find everything missing, stale, corrupt or orphaned and repair exactly that; tell what remains and why',
    options: [{ flags: '--date <date>', help: 'one game date, YYYY-MM-DD' }, ...DATE_RANGE_OPTIONS, WAIT],
    examples: ['nba-props heal', 'nba-props heal --season 2021-22'],
    load: () => import('../commands/heal.js'),
  },
  {
    name: 'gaps',
    summary: 'what is not there, from files to features: what each gap blocks, and the commands that close it',
    options: [
      { flags: '--date <date>', help: 'one game date, YYYY-MM-DD' },
      ...DATE_RANGE_OPTIONS,
      { flags: '--phase <phase>', help: 'only this phase: 2 (raw and reference) to 5' },
      { flags: '--check-contamination', help: 'name contaminated partitions, too' },
    ],
    examples: ['nba-props gaps --season 2021-22', 'nba-props gaps --phase 2 --check-contamination'],
    load: () => import('../commands/gaps.js'),
  },
  {
    name: 'verify',
    usage: '[tables...]',
    summary: 'recompute row counts and content hashes and hold them against the ledger',
    options: [{ flags: '--date <date>', help: 'one game date, YYYY-MM-DD' }, ...DATE_RANGE_OPTIONS],
    examples: ['nba-props verify', 'nba-props verify pgs tdgs --season 2021-22'],
    load: () => import('../commands/verify.js'),
  },
  {
    name: 'explain',
    usage: '<table> <date> [entity...]',
    summary:
      'why is this so: a partition with its inputs and hashes; a player or team, each value with the games behind it',
    examples: ['nba-props explain pdc 2021-12-04', 'nba-props explain pdc 2021-12-04 "Stephen Curry"'],
    load: () => import('../commands/explain.js'),
  },
  {
    name: 'validate',
    usage: '<what>',
    summary: 'check what is there: contamination, coverage, reconcile, contracts',
    options: [
      { flags: '--date <date>', help: 'one game date, YYYY-MM-DD' },
      ...DATE_RANGE_OPTIONS,
      { flags: '--table <tables>', help: 'only these tables, joined by commas (not for reconcile)' },
      { flags: '--stage <phase>', help: 'contamination: only this phase, 2 to 5' },
      { flags: '--strict', help: 'contamination: 50 to 99 % valid is a finding, too' },
      { flags: '--details', help: 'coverage: counts per date' },
    ],
    examples: [
      'nba-props validate contamination --season 2021-22',
      'nba-props validate coverage --table psza --details',
    ],
    load: () => import('../commands/validate.js'),
  },
  {
    name: 'audit',
    usage: '<what>',
    summary: 'leakage: prove that pre-game rows have not seen the future',
    options: [
      { flags: '--date <date>', help: 'audit this game date' },
      { flags: '--sample <number>', help: 'audit so many dates of --season, the same ones each time' },
      { flags: '--season <season>', help: 'season of the sample, e.g. 2021-22' },
    ],
    examples: ['nba-props audit leakage --date 2021-12-04', 'nba-props audit leakage --sample 20 --season 2021-22'],
    load: () => import('../commands/audit.js'),
  },
  {
    name: 'run',
    usage: '<date>',
    summary: 'the daily job: what a date needs, all phases',
    options: [MODE, WAIT],
    examples: ['nba-props run 2021-12-04'],
    load: () => import('../commands/run.js'),
  },
  {
    name: 'status',
    summary: 'one screen: per table the share complete, missing, stale, failed, contaminated; what to do next',
    options: [{ flags: '--season <season>', help: 'only this season, e.g. 2021-22' }],
    examples: ['nba-props status', 'nba-props status --season 2021-22 --json'],
    load: () => import('../commands/status.js'),
  },
  {
    name: 'query',
    usage: '<sql>',
    summary: 'run read-only SQL on the warehouse',
    examples: [`nba-props query "SELECT COUNT(*) FROM nba_analytics.player_game_summary"`],
    load: () => import('../commands/query.js'),
  },
  {
    name: 'runs',
    usage: '[id]',
    summary: 'run history; with an id, its tables',
    options: [{ flags: '--limit <number>', help: 'how many runs (default 20)' }],
    examples: ['nba-props runs'],
    load: () => import('../commands/runs.js'),
  },
  {
    name: 'failures',
    usage: '[tables...]',
    summary: 'why expected rows are missing',
    options: [
      ...DATE_OPTIONS,
      {
        flags: '--group <columns>',
        help: 'group by any of category, table, week, reason, entity (default table,category)',
      },
      { flags: '--category <category>', help: 'only this category' },
    ],
    examples: ['nba-props failures --group category,table,week --season 2021-22'],
    load: () => import('../commands/failures.js'),
  },
  {
    name: 'checkpoint',
    usage: '<action> [job]',
    summary: 'jobs in progress or interrupted: list, show JOB, clear JOB',
    options: [WAIT],
    examples: ['nba-props checkpoint list', 'nba-props checkpoint clear 3f2a9c'],
    load: () => import('../commands/checkpoint.js'),
  },
  {
    name: 'schema',
    usage: '<action>',
    summary: 'version of the warehouse: status, migrate',
    options: [WAIT],
    examples: ['nba-props schema status'],
    load: () => import('../commands/schema.js'),
  },
  {
    name: 'simulate',
    summary: 'write raw files of a simulated league in the real formats, with its answer key',
    options: [
      { flags: '--seasons <number>', help: 'how many seasons (default 1)' },
      { flags: '--seed <number>', help: 'same seed, same bytes (default 1)' },
      { flags: '--out <dir>', help: 'folder to write to (required)' },
      { flags: '--teams <number>', help: 'teams of the league (default 30)' },
      { flags: '--games-per-team <number>', help: 'regular games of a team (default 82)' },
      { flags: '--first-season <season>', help: 'the first season (default 2023-24)' },
      { flags: '--until <date>', help: 'play only games up to this date; the schedule stays whole' },
      { flags: '--no-box-scores', help: 'leave full box scores out, as in the seasons after 2020-21' },
      { flags: '--bigdataball', help: 'write the BigDataBall layout, too' },
      {
        flags: '--fault <fault>',
        help: 'plant a fault, KIND or KIND:WHERE; may be given several times: missing-pbp, half-games, null-distance, missing-shot-chart or late-file :DATE; stat-correction, wrong-team or score-glitch :GAME_ID; duplicate-rows, with or without :DATE; duplicate-file',
        list: true,
      },
    ],
    examples: [
      'nba-props simulate --seasons 1 --seed 7 --out ./league --fault missing-pbp:2023-12-04',
      'nba-props simulate --seasons 5 --out ./league --fault duplicate-rows --fault score-glitch:0022300100',
    ],
    load: () => import('../commands/simulate-run.js'),
  },
  {
    name: 'ui',
    summary: 'the dashboard, in a browser: coverage, runs, failures, players, shots, features',
    options: [
      { flags: '--port <port>', help: 'port (default 4160; 0 = any free one)' },
      { flags: '--host <host>', help: 'listen beyond this machine; reads need the token then, too' },
    ],
    examples: ['nba-props ui', 'nba-props ui --port 0 --db season.duckdb'],
    load: () => import('../commands/ui.js'),
  },
  {
    name: 'config',
    summary: 'effective settings and where each comes from',
    examples: ['nba-props config'],
    load: () => import('../commands/config.js'),
  },
  {
    name: 'completion',
    usage: '<shell>',
    summary: 'completion script for bash, zsh or fish',
    examples: ['nba-props completion bash > /etc/bash_completion.d/nba-props'],
    load: () => import('../commands/completion.js'),
  },
];
