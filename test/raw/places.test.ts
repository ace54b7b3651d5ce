import { afterEach, beforeEach, expect, it } from 'vitest';
import { gameDocument, RawBench } from './raw-bench.js';

let bench: RawBench;
beforeEach(async () => {
  bench = await RawBench.create();
});
afterEach(() => bench.close());

const BAD = ['NaN', '1e400', '99999999999999999999999', '1.5', 'first', ''];

it.each(BAD)('a place in the order of play that is "%s" ends no ingest: the events are as they stand', async (bad) => {
  const document = JSON.parse(gameDocument('0022100001', [1, 2, 3])) as {
    game: { actions: { orderNumber: unknown }[] };
  };
  Object.assign(document.game.actions[1] ?? {}, { orderNumber: bad });
  const v3 = [
    'gameId,actionId,actionNumber,actionType,subType,clock,period,personId,playerName,teamId,teamTricode,description,location,xLegacy,yLegacy',
    `0022100002,1,1,Made Shot,Jump Shot,PT11M50.00S,1,7001,Arden,1610612749,MIL,Arden 2PT,h,0,0`,
    `0022100002,"${bad}",2,Made Shot,Jump Shot,PT11M40.00S,1,7001,Arden,1610612749,MIL,Arden 2PT,h,0,0`,
  ];
  bench.write('a/feed.json', JSON.stringify(document));
  bench.write('a/v3.csv', v3);
  const { files } = await bench.ingest('a');
  expect(files.map(({ kind, status, rows }) => [kind, status, rows])).toEqual([
    ['play_by_play_v3', 'new', 2],
    ['play_by_play_live', 'new', 3],
  ]);
  const order = 'SELECT game_id, event_num FROM nba_raw.nbac_play_by_play ORDER BY game_id, event_index';
  expect((await bench.rows(order)).map(({ event_num }) => event_num)).toEqual([1, 2, 3, 1, 2]);
});
