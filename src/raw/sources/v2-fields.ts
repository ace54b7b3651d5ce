import { team } from '../fields/identity.js';
import { integer, optionalId } from '../fields/numbers.js';
import { text } from '../fields/text.js';
import type { Field, Fields } from '../raw-source.js';

const eventType = integer('v2_eventtype', { min: 0 });

/** Event type; a row of a kind that nobody knows is rejected by its own words. */
const knownType: Field = {
  ...eventType,
  reads: [...eventType.reads, 'actiontype'],
  checks: [{ field: 'actiontype', bad: 's.v2_eventtype IS NULL', reason: 'unknown action type' }],
};

const person = (n: number): Fields => ({
  [`person${n}_type`]: integer(`v2_person${n}type`),
  [`player${n}_id`]: optionalId(`v2_person${n}id`),
  [`player${n}_name`]: text(`v2_person${n}name`),
  [`player${n}_team_id`]: optionalId(`v2_person${n}teamid`),
  [`player${n}_team_abbr`]: team(`v2_person${n}team`),
});

/** Columns of an event by what was told of it in the terms of PlayByPlayV2 (v2-persons.ts). */
export const V2_FIELDS: Fields = {
  event_type: knownType,
  action_type: integer('v2_actiontype'),
  home_description: text('v2_homedescription'),
  neutral_description: text('v2_neutraldescription'),
  visitor_description: text('v2_visitordescription'),
  ...person(1),
  ...person(2),
  ...person(3),
};

/** Columns that depend on the other events of the game. */
export const EVENT_WINDOWS: Readonly<Record<string, string>> = {
  event_index: 'ROW_NUMBER() OVER (PARTITION BY game_id ORDER BY place)',
  is_duplicate: 'is_copy',
};
