import { join } from 'node:path';
import { openWarehouse } from '../../src/engine/open.js';

export interface Measure {
  readonly name: string;
  readonly value: number;
  /** Reported beside the others, not held to within ten per cent. */
  readonly loose: boolean;
}

/** Figures of a regular season, from its raw files alone, so that real and simulated seasons are measured alike. */
export async function measureSeason(dir: string): Promise<Measure[]> {
  const warehouse = await openWarehouse({ location: ':memory:' });
  try {
    const file = (name: string) => join(dir, `${name}.csv.gz`).replaceAll("'", "''");
    const csv = (name: string) =>
      `read_csv('${file(name)}', header = true, all_varchar = true, delim = ',', quote = '"')`;
    await warehouse.execute(`
      CREATE TABLE events AS SELECT row_number() OVER () AS line, * FROM ${csv('play_by_play_regular')};
      CREATE TABLE e AS
        SELECT min(line) AS line, GAME_ID AS game, EVENTNUM AS num, CAST(EVENTMSGTYPE AS INTEGER) AS type,
          CAST(EVENTMSGACTIONTYPE AS INTEGER) AS action, PERIOD AS period, PCTIMESTRING AS clock,
          COALESCE(HOMEDESCRIPTION, '') || COALESCE(VISITORDESCRIPTION, '') AS text,
          PLAYER1_ID AS p1, PLAYER2_ID AS p2, PLAYER3_ID AS p3, PLAYER1_TEAM_ABBREVIATION AS team
        FROM events GROUP BY ALL;
    `);
    await warehouse.execute(`
      CREATE TABLE chart AS SELECT LPAD(GAME_ID, 10, '0') AS game, GAME_EVENT_ID AS num,
        sqrt(CAST(LOC_X AS INTEGER) ** 2 + CAST(LOC_Y AS INTEGER) ** 2) / 10 AS feet, ANY_VALUE(SHOT_ZONE_BASIC) AS basic
        FROM ${csv('shot_chart')} WHERE season_type = 'REG' GROUP BY 1, 2, 3;
      CREATE TABLE shots AS SELECT e.*, type = 1 AS made, text LIKE '%3PT%' AS three, feet, basic LIKE '%Corner%' AS corner,
          CASE WHEN text LIKE '%3PT%' THEN 'three' WHEN feet <= 8 THEN 'paint' ELSE 'mid_range' END AS zone
        FROM e JOIN chart USING (game, num) WHERE type IN (1, 2);
      CREATE TABLE logs AS SELECT PLAYER_ID AS player, TEAM_ABBREVIATION AS team, GAME_DATE AS date, CAST(MIN AS INTEGER) AS min,
          CAST(PTS AS INTEGER) AS pts, CAST(REB AS INTEGER) AS reb, CAST(AST AS INTEGER) AS ast,
          row_number() OVER (PARTITION BY TEAM_ABBREVIATION, GAME_DATE ORDER BY CAST(MIN AS INTEGER) DESC, PLAYER_ID) AS rank
        FROM ${csv('player_game_logs')} WHERE SEASON_TYPE = 'Regular Season';
      CREATE TABLE teams AS SELECT TEAM_ABBREVIATION AS team, MATCHUP LIKE '%vs.%' AS home, CAST(PTS AS INTEGER) AS pts,
          CAST(TOV AS INTEGER) AS tov, CAST(PLUS_MINUS AS INTEGER) AS margin
        FROM ${csv('team_game_logs')} WHERE SEASON_TYPE = 'Regular Season';
      CREATE TABLE last_miss AS
        SELECT line, type, p1, team, lag(CASE WHEN type IN (2, 3) THEN team END IGNORE NULLS) OVER (PARTITION BY game ORDER BY line) AS shooting FROM e;
      CREATE TABLE use AS SELECT p1 AS player, count(*) FILTER (type IN (1, 2)) + 0.44 * count(*) FILTER (type = 3) + count(*) FILTER (type = 5) AS plays
        FROM e WHERE team IS NOT NULL GROUP BY 1;
      CREATE TABLE season AS SELECT player, sum(min) AS min, sum(pts) AS pts, count(*) AS games FROM logs GROUP BY 1;
      CREATE TABLE regulars AS SELECT s.*, u.plays, u.plays / s.min * 48 / t.plays AS usage FROM season s JOIN use u USING (player),
        (SELECT (SELECT sum(plays) FROM use) / (SELECT sum(min) FROM logs) * 5 * 48 AS plays) t WHERE s.min >= 500;
    `);
    const rows = await warehouse.query(
      MEASURES.map(([name, sql]) => `SELECT '${name}' AS name, CAST((${sql}) AS DOUBLE) AS value`).join(' UNION ALL '),
    );
    const values = new Map(rows.map((r) => [String(r.name), Number(r.value)]));
    return MEASURES.map(([name, , loose]) => ({
      name,
      value: values.get(name) ?? Number.NaN,
      loose: loose === 'loose',
    }));
  } finally {
    await warehouse.close();
  }
}

const TEAM_GAMES = '(SELECT count(*) FROM teams)';
const perTeam = (from: string) => `(SELECT count(*) FROM ${from}) / ${TEAM_GAMES}`;
const zone = (name: string): [string, string][] => [
  [`share of attempts: ${name}`, `(SELECT avg(CAST(zone = '${name}' AS INTEGER)) FROM shots)`],
  [`field-goal share made: ${name}`, `(SELECT avg(CAST(made AS INTEGER)) FROM shots WHERE zone = '${name}')`],
  [`blocks per team-game: ${name}`, perTeam(`shots WHERE zone = '${name}' AND NOT made AND p3 <> '0'`)],
  [
    `assisted share of makes: ${name}`,
    `(SELECT avg(CAST(p2 <> '0' AS INTEGER)) FROM shots WHERE zone = '${name}' AND made)`,
  ],
];

