import type { Row } from '../../src/engine/warehouse.js';
import type { CsvRow } from './answer-key.js';

/** Columns of the key that the tables have under the same name; written out, so that a table that loses one is found out. */
export const BOX = [
  'seconds_played',
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
  'plus_minus',
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
  'paint_blocks',
  'mid_range_blocks',
  'three_pt_blocks',
  'assisted_fg_makes',
  'unassisted_fg_makes',
  'and1_count',
  'team_points',
  'opponent_points',
] as const;
export const FLAGS = ['is_starter', 'win_flag'] as const;

/** What a row has otherwise than the key, in words. */
export function compare(
  key: CsvRow,
  row: Row | undefined,
  numbers: readonly string[],
  flags: readonly string[],
): string[] {
  const who = `${key.key_game} ${key.key_team} ${key.player_name ?? ''}`;
  if (row === undefined) return [`${who}: no row`];
  return [
    ...numbers.filter((c) => row[c] !== Number(key[c])).map((c) => `${who} ${c}: key ${key[c]}, row ${row[c]}`),
    ...flags.filter((c) => row[c] !== (key[c] === '1')).map((c) => `${who} ${c}: key ${key[c]}, row ${row[c]}`),
  ];
}
