import { teamById } from '../../src/domain/teams.js';
import type { CsvRow } from './answer-key.js';

type Action = Record<string, unknown>;

interface Place {
  readonly x: number;
  readonly y: number;
}

/** FOULS and FREE_THROWS: [subType, descriptor] of PlayByPlayV2's action types, in the words of the feed. */
const FOULS: Readonly<Record<string, readonly [string, string?]>> = {
  1: ['personal'],
  2: ['personal', 'shooting'],
  3: ['personal', 'loose ball'],
  4: ['offensive'],
  5: ['personal', 'inbound'],
  6: ['personal', 'away-from-play'],
  9: ['personal', 'clear-path'],
  11: ['technical'],
  14: ['personal', 'flagrant-type-1'],
  15: ['personal', 'flagrant-type-2'],
  16: ['technical', 'double'],
  17: ['technical', 'defensive-3-second'],
  18: ['delay-of-game'],
  26: ['offensive', 'charge'],
  28: ['personal', 'take'],
  31: ['personal', 'transition take'],
};
const FREE_THROWS: Readonly<Record<string, readonly [string, string?]>> = {
  10: ['1 of 1'],
  11: ['1 of 2'],
  12: ['2 of 2'],
  13: ['1 of 3'],
  14: ['2 of 3'],
  15: ['3 of 3'],
  16: ['1 of 1', 'technical'],
  18: ['1 of 2', 'flagrant'],
  19: ['2 of 2', 'flagrant'],
  25: ['1 of 2', 'clear path'],
  26: ['2 of 2', 'clear path'],
};

/** One game's PlayByPlayV2 rows as the league's live feed tells them; texts lose what the feed has in fields. */
export function asLiveFeed(gameId: string, rows: readonly CsvRow[], placeOf: (event: string) => Place | null): string {
  let score = { scoreHome: '0', scoreAway: '0' };
  const actions = rows.flatMap((row) => {
    const printed = /^(\d+) - (\d+)$/.exec(row.SCORE ?? '');
    if (printed !== null) score = { scoreHome: printed[2] ?? '', scoreAway: printed[1] ?? '' };
    const [m = '', s = ''] = (row.PCTIMESTRING ?? '').split(':');
    const clock = `PT${m.padStart(2, '0')}M${s}.00S`;
    return actionsOf(row, placeOf).map((action) => ({ clock, period: Number(row.PERIOD), ...score, ...action }));
  });
  const numbered = actions.map((action, i) => ({ orderNumber: 10_000 * (i + 1), ...action }));
  return JSON.stringify({ meta: { version: 1, code: 200 }, game: { gameId, actions: numbered } });
}

function actionsOf(row: CsvRow, placeOf: (event: string) => Place | null): Action[] {
  const number = Number(row.EVENTNUM);
  const description = row.PERSON1TYPE?.startsWith('5') ? row.VISITORDESCRIPTION : row.HOMEDESCRIPTION;
  const own = { actionNumber: 10 * number, description, ...actor(row, 1) };
  const missed = `${row.HOMEDESCRIPTION}${row.VISITORDESCRIPTION}`.includes('MISS');
  const shotResult = missed ? 'Missed' : 'Made';
  const other = (n: 2 | 3, actionType: string) =>
    id(row, n) === 0 ? [] : [{ actionNumber: 10 * number + n, actionType, ...actor(row, n) }];
  switch (row.EVENTMSGTYPE) {
    case '1':
    case '2': {
      const place = placeOf(row.EVENTNUM ?? '');
      const actionType = description?.includes('3PT') ? '3pt' : '2pt';
      const where = place === null ? {} : { xLegacy: place.x, yLegacy: place.y };
      const roles = missed ? { blockPersonId: id(row, 3) } : { assistPersonId: id(row, 2) };
      const text = description?.replace(/ \d+' /, ' ');
      return [{ ...own, description: text, actionType, shotResult, ...where, ...roles }, ...other(3, 'block')];
    }
    case '3': {
      const [subType, descriptor] = FREE_THROWS[row.EVENTMSGACTIONTYPE ?? ''] ?? [];
      return [{ ...own, actionType: 'freethrow', subType, descriptor, shotResult }];
    }
    case '4':
      return [{ ...own, actionType: 'rebound' }];
    case '5':
      return [{ ...own, actionType: 'turnover', stealPersonId: id(row, 2) }, ...other(2, 'steal')];
    case '6': {
      const [subType, descriptor] = FOULS[row.EVENTMSGACTIONTYPE ?? ''] ?? [];
      return [{ ...own, actionType: 'foul', subType, descriptor, foulDrawnPersonId: id(row, 2) }];
    }
    case '8':
      return [
        { ...own, actionType: 'substitution', subType: 'out' },
        { ...own, ...actor(row, 2), actionNumber: 10 * number + 1, actionType: 'substitution', subType: 'in' },
      ];
    case '10':
      return [
        {
          ...own,
          actionType: 'jumpball',
          jumpBallWonPersonId: id(row, 1),
          jumpBallLostPersonId: id(row, 2),
          jumpBallRecoverdPersonId: id(row, 3),
        },
      ];
    case '12':
    case '13':
      return [{ ...own, actionType: 'period', subType: row.EVENTMSGTYPE === '12' ? 'start' : 'end' }];
    case '7':
      return [{ ...own, actionType: 'violation' }];
    case '9':
      return [{ ...own, actionType: 'timeout' }];
    case '11':
      return [{ ...own, actionType: 'ejection' }];
    default:
      return [{ ...own, actionType: 'stoppage' }];
  }
}

/** The n-th person as the one who acts: a team's own actions name no person. */
function actor(row: CsvRow, n: number): Action {
  const isTeam = /^[23]/.test(row[`PERSON${n}TYPE`] ?? '');
  const team = isTeam ? id(row, n) : Number(row[`PLAYER${n}_TEAM_ID`] || 0);
  if (team === 0) return { personId: 0 };
  const name = row[`PLAYER${n}_NAME`] ?? '';
  return {
    personId: isTeam ? 0 : id(row, n),
    teamId: team,
    teamTricode: row[`PLAYER${n}_TEAM_ABBREVIATION`] || teamById(team)?.abbr,
    ...(isTeam
      ? {}
      : { playerName: name.split(' ').slice(1).join(' '), playerNameI: name.replace(/^(.)\S* /, '$1. ') }),
  };
}

const id = (row: CsvRow, n: number): number => Number(row[`PLAYER${n}_ID`] || 0);
