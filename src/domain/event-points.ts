import { EVENT } from './event-codes.js';

/** Whether a free throw missed: by the source's word, else by its text; without a text, the score stands beside makes only. */
export const missedFreeThrowSql = (alias: string): string => {
  const text = `COALESCE(${alias}.home_description, ${alias}.visitor_description)`;
  return `COALESCE(NOT ${alias}.shot_made, ${text} LIKE '%MISS%', ${alias}.score IS NULL)`;
};

/** Value of a field goal by the source's word, else by its text; NULL without either. */
export const shotValueSql = (alias: string): string => {
  const says = (side: 'home' | 'visitor') => `COALESCE(${alias}.${side}_description, '') LIKE '%3PT%'`;
  return `COALESCE(${alias}.shot_value, CASE
    WHEN ${says('home')} OR ${says('visitor')} THEN 3
    WHEN ${alias}.home_description IS NOT NULL OR ${alias}.visitor_description IS NOT NULL THEN 2 END)`;
};

/** Points that an event scores, 0 for most; a basket whose value only its distance tells counts as two. */
export const eventPointsSql = (alias: string): string => `CASE
    WHEN ${alias}.event_type = ${EVENT.made} THEN COALESCE(${shotValueSql(alias)}, 2)
    WHEN ${alias}.event_type = ${EVENT.freeThrow} AND NOT ${missedFreeThrowSql(alias)} THEN 1
    ELSE 0 END`;
