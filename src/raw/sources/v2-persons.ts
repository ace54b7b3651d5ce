/** What sources of events need to tell persons as PlayByPlayV2 does. */

export type Side = 'home' | 'visitor';
export type PersonKind = 'player' | 'team' | 'bench';

/** PERSONnTYPE by who and side. */
export const PERSON_TYPES: Readonly<Record<PersonKind, Readonly<Record<Side, number>>>> = {
  player: { home: 4, visitor: 5 },
  team: { home: 2, visitor: 3 },
  bench: { home: 6, visitor: 7 },
};

/** What is added to the columns of an action: what PlayByPlayV2 would say of it. */
export const V2_COLUMNS: readonly string[] = [
  'v2_eventtype',
  'v2_actiontype',
  'v2_homedescription',
  'v2_neutraldescription',
  'v2_visitordescription',
  ...[1, 2, 3].flatMap((n) => ['type', 'id', 'name', 'teamid', 'team'].map((part) => `v2_person${n}${part}`)),
];

/** Columns of a player in a role. */
export function v2Person(
  n: 2 | 3,
  id: string | null,
  name: string | null,
  side: Side | null,
): Record<string, string | null> {
  if (id === null && name === null) return {};
  return {
    [`v2_person${n}type`]: side === null ? null : String(PERSON_TYPES.player[side]),
    [`v2_person${n}id`]: id,
    [`v2_person${n}name`]: name,
  };
}

/** Text of a value, NULL for none. */
export function textOf(value: unknown): string | null {
  const found = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
  return found === '' ? null : found;
}

export const wordOf = (value: unknown): string => textOf(value)?.toLowerCase() ?? '';
