/** Columns that say whom a pair is about, by what the row is of. */
export const PLAYER = 'player';
export const TEAM = 'team';

export type Who = typeof PLAYER | typeof TEAM;

/** entity, player_id and team_abbr of a row of the alias. */
export const who = (alias: string, of: Who): string =>
  of === PLAYER
    ? `CAST(${alias}.player_id AS STRING) || ' ' || COALESCE(${alias}.player_name, '') AS entity, ${alias}.player_id, ${alias}.team_abbr`
    : `${alias}.team_abbr AS entity, CAST(NULL AS INT64) AS player_id, ${alias}.team_abbr`;
