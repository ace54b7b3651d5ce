import { z } from 'zod';
import { blocks, blocksQuery } from './blocks.js';
import { coverage, overview } from './cells.js';
import { shots, shotsQuery, zones, zonesQuery, zoneTrend, zoneTrendQuery } from './court.js';
import { expected, expectedQuery } from './expected.js';
import { failed, failedQuery, failures, failuresQuery } from './failures.js';
import { feature, featureQuery, features, featuresQuery } from './features.js';
import { markets, marketsQuery } from './markets.js';
import { partition, partitionQuery } from './partition.js';
import { plan, planQuery } from './plan.js';
import { factors, factorsQuery, player, playerQuery, players, playersQuery } from './players.js';
import {
  completenessReport,
  conflictsReport,
  contaminationReport,
  contractsReport,
  dateQuery,
  leakageReport,
  reconcileReport,
  seasonQuery,
} from './quality.js';
import { entities, entitiesQuery, row, rowQuery } from './row.js';
import { run, runQuery, runs } from './runs.js';
import { team, teamQuery } from './team.js';
import { tonight, tonightQuery } from './tonight.js';
import { watch, watchQuery } from './watch.js';

const noQuery = z.object({});

/**
 * Every question the page can ask: GET /api/<name>, parameters in the query string. The client's types, the checks of the
 * server and the OpenAPI document all come from this list.
 */
export const api = {
  overview: { summary: 'Tables, seasons and where the warehouse is', query: noQuery, response: overview },
  tonight: {
    summary: 'The games of a date as known before them, with their players; of played ones, what came of it',
    query: tonightQuery,
    response: tonight,
  },
  expected: {
    summary: 'What should be there of each game of a date and source, by when, and what is there',
    query: expectedQuery,
    response: expected,
  },
  watch: { summary: 'How the watch stands, and what is wrong now', query: watchQuery, response: watch },
  coverage: { summary: 'State of every table and date', query: noQuery, response: coverage },
  partition: { summary: 'One table and date, and why it is in its state', query: partitionQuery, response: partition },
  entities: {
    summary: 'Players, teams or games with a row or a failure in a partition',
    query: entitiesQuery,
    response: entities,
  },
  row: { summary: 'The row of one entity, each value with how it was computed', query: rowQuery, response: row },
  runs: { summary: 'Runs, newest first, and jobs', query: noQuery, response: runs },
  blocks: { summary: 'What reads a partition, directly or through others', query: blocksQuery, response: blocks },
  failures: { summary: 'Failures of a table by category over a season', query: failuresQuery, response: failures },
  failed: { summary: 'Failure records of one partition', query: failedQuery, response: failed },
  players: { summary: 'Players by name', query: playersQuery, response: players },
  player: { summary: 'A season of a player, game by game', query: playerQuery, response: player },
  markets: {
    summary: 'A player in each market: games, lines as of before tip-off, the coming game',
    query: marketsQuery,
    response: markets,
  },
  team: { summary: "A team's season: its games by date, and who played for it", query: teamQuery, response: team },
  factors: { summary: "A player's factors for one game with their inputs", query: factorsQuery, response: factors },
  zones: { summary: 'Defence by zone of every team before a date', query: zonesQuery, response: zones },
  zoneTrend: { summary: 'Defence by zone of a team over a season', query: zoneTrendQuery, response: zoneTrend },
  shots: { summary: 'Shots of a player or team', query: shotsQuery, response: shots },
  features: { summary: 'Every feature by month', query: featuresQuery, response: features },
  feature: { summary: 'Histogram of a feature by month', query: featureQuery, response: feature },
  plan: { summary: 'What a backfill would do now, and why', query: planQuery, response: plan },
  conflicts: {
    summary: 'Numbers that two sources give differently, and what people have said of them',
    query: seasonQuery,
    response: conflictsReport,
  },
  contamination: { summary: 'Critical fields and roots', query: seasonQuery, response: contaminationReport },
  completeness: {
    summary: 'Whether every expected entity has a row or a failure record',
    query: seasonQuery,
    response: completenessReport,
  },
  reconcile: { summary: 'Box-score checks', query: seasonQuery, response: reconcileReport },
  contracts: {
    summary: 'Stored rows checked against their definitions',
    query: seasonQuery,
    response: contractsReport,
  },
  leakage: {
    summary: 'Whether pre-game rows of a date depend on later data',
    query: dateQuery,
    response: leakageReport,
  },
  run: { summary: 'One run, table by table', query: runQuery, response: run },
} as const satisfies Record<string, Question>;

export interface Question {
  readonly summary: string;
  readonly query: z.ZodType;
  readonly response: z.ZodType;
}

/** Questions that take seconds: the command line answers them in a process of its own. */
export const SEASON_CHECKS = ['contamination', 'completeness', 'reconcile', 'contracts'] as const;
export const CHECK_NAMES = [...SEASON_CHECKS, 'leakage'] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

/** Answered from files beside the warehouse: also while a run holds it, and when it cannot be opened. */
export type BesideName = 'watch';

export type Api = typeof api;
export type QuestionName = keyof Api;
export type QueryOf<K extends QuestionName> = z.input<Api[K]['query']>;
export type AnswerOf<K extends QuestionName> = z.output<Api[K]['response']>;
