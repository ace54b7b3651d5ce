/** Counts of one player or team in one game. Every field is an integer; zones are those of the platform. */
export interface Box {
  fg_makes: number;
  fg_attempts: number;
  three_pt_makes: number;
  three_pt_attempts: number;
  ft_makes: number;
  ft_attempts: number;
  offensive_rebounds: number;
  defensive_rebounds: number;
  assists: number;
  steals: number;
  blocks: number;
  turnovers: number;
  personal_fouls: number;
  points: number;
  plus_minus: number;
  paint_attempts: number;
  paint_makes: number;
  mid_range_attempts: number;
  mid_range_makes: number;
  unknown_zone_attempts: number;
  unknown_zone_makes: number;
  restricted_area_attempts: number;
  restricted_area_makes: number;
  corner_three_attempts: number;
  corner_three_makes: number;
  paint_blocks: number;
  mid_range_blocks: number;
  three_pt_blocks: number;
  assisted_fg_makes: number;
  unassisted_fg_makes: number;
  and1_count: number;
}

export type BoxField = keyof Box;

export function emptyBox(): Box {
  return {
    fg_makes: 0,
    fg_attempts: 0,
    three_pt_makes: 0,
    three_pt_attempts: 0,
    ft_makes: 0,
    ft_attempts: 0,
    offensive_rebounds: 0,
    defensive_rebounds: 0,
    assists: 0,
    steals: 0,
    blocks: 0,
    turnovers: 0,
    personal_fouls: 0,
    points: 0,
    plus_minus: 0,
    paint_attempts: 0,
    paint_makes: 0,
    mid_range_attempts: 0,
    mid_range_makes: 0,
    unknown_zone_attempts: 0,
    unknown_zone_makes: 0,
    restricted_area_attempts: 0,
    restricted_area_makes: 0,
    corner_three_attempts: 0,
    corner_three_makes: 0,
    paint_blocks: 0,
    mid_range_blocks: 0,
    three_pt_blocks: 0,
    assisted_fg_makes: 0,
    unassisted_fg_makes: 0,
    and1_count: 0,
  };
}

export const BOX_FIELDS = Object.keys(emptyBox()) as readonly BoxField[];

export function addBox(into: Box, from: Box): void {
  for (const field of BOX_FIELDS) into[field] += from[field];
}

export function rebounds(box: Box): number {
  return box.offensive_rebounds + box.defensive_rebounds;
}
