/**
 * How well rules for the usage of those who play foretell what came, when rotation team-mates are out: a Markdown table per
 * warehouse. tsx scripts/measure-usage-rule.ts WAREHOUSE... (seasons with injury news, all tables made).
 */
import { openWarehouse } from '../src/engine/open.js';
import { PGS, UPGC } from '../src/tables/names.js';

/** Rise over the usual usage u by the shares of plays (p) and minutes (m) that are out; w is the sum of out usage x minutes / 48. */
const RULES: Readonly<Record<string, string>> = {
  'no change': 'u',
  'u / (1 - w), the first version': 'u / (1 - w)',
  'u / (1 - p)': 'u / (1 - p)',
  'u (1 - m) / (1 - p)': 'u * (1 - m) / (1 - p)',
  'u (1 + 0.5 ((1 - m) / (1 - p) - 1)), chosen': 'u * (1 + 0.5 * ((1 - m) / (1 - p) - 1))',
  'u (1 + 0.1 p)': 'u * (1 + 0.1 * p)',
};

const BANDS: Readonly<Record<string, string>> = {
  'all rows': 'TRUE',
  'more than 15 % of the plays out': 'p > 0.15',
  'more than 30 % out': 'p > 0.3',
};

/** Rotation players who played at least 12 minutes, with what they used in that game. */
const ROWS = `
  SELECT u.usage_rate_last_10 AS u, u.vacated_usage AS p, u.vacated_minutes AS m, w.out AS w, g.plays_used / g.team_plays_on_court AS came
  FROM ${UPGC} u
  JOIN ${PGS} g ON g.game_id = u.game_id AND g.player_id = u.player_id AND g.player_status = 'played' AND g.minutes_played >= 12
  JOIN (SELECT x.game_id, x.player_id, COALESCE(SUM(o.usage_rate_last_10 * o.minutes_avg_last_10) / 48, 0) AS out
    FROM ${UPGC} x LEFT JOIN ${UPGC} o ON o.game_id = x.game_id AND o.team_abbr = x.team_abbr AND o.availability = 'out'
      AND o.player_id <> x.player_id AND o.minutes_avg_last_10 >= 15 GROUP BY x.game_id, x.player_id) w
    ON w.game_id = u.game_id AND w.player_id = u.player_id
  WHERE u.known_before_game AND u.availability <> 'out' AND u.minutes_avg_last_10 >= 15 AND u.vacated_usage < 1
    AND u.usage_rate_last_10 IS NOT NULL AND w.out < 1 AND g.team_plays_on_court > 0`;

for (const path of process.argv.slice(2)) {
  const warehouse = await openWarehouse({ location: path, readOnly: true });
  try {
    for (const [band, condition] of Object.entries(BANDS)) {
      console.log(
        `\n${path}, ${band}\n\n| rule | rows | rise foretold | rise that came | RMSE | highest |\n|---|---|---|---|---|---|`,
      );
      for (const [name, rule] of Object.entries(RULES)) {
        const [row] = await warehouse.query<{
          n: number;
          foretold: number;
          came: number;
          rmse: number;
          highest: number;
        }>(
          `SELECT COUNT(*) AS n, 100 * AVG(r - u) AS foretold, 100 * AVG(came - u) AS came, 100 * SQRT(AVG(POW(r - came, 2))) AS rmse, MAX(r) AS highest
           FROM (SELECT *, ${rule} AS r FROM (${ROWS}) x WHERE ${condition}) y`,
        );
        if (row === undefined) continue;
        const points = (value: number) => value.toFixed(2);
        console.log(
          `| ${name} | ${row.n} | ${points(row.foretold)} | ${points(row.came)} | ${points(row.rmse)} | ${row.highest.toFixed(2)} |`,
        );
      }
    }
  } finally {
    await warehouse.close();
  }
}
