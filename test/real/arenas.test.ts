import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { arenaByName, arenaFor } from '../../src/domain/arenas.js';
import { gameTypeOfId, isCountingGameType } from '../../src/domain/seasons.js';
import { teamAbbr } from '../../src/domain/teams.js';

const DATA = process.env.NBA_PROPS_TEST_DATA ?? resolve(import.meta.dirname, '../../../shared/data');
const present = existsSync(DATA);
if (!present) console.warn(`skipped: no real data at ${DATA} (set NBA_PROPS_TEST_DATA)`);

/** The schedules' fields hold no quoted commas except in the snapshot's last columns, which come after those read here. */
function schedule(season: string, file: string, columns: { id: string; arena: string; home: string }) {
  const [header = '', ...lines] = gunzipSync(readFileSync(join(DATA, season, file)))
    .toString('utf8')
    .trim()
    .split(/\r?\n/);
  const names = header.split(',');
  return lines.map((line) => {
    const fields = line.split(',');
    const field = (name: string) => fields[names.indexOf(name)] ?? '';
    return { season, id: field(columns.id), arena: field(columns.arena), home: field(columns.home) };
  });
}

describe.skipIf(!present)('arenas of real schedules', () => {
  const old = { id: 'gid', arena: 'an', home: 'h.ta' };
  const snapshot = { id: 'gameId', arena: 'arenaName', home: 'homeTeam.teamTricode' };
  const games = present
    ? [
        ...schedule('2020-21', 'schedule.csv.gz', old),
        ...schedule('2021-22', 'schedule.csv.gz', old),
        ...schedule('2024-25', 'schedule_snapshot_2024-11.csv.gz', snapshot),
      ].filter((game) => isCountingGameType(gameTypeOfId(game.id)))
    : [];

  it('every arena named by a counting game is known', () => {
    expect(games).toHaveLength(1171 + 1323 + 1206);
    const unknown = games.filter((game) => game.arena !== 'TBD' && arenaByName(game.arena) === null);
    expect(unknown).toEqual([]);
  });

  it('and is the home of the season, except the neutral sites of 2024-25', () => {
    const away = games.filter(
      ({ season, home, arena }) => home !== '' && arenaFor(home, season, arena) !== arenaFor(home, season),
    );
    expect(away.map(({ home, arena }) => `${home} ${arena}`).sort()).toEqual([
      'IND Accor Arena',
      'SAS Accor Arena',
      'SAS Moody Center',
      'SAS Moody Center',
      'WAS Arena CDMX',
    ]);
  });

  it('every home tricode is canonical', () => {
    for (const { home } of games.filter((game) => game.home !== '')) expect(teamAbbr(home)).toBe(home);
  });
});
