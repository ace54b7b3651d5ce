import { playerLookup, team } from '../fields/identity.js';
import { decimal } from '../fields/numbers.js';
import { expression, text } from '../fields/text.js';
import { date } from '../fields/times.js';
import { hasAll, type RawSource } from '../raw-source.js';
import { RAW_INJURIES } from '../tables/injuries.js';

/** Names come with a bullet; both columns hold the name, and which one is filled says the kind. */
const person = `NULLIF(TRIM(regexp_replace(COALESCE(s.acquired, s.relinquished, s.player), '^[^A-Za-z0-9]*[•·*][ ]*', '')), '')`;
const kind = `CASE WHEN s.relinquished IS NOT NULL AND s.acquired IS NULL THEN 'relinquished' WHEN s.acquired IS NOT NULL AND s.relinquished IS NULL THEN 'acquired' END`;

/**
 * What the notes say of the days to come. On the list (also written IR) or "out ..." is out, DTD (day-to-day) is
 * questionable, in health and safety protocols without it is out, off the list or back in the line-up is available. Notes that only name an injury, that report a single
 * game missed, or that say the opposite of the column they stand in tell nothing of the next game.
 */
const DESIGNATION = `CASE
  WHEN (${kind}) = 'acquired' THEN CASE
    WHEN regexp_matches(s.notes, '(?i)placed on|out for|out indef') THEN NULL
    WHEN regexp_matches(s.notes, '(?i)activated|returned to lineup|returned to team$') THEN 'available' END
  WHEN (${kind}) = 'relinquished' THEN CASE
    WHEN regexp_matches(s.notes, '(?i)returned to|did not miss|coach') THEN NULL
    WHEN regexp_matches(s.notes, '(?i)placed on I[LR]|already on I[LR]|[(]out|out for season|out indef') THEN 'out'
    WHEN regexp_matches(s.notes, '(?i)doubtful') THEN 'doubtful'
    WHEN regexp_matches(s.notes, '(?i)\\bDTD\\b|questionable') THEN 'questionable'
    WHEN regexp_matches(s.notes, '(?i)protocols') THEN 'out' END END`;

export const INJURY_TRANSACTIONS: RawSource = {
  kind: 'injury_transactions',
  description: 'who was put on or taken off the injury list, by day',
  table: RAW_INJURIES,
  detect: (c) => hasAll(c, 'date', 'team', 'acquired', 'relinquished', 'notes'),
  fields: {
    transaction_date: date('date', { required: true }),
    team_abbr: team('team'),
    player_name: expression(person, 'acquired', 'relinquished', 'player'),
    player_lookup: playerLookup('relinquished', person, ['acquired', 'relinquished', 'player']),
    kind: expression(kind, 'acquired', 'relinquished'),
    notes: text('notes'),
    designation: expression(DESIGNATION, 'acquired', 'relinquished', 'notes'),
    days_out: decimal('estimateddaysout'),
  },
};
