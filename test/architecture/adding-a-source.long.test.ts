import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TemporaryCopy } from './temporary-copy.js';

/** A provider that writes events as "who did what" and scores them itself. */
const EVENTS_SOURCE = `import { gameId, team } from '../fields/identity.js';
import { integer, optionalId } from '../fields/numbers.js';
import { expression, text } from '../fields/text.js';
import { hasAll, type RawSource } from '../raw-source.js';
import { RAW_PLAY_BY_PLAY } from '../tables/play-by-play.js';

export const ACME_EVENTS: RawSource = {
  kind: 'acme_events',
  description: 'made-up events of a made-up provider',
  table: RAW_PLAY_BY_PLAY,
  detect: (c) => hasAll(c, 'acme_game', 'acme_play', 'acme_what'),
  fields: {
    game_id: gameId('acme_game'),
    event_num: integer('acme_play', { required: true }),
    event_type: expression("CASE s.acme_what WHEN 'make' THEN 1 WHEN 'miss' THEN 2 WHEN 'board' THEN 4 WHEN 'end' THEN 13 ELSE 18 END", 'acme_what'),
    action_type: expression('1'),
    period: integer('acme_period', { required: true, min: 1, max: 14 }),
    clock_seconds: integer('acme_left', { required: true, min: 0, max: 720 }),
    home_description: text('acme_text'),
    person1_type: expression("CASE s.acme_side WHEN 'H' THEN 4 ELSE 5 END", 'acme_side'),
    player1_id: optionalId('acme_person'),
    player1_name: text('acme_name'),
    player1_team_abbr: team('acme_team'),
    shot_value: integer('acme_points'),
    shot_made: expression("CASE s.acme_what WHEN 'make' THEN TRUE WHEN 'miss' THEN FALSE END", 'acme_what'),
  },
  windows: {
    event_index: 'ROW_NUMBER() OVER (PARTITION BY game_id ORDER BY source_row)',
    is_duplicate: 'is_copy',
  },
};
`;

/** Ingests a file of it, makes the game's box, and asks the audits. */
const SCRIPT = `import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gapsReport } from '../src/audit/gaps/gaps.js';
import { Platform } from './audit/warehouse-of.js';

const folder = mkdtempSync(join(tmpdir(), 'acme-'));
writeFileSync(join(folder, 'schedule.csv'), 'gid,gcode,etdate,ettime,st,stt,h_ta,h_tid,h_s,v_ta,v_tid,v_s,an,ac,seri\\n0022300001,x,2023-10-24,19:30,3,Final,DEN,1610612743,2,LAL,1610612747,3,Ball Arena,Denver,\\n');
const line = (...cells) => ['0022300001', ...cells].join(',');
writeFileSync(join(folder, 'acme.csv'), [
  'acme_game,acme_play,acme_what,acme_period,acme_left,acme_text,acme_side,acme_person,acme_name,acme_team,acme_points',
  line(1, 'make', 1, 700, 'Two', 'H', 11, 'Ann Able', 'DEN', 2),
  line(2, 'miss', 1, 690, 'Three', 'A', 22, 'Bob Best', 'LAL', 3),
  line(3, 'make', 1, 680, 'Three', 'A', 22, 'Bob Best', 'LAL', 3),
  line(4, 'end', 4, 0, '', 'H', '', '', '', ''),
].join('\\n') + '\\n');
const platform = await Platform.create();
const report = await platform.ingest(folder);
await platform.backfill();
const boxes = await platform.warehouse.query(
  "SELECT player_id, points, fg_attempts, three_pt_makes, box_source FROM nba_analytics.player_game_summary ORDER BY player_id");
const gaps = await gapsReport(platform.warehouse, platform.graph, { from: null, to: null, contamination: true });
console.log(JSON.stringify({ files: report.files.map((f) => f.kind + ':' + f.status).sort(), boxes, missing: gaps.games.flatMap((game) => game.missing) }));
`;

describe('adding a source', () => {
  let copy: TemporaryCopy;
  beforeAll(() => {
    copy = new TemporaryCopy();
    copy.write('src/raw/sources/acme-events.ts', EVENTS_SOURCE);
    copy.edit(
      'src/raw/sources/index.ts',
      'import { BIG_DATA_BALL }',
      "import { ACME_EVENTS } from './acme-events.js';\nimport { BIG_DATA_BALL }",
    );
    copy.edit('src/raw/sources/index.ts', '  LIVE_FEED,\n', '  LIVE_FEED,\n  ACME_EVENTS,\n');
    copy.write('test/acme.ts', SCRIPT);
  });
  afterAll(() => copy.remove());

  test('touches its file and the index', () => {
    expect(copy.changed()).toEqual(['src/raw/sources/acme-events.ts', 'src/raw/sources/index.ts']);
  });

  test('is all it takes: files of it are known, boxes are made of its events, and nothing asks for another source', () => {
    const answer = copy.run('test/acme.ts') as { files: string[]; boxes: unknown[]; missing: string[] };
    expect(answer.files).toEqual(['acme_events:new', 'schedule:new']);
    expect(answer.boxes).toEqual([
      { player_id: 11, points: 2, fg_attempts: 1, three_pt_makes: 0, box_source: 'play_by_play' },
      { player_id: 22, points: 3, fg_attempts: 2, three_pt_makes: 1, box_source: 'play_by_play' },
    ]);
    expect(answer.missing).toEqual(['shot_chart', 'player_log', 'team_log']);
  });
});
