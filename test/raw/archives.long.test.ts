import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { type Header, pack } from 'tar-stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { USUAL_LIMITS } from '../../src/raw/readers/limits.js';
import { reloadFiles } from '../../src/repair/reload.js';
import { RawBench } from './raw-bench.js';
import { zipFile } from './zip-file.js';

let bench: RawBench;
beforeEach(async () => {
  bench = await RawBench.create();
});
afterEach(() => bench.close());

const HEADER = 'date,team,spread,ml,total';
const odds = (...days: number[]) =>
  [HEADER, ...days.map((day) => `2022-01-${String(day).padStart(2, '0')},BKN,-3,-150,220`), ''].join('\n');
const MB = 1 << 20;

type Entry = Partial<Header> & { readonly name: string; readonly content?: string };

async function tarFile(...entries: readonly Entry[]): Promise<Buffer> {
  const made = pack();
  for (const { content = '', ...header } of entries) made.entry(header, content);
  made.finalize();
  const parts: Buffer[] = [];
  for await (const part of made) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** odds_2021.csv of the first two days: by `tar | xz -9`, and by `xz -9` alone. */
const TAR_XZ = Buffer.from(
  '/Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4Cf/AJFdADeZLOZf+c3ApwcgaDMxU4aeSA6xbb3Qde9L3Odp3fN33oetLtX0BgnTSzpHRDaNOXp2+1bWvBr0jqsyfJXDjfW1XdeqVGTPuCubQ8Q6zJUEVhRArggvciCotq14YZbEL9tPjbNADxa6ydzfR+MU6xjoH3jVysR4Sy2TTp1WLbBU8S13G2cRcjfwNHEg3c1UtQAAAAAA1JNrK70W8DoAAa0BgFAAANZnUtqxxGf7AgAAAAAEWVo=',
  'base64',
);
const CSV_XZ = Buffer.from(
  '/Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4ABPADldADIYSu7rlOuAVNqn8xJj/tZEVF1UYa48w22wr8pndNi1tS88vnHWX9paCth6ajPArgErrCB7Jp6cnAAAAADKvFn1BU17gAABVVDOTSGMH7bzfQEAAAAABFla',
  'base64',
);

const days = async () =>
  (await bench.rows<{ day: number }>('SELECT DAY(game_date) AS day FROM nba_raw.odds_game_lines ORDER BY 1')).map(
    ({ day }) => Number(day),
  );

/** What becomes of the files of the folder, by the end of their paths. */
async function outcome(): Promise<Record<string, string>> {
  const { files, ignored } = await bench.ingest();
  const short = (text: string) => text.replaceAll(`${bench.folder}/`, '');
  return Object.fromEntries([
    ...files.map(({ path, status, error }) => [
      short(path),
      error === undefined ? status : short(`${error.code}: ${error.what}`),
    ]),
    ...ignored.map((path) => [short(path), 'ignored']),
  ]);
}

describe('an archive', () => {
  it.each([
    ['a.tar', (tar: Buffer) => tar],
    ['a.tar.gz', (tar: Buffer) => gzipSync(tar)],
    ['a.tgz', (tar: Buffer) => gzipSync(tar)],
  ])('%s: its files are files of their own', async (name, packed) => {
    const tar = await tarFile(
      { name: 'season/', type: 'directory' },
      { name: 'season/one.csv', content: odds(1) },
      { name: 'season/README.md', content: 'x' },
      { name: `${'long/'.repeat(40)}two.csv`, content: odds(2) },
    );
    bench.write(name, packed(tar));
    expect(await outcome()).toEqual({
      [`${name}!season/one.csv`]: 'new',
      [`${name}!${'long/'.repeat(40)}two.csv`]: 'new',
      [`${name}!season/README.md`]: 'ignored',
    });
    expect(await days()).toEqual([1, 2]);
  });

  it('is zip, with gzip in it', async () => {
    bench.write(
      'a.zip',
      zipFile(
        { name: 'season/' },
        { name: 'season/one.csv', content: odds(1) },
        { name: 'two.csv.gz', content: gzipSync(odds(2)) },
        { name: '__MACOSX/season/._one.csv', content: 'x' },
      ),
    );
    expect(await outcome()).toEqual({
      'a.zip!season/one.csv': 'new',
      'a.zip!two.csv.gz': 'new',
      'a.zip!__MACOSX/season/._one.csv': 'ignored',
    });
    expect(await days()).toEqual([1, 2]);
  });

  it('is tar.xz, and a file may be xz alone', async () => {
    bench.write('odds_2021.tar.xz', TAR_XZ);
    expect(await outcome()).toEqual({ 'odds_2021.tar.xz!odds_2021.csv': 'new' });
    bench.write('odds.csv.xz', CSV_XZ);
    expect(await outcome()).toEqual({ 'odds_2021.tar.xz!odds_2021.csv': 'unchanged', 'odds.csv.xz': 'unchanged' });
    expect(await days()).toEqual([1, 2]);
  });

  it('is told by its content, and read again only where it changed', async () => {
    bench.write('a.zip', await tarFile({ name: 'one.csv', content: odds(1) }));
    expect(await outcome()).toEqual({ 'a.zip!one.csv': 'new' });
    bench.write('a.zip', zipFile({ name: 'one.csv', content: odds(1) }, { name: 'two.csv', content: odds(2) }));
    expect(await outcome()).toEqual({ 'a.zip!one.csv': 'unchanged', 'a.zip!two.csv': 'new' });
    bench.write('a.zip', zipFile({ name: 'one.csv', content: odds(1) }, { name: 'two.csv', content: odds(2, 3) }));
    expect(await outcome()).toEqual({ 'a.zip!one.csv': 'unchanged', 'a.zip!two.csv': 'changed' });
    expect(await days()).toEqual([1, 2, 3]);
  });

  it('is read again where rows of it were lost, as long as it is there', async () => {
    const path = bench.write('a.tar.gz', gzipSync(await tarFile({ name: 'one.csv', content: odds(1, 2) })));
    await bench.ingest();
    await bench.warehouse.execute('DELETE FROM nba_raw.odds_game_lines WHERE DAY(game_date) = 2');
    const report = await reloadFiles(bench.warehouse, 'nba_raw.odds_game_lines', null, USUAL_LIMITS);
    expect(report).toMatchObject({ files: [`${path}!one.csv`], unavailable: [] });
    expect(await days()).toEqual([1, 2]);
    await bench.warehouse.execute('DELETE FROM nba_raw.odds_game_lines WHERE DAY(game_date) = 2');
    expect((await outcome())['a.tar.gz!one.csv']).toBe('restored');
    for (const gone of [() => writeFileSync(path, 'x'), () => rmSync(path)]) {
      gone();
      expect(await reloadFiles(bench.warehouse, 'nba_raw.odds_game_lines', null, USUAL_LIMITS)).toMatchObject({
        unavailable: [`${path}!one.csv`],
      });
    }
  });

  it('tells of a bad file by its path in it, never by where it was written to', async () => {
    bench.write(
      'a.zip',
      zipFile(
        { name: 'x/bad.csv', content: 'who,knows\n1,2\n' },
        { name: 'rows.csv', content: `${odds(1)}2022-01-02,BKN\n` },
      ),
    );
    const { files } = await bench.ingest();
    expect(files.map(({ path, error }) => [path, error?.code])).toEqual([
      [`${bench.folder}/a.zip!x/bad.csv`, 'UNKNOWN_KIND'],
      [`${bench.folder}/a.zip!rows.csv`, undefined],
    ]);
    expect(files[0]?.error?.what).toContain(`${bench.folder}/a.zip!x/bad.csv is of no known kind`);
    expect(await bench.rows('SELECT file, line FROM nba_raw.rejected_rows')).toEqual([
      { file: `${bench.folder}/a.zip!rows.csv`, line: 3 },
    ]);
    expect(await bench.rows('SELECT path FROM nba_processing.files')).toEqual([
      { path: `${bench.folder}/a.zip!rows.csv` },
    ]);
  });

  it('leaves nothing behind', async () => {
    const before = new Set(readdirSync(tmpdir()));
    bench.write('a.zip', zipFile({ name: 'one.csv', content: odds(1) }));
    bench.write('bad.zip', zipFile({ name: 'one.csv', content: odds(1) }).subarray(0, 60));
    await bench.ingest();
    const own = readdirSync(tmpdir()).filter((name) => name.includes(`.${process.pid}.`) && !before.has(name));
    expect(own).toEqual([]);
  });
});

describe('what cannot be read of an archive fails by its name, and nothing else', () => {
  const good = { name: 'good.csv', content: odds(1) };

  it('a path that leads out, a link, no regular file, a file that is there twice', async () => {
    bench.write(
      'a.tar',
      await tarFile(
        { name: '../out.csv', content: odds(2) },
        { name: '/root.csv', content: odds(2) },
        { name: 'link.csv', type: 'symlink', linkname: '/etc/passwd' },
        { name: 'hard.csv', type: 'link', linkname: 'good.csv' },
        { name: 'pipe.csv', type: 'fifo' },
        good,
        good,
      ),
    );
    bench.write(
      'b.zip',
      zipFile(
        { name: '../out.csv', content: odds(2) },
        { name: 'C:\\root.csv', content: odds(2) },
        { name: 'link.csv', content: '/etc/passwd', mode: 0o120777 },
        { ...good, content: odds(3) },
      ),
    );
    const bad = (path: string, why: string) => [path, `BROKEN_FILE: ${path} ${why}.`];
    expect(await outcome()).toEqual(
      Object.fromEntries([
        ...['a.tar!../out.csv', 'a.tar!/root.csv', 'b.zip!../out.csv', 'b.zip!C:/root.csv'].map((path) =>
          bad(path, 'has a path that leads out of the archive'),
        ),
        ...['a.tar!link.csv', 'a.tar!hard.csv', 'b.zip!link.csv'].map((path) => bad(path, 'is a link')),
        bad('a.tar!pipe.csv', 'is no regular file'),
        bad('a.tar!good.csv', 'is there more than once: which one counts is not told'),
        ['b.zip!good.csv', 'new'],
      ]),
    );
    expect(await days()).toEqual([3]);
  });

  it('an encrypted file, another compression, another checksum', async () => {
    bench.write(
      'a.zip',
      zipFile(
        { name: 'secret.csv', content: odds(2), isEncrypted: true },
        { name: 'odd.csv', content: odds(2), method: 99 },
        { name: 'flipped.csv', content: odds(2), crc: 1 },
        good,
      ),
    );
    expect(await outcome()).toEqual({
      'a.zip!secret.csv': 'BROKEN_FILE: a.zip!secret.csv is encrypted.',
      'a.zip!odd.csv': expect.stringMatching(
        /^BROKEN_FILE: a.zip!odd.csv cannot be unpacked: unsupported compression method/,
      ),
      'a.zip!flipped.csv':
        'BROKEN_FILE: a.zip!flipped.csv cannot be unpacked: its checksum is not the one in the archive.',
      'a.zip!good.csv': 'new',
    });
    expect(await days()).toEqual([1]);
  });

  it('a file that is too large; an archive that is too large or has too many files', async () => {
    bench.limits = { max_file_mb: 1, max_archive_mb: 6, max_archive_files: 3 };
    const large = { name: 'large.csv', content: 'x'.repeat(3 * MB) };
    bench.write('a.tar.gz', gzipSync(await tarFile(large, good)));
    bench.write('b.zip', zipFile(large, { ...good, content: odds(2) }));
    bench.write('bomb.zip', zipFile(good, large, { ...large, name: 'larger.csv' }, { ...large, name: 'third.csv' }));
    bench.write('many.zip', zipFile(...[1, 2, 3, 4].map((n) => ({ name: `${n}.csv`, content: odds(2 + n) }))));
    expect(await outcome()).toEqual({
      'a.tar.gz!large.csv': 'FILE_TOO_LARGE: a.tar.gz!large.csv holds more than 1 MB of text.',
      'a.tar.gz!good.csv': 'new',
      'b.zip!large.csv': 'FILE_TOO_LARGE: b.zip!large.csv holds more than 1 MB of text.',
      'b.zip!good.csv': 'new',
      'bomb.zip': 'FILE_TOO_LARGE: bomb.zip holds more than 6 MB, unpacked.',
      'many.zip': 'FILE_TOO_LARGE: many.zip holds more than 3 files.',
    });
    expect(await days()).toEqual([1, 2]);
  });

  it('an archive that is cut off, wherever: nothing of it counts', async () => {
    bench.write('good.csv', odds(1));
    const two = [good, { name: 'two.csv', content: odds(2, 3) }];
    const archives = {
      'a.tar': await tarFile(...two),
      'a.tar.gz': gzipSync(await tarFile(...two)),
      'a.tar.xz': TAR_XZ,
      'a.zip': zipFile(...two),
    };
    // A tar ends with two empty blocks, and is whole without them.
    const ends = {
      'a.tar': archives['a.tar'].length - 1024,
      'a.tar.gz': archives['a.tar.gz'].length,
      'a.tar.xz': TAR_XZ.length,
      'a.zip': archives['a.zip'].length,
    };
    const cut = fc
      .constantFrom(...(Object.keys(archives) as (keyof typeof archives)[]))
      .chain((name) => fc.integer({ min: 1, max: ends[name] - 1 }).map((end) => ({ name, end })));
    await fc.assert(
      fc.asyncProperty(cut, async ({ name, end }) => {
        const path = bench.write(name, archives[name].subarray(0, end));
        const report = await bench.ingest();
        rmSync(path);
        expect(report.failed, `${name} cut off at ${end}`).toBeGreaterThan(0);
        expect(await days()).toEqual([1]);
      }),
      { numRuns: 40 },
    );
  });

  it('an archive with other bits: never other rows', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 6, max: TAR_XZ.length - 1 }),
        fc.integer({ min: 0, max: 7 }),
        async (at, bit) => {
          const bytes = Buffer.from(TAR_XZ);
          bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
          const path = bench.write('a.tar.xz', bytes);
          await bench.ingest();
          rmSync(path);
          for (const day of await days()) expect([1, 2]).toContain(day);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('the season archives of nba_data', () => {
  const V3 =
    'actionNumber,clock,period,teamId,teamTricode,personId,playerName,playerNameI,xLegacy,yLegacy,shotDistance,shotResult,isFieldGoal,scoreHome,scoreAway,pointsTotal,location,description,actionType,subType,videoAvailable,actionId,gameId';
  const CHART =
    'GRID_TYPE,GAME_ID,GAME_EVENT_ID,PLAYER_ID,PLAYER_NAME,TEAM_ID,TEAM_NAME,PERIOD,MINUTES_REMAINING,SECONDS_REMAINING,EVENT_TYPE,ACTION_TYPE,SHOT_TYPE,SHOT_ZONE_BASIC,SHOT_ZONE_AREA,SHOT_ZONE_RANGE,SHOT_DISTANCE,LOC_X,LOC_Y,SHOT_ATTEMPTED_FLAG,SHOT_MADE_FLAG,GAME_DATE,HTM,VTM';

  it('are events and charts as R writes them: no texts as two quotation marks, ids without leading zeros, dates without dashes', async () => {
    const events = [
      V3,
      '2,PT12M00.00S,1,0,"",0,"","",0,0,0,"",0,0,0,0,"",Start of 1st Period (7:12 PM EST),period,start,0,1,42300101',
      "7,PT11M42.00S,1,1610612738,BOS,7001,Arden,A. Arden,9,11,1,Missed,1,,,0,h,MISS Arden 1' Driving Dunk,Missed Shot,Driving Dunk Shot,1,2,42300101",
      '8,PT11M41.00S,1,0,"",1610612748,"","",0,0,0,"",0,,,0,v,Heat Rebound,Rebound,Unknown,1,3,42300101',
    ];
    const chart = [
      CHART,
      'Shot Chart Detail,42300101,7,7001,Ana Arden,1610612738,Boston Celtics,1,11,42,Missed Shot,Driving Dunk Shot,2PT Field Goal,Restricted Area,Center(C),Less Than 8 ft.,1,9,11,1,0,20240421,BOS,MIA',
    ];
    bench.write(
      'nbastatsv3_po_2023.tar',
      await tarFile({ name: 'nbastatsv3_po_2023.csv', content: events.join('\n') }),
    );
    bench.write('shotdetail_po_2023.tar', await tarFile({ name: 'shotdetail_po_2023.csv', content: chart.join('\n') }));
    expect(await bench.ingest()).toMatchObject({ new: 2, rows: 4, rejected: 0, undated: 0 });
    expect(await bench.rows('SELECT DISTINCT game_id FROM nba_raw.nbac_play_by_play')).toEqual([
      { game_id: '0042300101' },
    ]);
    expect(await bench.rows('SELECT game_id, game_date, home_abbr FROM nba_raw.nbac_shot_chart')).toEqual([
      { game_id: '0042300101', game_date: '2024-04-21', home_abbr: 'BOS' },
    ]);
  });

  it('are refused by name where they lack what the tables need, with the file to take instead', async () => {
    const columns = {
      datanba: 'evt,cl,de,locX,locY,opt1,opt2,mtype,etype,opid,tid,pid,hs,vs,epid,oftid,ord,PERIOD,GAME_ID',
      pbpstats:
        'ENDTIME,EVENTS,FG2A,FG2M,FG3A,FG3M,GAMEDATE,GAMEID,NONSHOOTINGFOULSTHATRESULTEDINFTS,OFFENSIVEREBOUNDS,OPPONENT,PERIOD,SHOOTINGFOULSDRAWN,STARTSCOREDIFFERENTIAL,STARTTIME,STARTTYPE,TURNOVERS,DESCRIPTION,URL',
    };
    for (const [name, header] of Object.entries(columns)) {
      const { error } = await bench.one(`${name}.csv`, [header, header.replaceAll(/[^,]+/g, '1')]);
      expect(error).toMatchObject({
        code: 'UNKNOWN_KIND',
        what: expect.stringContaining(name),
        todo: expect.stringContaining('nbastatsv3'),
      });
    }
  });
});
