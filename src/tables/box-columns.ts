import { col } from './columns.js';
import type { Column } from './definition.js';

/** The counting columns of a box score, in the order every table has them. */
export const BOX_STATS = [
  'points',
  'fg_makes',
  'fg_attempts',
  'three_pt_makes',
  'three_pt_attempts',
  'ft_makes',
  'ft_attempts',
  'offensive_rebounds',
  'defensive_rebounds',
  'rebounds',
  'assists',
  'steals',
  'blocks',
  'turnovers',
  'personal_fouls',
] as const;

const MEANINGS: Readonly<Record<(typeof BOX_STATS)[number], string>> = {
  points: 'Points scored.',
  fg_makes: 'Field goals made.',
  fg_attempts: 'Field goals attempted.',
  three_pt_makes: 'Three-pointers made.',
  three_pt_attempts: 'Three-pointers attempted.',
  ft_makes: 'Free throws made.',
  ft_attempts: 'Free throws attempted.',
  offensive_rebounds: 'Offensive rebounds.',
  defensive_rebounds: 'Defensive rebounds.',
  rebounds: 'Rebounds.',
  assists: 'Assists.',
  steals: 'Balls stolen.',
  blocks: 'Blocked shots.',
  turnovers: 'Turnovers.',
  personal_fouls: 'Personal fouls.',
};

/** Box columns, each with a prefix (opp_) and a limit that no game of the league has come near. */
export function boxColumns(max: number, prefix = '', whose = ''): readonly Column[] {
  return BOX_STATS.map((name) => col.count(`${prefix}${name}`, `${whose}${MEANINGS[name]}`, { max }));
}

/** What only events with locations tell: columns of the zones. NULL where a game has no play-by-play. */
export const ZONE_STATS = [
  'paint_attempts',
  'paint_makes',
  'mid_range_attempts',
  'mid_range_makes',
  'unknown_zone_attempts',
  'unknown_zone_makes',
  'restricted_area_attempts',
  'restricted_area_makes',
  'corner_three_attempts',
  'corner_three_makes',
] as const;

const ZONE_PLACES: Readonly<Record<string, string>> = {
  paint: 'two-pointers from at most 8 ft',
  mid_range: 'two-pointers from farther than 8 ft',
  unknown_zone: 'two-pointers of unknown distance',
  restricted_area: 'shots from the restricted area',
  corner_three: 'three-pointers from the corners',
};

export function zoneStatColumns(max: number, prefix = '', whose = ''): readonly Column[] {
  return ZONE_STATS.map((name) => {
    const place = ZONE_PLACES[name.replace(/_(attempts|makes)$/, '')] ?? name;
    const verb = name.endsWith('_makes') ? 'Made' : 'Attempted';
    return col.count(
      `${prefix}${name}`,
      `${whose}${verb} ${place}; NULL where neither events nor a whole shot chart tell.`,
      {
        max,
        ...maybeNone(name),
      },
    );
  });
}

/** A season whose every shot has a distance has no unknown zone. */
const maybeNone = (name: string): { readonly mayBeConstant?: true } =>
  name.startsWith('unknown_zone') ? { mayBeConstant: true } : {};

/** Blocks by the zone of the blocked shot. */
export const BLOCK_STATS = ['paint_blocks', 'mid_range_blocks', 'three_pt_blocks', 'unknown_zone_blocks'] as const;

const BLOCKED: Readonly<Record<(typeof BLOCK_STATS)[number], string>> = {
  paint_blocks: 'shots from the paint',
  mid_range_blocks: 'mid-range shots',
  three_pt_blocks: 'three-pointers',
  unknown_zone_blocks: 'shots whose zone is unknown',
};

/** @param whose 'His blocks', 'Own blocks' */
export const blockColumns = (max: number, whose: string): readonly Column[] =>
  BLOCK_STATS.map((name) => col.count(name, `${whose} of ${BLOCKED[name]}.`, { max, ...maybeNone(name) }));

/** What only events tell of shots, besides zones. */
export const CREATION_STATS = ['assisted_fg_makes', 'unassisted_fg_makes', 'and1_count'] as const;
