import { possessionsSql } from '../../domain/possessions.js';
import { BOX_STATS } from '../box-columns.js';
import { col, shared } from '../columns.js';
import type { Column } from '../definition.js';
import { columnsOf, firstThat } from '../select-list.js';

/** Columns that both team summaries share. */
export const teamGameColumns: readonly Column[] = [
  shared.isHome,
  col.flag('win_flag', 'Whether the team won.'),
  col.integer('margin_of_victory', 'Points for minus against.', { unit: 'points', min: -120, max: 120 }),
  col.count('overtime_periods', 'Overtimes played.', { max: 8, unit: 'periods' }),
  col.count('team_seconds', 'Game length times five players.', { unit: 'seconds', min: 14_400, max: 27_000 }),
];

const sides = (own: string, other: string) => ({
  fga: `${own}.fg_attempts`,
  fta: `${own}.ft_attempts`,
  orb: `${own}.offensive_rebounds`,
  drb: `${own}.defensive_rebounds`,
  fgm: `${own}.fg_makes`,
  tov: `${own}.turnovers`,
  oppFga: `${other}.fg_attempts`,
  oppFta: `${other}.ft_attempts`,
  oppOrb: `${other}.offensive_rebounds`,
  oppDrb: `${other}.defensive_rebounds`,
  oppFgm: `${other}.fg_makes`,
  oppTov: `${other}.turnovers`,
});

/** SQL over a team's box `t` and its opponent's `o` (team-box.ts). */
export const teamRates = {
  /** What names the game and the team. */
  identity: columnsOf('t', ['game_id', 'game_date', 'season', 'season_type', 'team_abbr', 'opponent_team_abbr']),
  /** The columns of teamGameColumns. */
  outcome: {
    is_home: 't.is_home',
    win_flag: 't.points > o.points',
    margin_of_victory: 't.points - o.points',
    overtime_periods: 't.overtime_periods',
    team_seconds: 't.team_seconds',
  },
  possessions: possessionsSql(sides('t', 'o')),
  /** Codes of missing_inputs for the boxes whose zones a row holds. */
  missing: (zoned: readonly ('t' | 'o')[]): string[] => [
    firstThat(
      [
        ['t.has_events', 'NULL'],
        ['t.events_incomplete', `'incomplete_play_by_play'`],
      ],
      `'no_play_by_play'`,
    ),
    ...zoned.map((alias) =>
      firstThat([
        [`${alias}.has_events AND ${alias}.chart_incomplete`, `'chart_incomplete'`],
        [`${alias}.no_distances`, `'no_shot_distances'`],
        [`(${alias}.has_events OR ${alias}.has_chart) AND NOT ${alias}.zones_trusted`, `'zones_untrusted'`],
        [`${alias}.has_events AND NOT ${alias}.places_known`, `'no_shot_places'`],
      ]),
    ),
    `CASE WHEN NOT o.has_data THEN 'no_opponent_box' END`,
    `CASE WHEN ${BOX_STATS.map((name) => `t.${name} IS NULL OR o.${name} IS NULL`).join(' OR ')} THEN 'no_full_box' END`,
    `CASE WHEN t.team_seconds IS NULL THEN 'no_game_length' END`,
  ],
};
