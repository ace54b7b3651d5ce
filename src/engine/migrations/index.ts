import type { Migration } from '../migration.js';
import { firstTables } from './001-first-tables.js';
import { shotsOfTheLiveFeed } from './002-shots-of-the-live-feed.js';
import { rawStore } from './003-raw-store.js';
import { gameStates } from './004-game-states.js';
import { contradictorySources } from './005-contradictory-sources.js';
import { conflictVerdicts } from './006-conflict-verdicts.js';
import { columnHashes } from './007-column-hashes.js';
import { firstFile } from './008-first-file.js';
import { scheduleView } from './009-schedule-view.js';
import { failureRecords } from './010-failure-records.js';
import { unreadyRows } from './011-unready-rows.js';
import { percentages } from './012-percentages.js';

/**
 * Numbered changes of tables whose rows cannot be derived again: raw tables, reference tables, the ledger. A file here is
 * never edited once it is released: a further change is a further file. A table that is new altogether needs none, it is
 * made from its definition.
 */
export const MIGRATIONS: readonly Migration[] = [
  firstTables,
  shotsOfTheLiveFeed,
  rawStore,
  gameStates,
  contradictorySources,
  conflictVerdicts,
  columnHashes,
  firstFile,
  scheduleView,
  failureRecords,
  unreadyRows,
  percentages,
];
