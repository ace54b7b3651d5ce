import { upsertContent } from '../raw/raw-ledger.js';
import type { Warehouse } from '../warehouse/warehouse.js';

/** What derived tables read of a game. Status and score change all evening long and are left out. */
const HASHED = [
  'game_id',
  'game_date',
  'tipoff_at',
  'season',
  'game_type',
  'is_counting',
  'is_expected',
  'is_neutral',
  'home_abbr',
  'away_abbr',
  'latitude',
  'longitude',
  'time_zone',
];

/** Brings the ledger rows of nba_reference.games (one per game date) up to date. Must run inside a transaction. */
export async function refreshGamesLedger(warehouse: Warehouse, now: Date, runId: string): Promise<void> {
  const days = await warehouse.query<{ day: string; row_count: number; content_hash: string }>(
    `SELECT game_date AS day, COUNT(*) AS row_count,
       CAST(COUNT(*) AS VARCHAR) || ':' || CAST(SUM(${warehouse.dialect.rowHash(HASHED)}) AS VARCHAR) AS content_hash
     FROM nba_reference.games GROUP BY game_date ORDER BY game_date`,
  );
  await upsertContent(warehouse, 'nba_reference.games', days, now, runId);
}
