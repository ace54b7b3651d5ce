import { seasonLabel, seasonYear } from '../../domain/seasons.js';
import type { Warehouse } from '../../engine/warehouse.js';
import { PARTITIONS } from '../../ledger/processing-names.js';
import type { RawRole } from '../../raw/raw-table.js';
import { rawTablesOf } from '../../raw/raw-tables.js';
import { RAW_INJURY_REPORTS } from '../../raw/tables/injury-reports.js';
import type { BeforeGame } from './report.js';

/** Which kinds of pre-game file exist for a season: it or the season before has rows of them. */
export interface SeasonSources {
  readonly has: Readonly<Record<BeforeGame, boolean>>;
  /** Injury news comes as reports by game. A list names no game, so nothing is expected per game. */
  readonly reports: boolean;
}

export async function sourcesOf(warehouse: Warehouse, season: string): Promise<SeasonSources> {
  const before = seasonLabel(seasonYear(season) - 1);
  const rows = await warehouse.query<{ name: string }>(
    `SELECT DISTINCT table_name AS name FROM ${PARTITIONS} WHERE season IN (?, ?) AND row_count > 0`,
    [season, before],
  );
  const known = new Set(rows.map(({ name }) => name));
  const any = (role: RawRole) => rawTablesOf(role).some(({ name }) => known.has(name));
  return {
    has: {
      schedule: any('schedule'),
      lines: any('game_lines'),
      props: any('prop_lines'),
      news: any('injury_news'),
    },
    reports: known.has(RAW_INJURY_REPORTS),
  };
}