/** Possessions of the glossary: FGA + 0.4 FTA - 1.07 ORB share of misses + TOV, per team-game. */
const POSSESSIONS = `((SELECT count(*) FROM shots) + 0.4 * (SELECT count(*) FROM e WHERE type = 3)
  - 1.07 * (SELECT avg(CAST(team = shooting AS INTEGER)) FROM last_miss WHERE type = 4 AND team IS NOT NULL) * (SELECT count(*) FROM shots WHERE NOT made)
  + (SELECT count(*) FROM e WHERE type = 5)) / ${TEAM_GAMES}`;
const MINUTES = `(SELECT sum(CASE WHEN CAST(period AS INTEGER) <= 4 THEN 12 ELSE 5 END) FROM (SELECT DISTINCT game, period FROM e)) * 2 / ${TEAM_GAMES}`;
const rank = (n: number): [string, string] => [
  `minutes of the player ranked ${n} in minutes`,
  `(SELECT avg(min) FROM logs WHERE rank = ${n})`,
];

const MEASURES: readonly (readonly [string, string, 'loose'?])[] = [
  ['points per team-game', '(SELECT avg(pts) FROM teams)'],
  ['spread (standard deviation) of points', '(SELECT stddev_samp(pts) FROM teams)'],
  ['possessions per 48 minutes', `${POSSESSIONS} * 48 / (${MINUTES})`],
  ['field-goal attempts per team-game', perTeam('shots')],
  ['three-point attempts per team-game', perTeam('shots WHERE three')],
  ['corner share of threes', '(SELECT avg(CAST(corner AS INTEGER)) FROM shots WHERE three)'],
  ['restricted-area attempts per team-game', perTeam('shots WHERE NOT three AND feet < 4')],
  ...zone('paint'),
  ...zone('mid_range'),
  ...zone('three'),
  ['free throws per team-game', perTeam('e WHERE type = 3')],
  ['free-throw share made', `(SELECT avg(CAST(text NOT LIKE '%MISS%' AS INTEGER)) FROM e WHERE type = 3)`],
  ['assists per team-game', perTeam(`shots WHERE made AND p2 <> '0'`)],
  ['blocks per team-game', perTeam(`shots WHERE NOT made AND p3 <> '0'`)],
  ['steals per team-game', perTeam(`e WHERE type = 5 AND p2 <> '0'`)],
  ['turnovers per team-game', '(SELECT avg(tov) FROM teams)'],
  ['rebounds per team-game', `(SELECT sum(reb) FROM logs) / ${TEAM_GAMES}`],
  [
    'offensive share of rebounds',
    `(SELECT avg(CAST(team = shooting AS INTEGER)) FROM last_miss WHERE type = 4 AND team IS NOT NULL)`,
  ],
  ['personal fouls per team-game', perTeam('e WHERE type = 6 AND action IN (1, 2, 3, 4, 6, 9, 14, 15, 26, 28)')],
  ['one-shot free throws (and-ones) per team-game', perTeam('e WHERE type = 3 AND action = 10')],
  ['technical free throws per team-game', perTeam('e WHERE type = 3 AND action = 16'), 'loose'],
  ['spread of usage (players with 500 minutes)', '(SELECT stddev_samp(usage) FROM regulars)'],
  ['90th percentile of usage', '(SELECT quantile_cont(usage, 0.9) FROM regulars)'],
  ['10th percentile of usage', '(SELECT quantile_cont(usage, 0.1) FROM regulars)'],
  ['spread of points per game (500 minutes)', '(SELECT stddev_samp(pts / games) FROM regulars)'],
  [
    'mean of the ten best scorers',
    '(SELECT avg(ppg) FROM (SELECT pts / games AS ppg FROM regulars ORDER BY ppg DESC LIMIT 10))',
  ],
  ['players used per team-game', `(SELECT count(*) FROM logs) / ${TEAM_GAMES}`],
  ['spread of minutes', '(SELECT stddev_samp(min) FROM logs)'],
  rank(1),
  rank(3),
  rank(5),
  rank(7),
  rank(9),
  ['home win share', '(SELECT avg(CAST(margin > 0 AS INTEGER)) FROM teams WHERE home)'],
  ['home margin', '(SELECT avg(margin) FROM teams WHERE home)'],
  ['spread of the margin', '(SELECT stddev_samp(margin) FROM teams WHERE home)'],
  ['spread of team means of points', '(SELECT stddev_samp(m) FROM (SELECT avg(pts) AS m FROM teams GROUP BY team))'],
  [
    'spread of team means of the margin',
    '(SELECT stddev_samp(m) FROM (SELECT avg(margin) AS m FROM teams GROUP BY team))',
  ],
  [
    'share of games with overtime',
    `(SELECT count(DISTINCT game) FROM e WHERE CAST(period AS INTEGER) > 4) / (${TEAM_GAMES} / 2)`,
    'loose',
  ],
  ['events per game', `(SELECT count(*) FROM e) / (${TEAM_GAMES} / 2)`],
  ['substitutions per game', `(SELECT count(*) FROM e WHERE type = 8) / (${TEAM_GAMES} / 2)`],
  ['timeouts per game', `(SELECT count(*) FROM e WHERE type = 9) / (${TEAM_GAMES} / 2)`],
  ['players with a game', '(SELECT count(*) FROM season)', 'loose'],
];
