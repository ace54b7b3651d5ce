import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shotDistanceFtSql, zoneDetailSql, zoneSql } from '../../src/domain/zones.js';
import { openDuckdb } from '../../src/engine/duckdb/adapter.js';
import type { Row, Warehouse } from '../../src/engine/warehouse.js';

const DATA = process.env.NBA_PROPS_TEST_DATA ?? resolve(import.meta.dirname, '../../../shared/data');
const SEASON = join(DATA, '2021-22');
const present = existsSync(SEASON);
if (!present) console.warn(`skipped: no real data at ${SEASON} (set NBA_PROPS_TEST_DATA)`);

/** Every shot of a season: value from the event, location and zones from the chart. */
const SHOTS = `
CREATE TABLE shots AS
WITH events AS (
  SELECT DISTINCT lpad(GAME_ID, 10, '0') AS game_id, CAST(EVENTNUM AS BIGINT) AS event_num,
    CASE WHEN concat(HOMEDESCRIPTION, VISITORDESCRIPTION) LIKE '%3PT%' THEN 3 ELSE 2 END AS value
  FROM read_csv(['${SEASON}/play_by_play_regular.csv.gz', '${SEASON}/play_by_play_playoffs.csv.gz'], all_varchar = true)
  WHERE EVENTMSGTYPE IN ('1', '2')),
chart AS (
  SELECT lpad(GAME_ID, 10, '0') AS game_id, CAST(GAME_EVENT_ID AS BIGINT) AS event_num, CAST(LOC_X AS BIGINT) AS x,
    CAST(LOC_Y AS BIGINT) AS y, CAST(SHOT_DISTANCE AS BIGINT) AS floored, SHOT_ZONE_BASIC AS basic, SHOT_ZONE_RANGE AS reach
  FROM read_csv('${SEASON}/shot_chart.csv.gz', all_varchar = true))
SELECT *, ${shotDistanceFtSql({ x: 'x', y: 'y' })} AS distance FROM events JOIN chart USING (game_id, event_num)`;

const shot = { value: 'value', distance: 'distance', x: 'x', y: 'y', zoneBasic: 'basic' };

describe.skipIf(!present)('zones of every shot of 2021-22', () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await openDuckdb({ path: ':memory:' });
    await warehouse.execute(SHOTS);
    await warehouse.execute(
      `CREATE TABLE zoned AS SELECT *, ${zoneSql(shot)} AS zone, ${zoneDetailSql(shot)} AS detail FROM shots`,
    );
  });
  afterAll(() => warehouse?.close());
  const rows = (sql: string): Promise<Row[]> => warehouse.query(sql);
  const count = async (condition: string) =>
    Number((await rows(`SELECT COUNT(*) AS n FROM zoned WHERE ${condition}`))[0]?.n);

  it('every event has its place on the chart', async () => {
    // 216,722 attempts of the regular season; no other figure is known for the playoffs, so they are only bounded.
    expect(await count(`game_id LIKE '002%'`)).toBe(216_722);
    expect(await count(`game_id LIKE '004%'`)).toBeGreaterThan(14_000);
  });

  it("the chart's distance is the floor of ours", async () => {
    expect(await count('floor(distance) <> floored')).toBe(0);
    expect(await count('round(distance) <> floored')).toBeGreaterThan(100_000);
  });

  it('zone paint is, among twos, exactly what the chart calls less than 8 ft', async () => {
    expect(await count(`value = 2 AND (zone = 'paint') <> (reach = 'Less Than 8 ft.')`)).toBe(0);
    // The floored distance would move thousands of mid-range shots into the paint.
    expect(await count(`zone = 'mid_range' AND floored <= 8`)).toBeGreaterThan(3000);
  });

  it('every shot has a zone, and details differ from the chart only where the value or the 8 ft say so', async () => {
    const differing = await rows(`
      SELECT value, basic, detail, COUNT(*) AS n FROM zoned
      WHERE CASE basic WHEN 'Restricted Area' THEN 'restricted_area' WHEN 'In The Paint (Non-RA)' THEN 'paint_non_ra'
        WHEN 'Mid-Range' THEN 'mid_range' WHEN 'Left Corner 3' THEN 'left_corner_3' WHEN 'Right Corner 3' THEN 'right_corner_3'
        WHEN 'Above the Break 3' THEN 'above_break_3' WHEN 'Backcourt' THEN 'backcourt' ELSE basic END <> detail
      GROUP BY value, basic, detail ORDER BY value, basic, detail`);
    expect(differing.map(({ value, basic, detail }) => `${value} ${basic} -> ${detail}`)).toEqual([
      '2 Above the Break 3 -> mid_range',
      '2 In The Paint (Non-RA) -> mid_range',
      '3 Mid-Range -> above_break_3',
      '3 Mid-Range -> left_corner_3',
      '3 Mid-Range -> right_corner_3',
    ]);
    expect(await count(`detail = 'unknown' OR zone = 'unknown'`)).toBe(0);
    expect(await count(`value = 3 AND basic = 'Mid-Range'`)).toBeGreaterThan(0);
    expect(await count(`basic = 'In The Paint (Non-RA)' AND detail = 'mid_range' AND distance <= 8`)).toBe(0);
  });
});
