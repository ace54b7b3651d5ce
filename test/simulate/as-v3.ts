import { teamById } from '../../src/domain/teams.js';
import type { CsvRow } from './answer-key.js';

interface Place {
  readonly x: number;
  readonly y: number;
}

const COLUMNS = [
  ...['actionNumber', 'clock', 'period', 'teamId', 'teamTricode', 'personId', 'playerName', 'playerNameI', 'xLegacy'],
  ...['yLegacy', 'shotDistance', 'shotResult', 'isFieldGoal', 'scoreHome', 'scoreAway', 'location', 'description'],
  ...['actionType', 'subType', 'actionId', 'gameId'],
] as const;

/** actionType of EVENTMSGTYPE. */
const KINDS: Readonly<Record<string, string>> = {
  1: 'Made Shot',
  2: 'Missed Shot',
  3: 'Free Throw',
  4: 'Rebound',
  5: 'Turnover',
  6: 'Foul',
  7: 'Violation',
  8: 'Substitution',
  9: 'Timeout',
  10: 'Jump Ball',
  11: 'Ejection',
  12: 'period',
  13: 'period',
  18: 'Instant Replay',
};

/** subType of EVENTMSGACTIONTYPE. Defensive three seconds are 'Personal' there, and the text alone tells. */
const FOULS: Readonly<Record<string, string>> = {
  1: 'Personal',
  2: 'Shooting',
  3: 'Loose Ball',
  4: 'Offensive',
  5: 'Inbound',
  6: 'Away From Play',
  9: 'Clear Path',
  11: 'Technical',
  14: 'Flagrant Type 1',
  15: 'Flagrant Type 2',
  16: 'Double Technical',
  17: 'Personal',
  18: 'Delay Technical',
  26: 'Offensive Charge',
  28: 'Personal Take',
  31: 'Transition Take',
};
const FREE_THROWS: Readonly<Record<string, string>> = {
  10: '1 of 1',
  11: '1 of 2',
  12: '2 of 2',
  13: '1 of 3',
  14: '2 of 3',
  15: '3 of 3',
  16: 'Technical',
  18: 'Flagrant 1 of 2',
  19: 'Flagrant 2 of 2',
  25: 'Clear Path 1 of 2',
  26: 'Clear Path 2 of 2',
};

/** PlayByPlayV2 rows of whole games as the CSV of PlayByPlayV3 in the public archives: one header, any number of games. */
export function asV3(
  games: readonly (readonly CsvRow[])[],
  placeOf: (game: string, event: string) => Place | null,
): string {
  const lines = games.flatMap((rows) => gameRows(rows, placeOf).map((row, i) => ({ ...row, actionId: i + 1 })));
  const quoted = (value: unknown) => (String(value ?? '').includes(',') ? `"${value}"` : String(value ?? ''));
  const text = lines.map((row: Record<string, unknown>) => COLUMNS.map((name) => quoted(row[name])).join(','));
  return `${[COLUMNS.join(','), ...text].join('\n')}\n`;
}

function gameRows(
  rows: readonly CsvRow[],
  placeOf: (game: string, event: string) => Place | null,
): Record<string, unknown>[] {
  return rows.flatMap((row) => {
    const type = row.EVENTMSGTYPE ?? '';
    const side = /^[526]?/.exec(row.PERSON1TYPE ?? '') && /^[537]/.test(row.PERSON1TYPE ?? '') ? 'v' : 'h';
    const text = row.NEUTRALDESCRIPTION || (side === 'v' ? row.VISITORDESCRIPTION : row.HOMEDESCRIPTION);
    const [minutes = '0', seconds = '0'] = (row.PCTIMESTRING ?? '').split(':');
    const place = type === '1' || type === '2' ? placeOf(row.GAME_ID ?? '', row.EVENTNUM ?? '') : null;
    const [away, home] = /^(\d+) - (\d+)$/.exec(row.SCORE ?? '')?.slice(1) ?? [];
    const base = {
      gameId: Number(row.GAME_ID),
      actionNumber: row.EVENTNUM,
      clock: `PT${minutes.padStart(2, '0')}M${seconds.padStart(2, '0')}.00S`,
      period: row.PERIOD,
      xLegacy: 0,
      yLegacy: 0,
      shotDistance: 0,
      isFieldGoal: 0,
    };
    const act = {
      ...base,
      ...person(row, 1),
      location: /^[0]?$|^0/.test(row.PERSON1TYPE ?? '') && type !== '9' ? '' : side,
      description: text,
      actionType: KINDS[type] ?? '',
      subType: subTypeOf(row, type),
      ...(place === null
        ? {}
        : { xLegacy: place.x, yLegacy: place.y, isFieldGoal: 1, shotResult: type === '1' ? 'Made' : 'Missed' }),
      ...(type === '1' || type === '3' ? { scoreHome: home, scoreAway: away } : {}),
    };
    return [act, ...partners(row, type, base)];
  });
}

function subTypeOf(row: CsvRow, type: string): string {
  const kind = row.EVENTMSGACTIONTYPE ?? '';
  if (type === '12' || type === '13') return type === '12' ? 'start' : 'end';
  if (type === '3') return `Free Throw ${FREE_THROWS[kind] ?? ''}`.trim();
  return type === '6' ? (FOULS[kind] ?? 'Personal') : '';
}

/** The blocker of a missed shot and the stealer of a turnover have rows of their own, without a kind. */
function partners(row: CsvRow, type: string, base: Record<string, unknown>): Record<string, unknown>[] {
  const [n, word, unit] = type === '2' ? ([3, 'BLOCK', 'BLK'] as const) : ([2, 'STEAL', 'STL'] as const);
  if ((type !== '2' && type !== '5') || Number(row[`PLAYER${n}_ID`] || 0) === 0) return [];
  const told = person(row, n);
  return [
    {
      ...base,
      ...told,
      location: row[`PERSON${n}TYPE`]?.startsWith('5') ? 'v' : 'h',
      description: `${told.playerName} ${word} (1 ${unit})`,
    },
  ];
}

function person(row: CsvRow, n: number): Record<string, unknown> {
  const id = Number(row[`PLAYER${n}_ID`] || 0);
  if (id === 0) return { personId: 0, teamId: 0 };
  if (/^[23]/.test(row[`PERSON${n}TYPE`] ?? '')) return { personId: id, teamId: 0 };
  const team = Number(row[`PLAYER${n}_TEAM_ID`] || 0);
  const name = row[`PLAYER${n}_NAME`] ?? '';
  return {
    personId: id,
    teamId: team,
    teamTricode: row[`PLAYER${n}_TEAM_ABBREVIATION`] || teamById(team)?.abbr,
    playerName: name.split(' ').slice(1).join(' '),
    playerNameI: name.replace(/^(.)\S* /, '$1. '),
  };
}
