import { hasAll, type RawSource } from '../../raw-source.js';
import { RAW_GAME_QUOTES } from '../../tables/game-quotes.js';
import { AWAY, adapterOf, HOME, QUOTE_FIELDS } from './fields.js';

/** A list of events has no quotes; it is read only to report errors in it. */
export const ODDS_API_EVENTS: RawSource = {
  kind: 'odds_api_events',
  description: 'games of The Odds API without quotes: they bring no rows',
  table: RAW_GAME_QUOTES,
  json: adapterOf('events of The Odds API', 'none'),
  detect: (c) => hasAll(c, 'odds_event_id') && !c.has('market'),
  fields: { ...QUOTE_FIELDS, team_abbr: HOME, opponent_abbr: AWAY },
  variants: [{ fields: {}, when: 'FALSE' }],
};
