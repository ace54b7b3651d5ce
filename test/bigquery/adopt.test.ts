import { afterAll, describe, expect, inject, test } from 'vitest';
import { makeClient } from '../../src/engine/bigquery/client.js';
import { bigqueryDialect } from '../../src/engine/bigquery/dialect.js';
import { warehouseAt } from '../../src/engine/open.js';
import { storedAs } from '../../src/tables/definition.js';
import { GRAPH } from '../../src/tables/registry.js';
import { Terminal } from '../app/cli/terminal.js';
import { smallLeague } from '../prepared/small-league.js';

const endpoint = inject('bigquery');
const THERE = 'bigquery:test/ad_';

describe.skipIf(endpoint === null)('adopt', () => {
  const terminal = new Terminal();
  terminal.set('NBA_PROPS_BIGQUERY_ENDPOINT', endpoint ?? '');
  afterAll(() => terminal.close());

  test('a project with tables of the same names is not written into, what differs is listed, and it is adopted when asked for', async () => {
    const client = makeClient('test', endpoint ?? undefined);
    const shots = storedAs(GRAPH.get('nba_reference.shots') as never);
    const field = ({ name, type }: (typeof shots.columns)[number]) => ({
      name,
      type: type === 'string_list' ? 'STRING' : bigqueryDialect.type(type),
      mode: type === 'string_list' ? 'REPEATED' : 'NULLABLE',
    });
    await client.createDataset('ad_nba_reference');
    await client.createDataset('ad_nba_analytics');
    await client.dataset('ad_nba_reference').createTable('shots', { schema: { fields: shots.columns.map(field) } });
    await client.dataset('ad_nba_reference').createTable('notes', { schema: [{ name: 'note', type: 'STRING' }] });
    await client
      .dataset('ad_nba_analytics')
      .createTable('player_game_summary', { schema: [{ name: 'game_id', type: 'STRING' }] });

    const { ingested } = await smallLeague();
    const refused = await terminal.run('copy', '--from', ingested, '--to', THERE);
    expect([refused.code, refused.err]).toEqual([3, expect.stringContaining('nba-props adopt')]);

    const listed = await terminal.run('adopt', '--db', THERE);
    expect(listed.code).toBe(1);
    expect(listed.out).toContain('nba_analytics.player_game_summary');
    expect(listed.out).toContain(
      '1 table as the platform makes them, 1 with the same name and other columns, 1 with other names.',
    );
    const differing = await terminal.run('adopt', '--write', '--db', THERE);
    expect([differing.code, differing.err]).toEqual([2, expect.stringContaining('CANNOT_WRITE')]);

    await client.dataset('ad_nba_analytics').table('player_game_summary').delete();
    const ready = await terminal.run('adopt', '--db', THERE);
    expect([ready.code, ready.out]).toEqual([0, expect.stringContaining('Nothing was written.')]);
    const adopted = await terminal.run('adopt', '--write', '--db', THERE);
    expect([adopted.code, adopted.out]).toEqual([0, expect.stringContaining('It is a warehouse now.')]);

    const copied = await terminal.run('copy', '--from', ingested, '--to', THERE);
    expect([copied.code, copied.err]).toEqual([0, '']);
    const at = await warehouseAt({ location: THERE, endpoint: endpoint ?? '' });
    const warehouse = await at.openToRead();
    expect(await warehouse.tableNames()).toEqual(
      expect.arrayContaining(['nba_reference.notes', 'nba_raw.nbac_play_by_play']),
    );
    await warehouse.close();
    const again = await terminal.run('adopt', '--db', THERE);
    expect([again.code, again.err]).toEqual([2, expect.stringContaining('is a warehouse of the platform already')]);
  });
});
