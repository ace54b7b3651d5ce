import { easternTimeOf } from '../../../domain/dates.js';
import type { HitRate } from '../../../domain/hit-rate.js';
import type { Tonight, TonightGame, TonightLine, TonightPlayer, TonightSide } from '../../../tonight/report.js';
import type { Paint } from './paint.js';
import { reasonsText } from './readiness.js';
import { count, counted, table } from './table.js';

/** The games in the order of their tip-offs, each with its players, and what is to be done. */
export function tonightLines(
  tonight: Tonight,
  players: readonly TonightPlayer[],
  { market, team }: { readonly market: string; readonly team?: string | undefined },
  paint: Paint,
): string[] {
  const { date, season, games, readiness, steps } = tonight;
  const { ready, rows, reasons } = readiness;
  const why = reasons.length === 0 ? '' : ` (${reasonsText(reasons)})`;
  const told = `${count(ready)} of ${counted(rows, 'player')} ready${why}`;
  const out = [
    `${paint.strong(date)}  ${season ?? ''}, ${counted(games.length, 'game')}; ${ready === 0 ? paint.warn(told) : told}`,
    tonight.why,
  ];
  const shown = team === undefined ? games : games.filter(({ away, home }) => [away.team, home.team].includes(team));
  for (const game of shown) out.push('', ...gameLines(game, paint), ...playerLines(game, players, market, paint));
  if (tonight.loose.length > 0) {
    out.push('', paint.strong('Lines that stand for nobody here'));
    out.push(...tonight.loose.map(({ name, reason }) => `  ${name}: ${reason}`));
  }
  if (steps.length > 0) out.push('', ...steps.map((step) => `${step.why}: ${step.command}`));
  return out;
}

function gameLines(game: TonightGame, paint: Paint): string[] {
  const { away, home } = game;
  const time = game.tipoffAt === null ? 'time not announced' : `${easternTimeOf(game.tipoffAt)} ET`;
  const score = game.state === 'played' ? ` ${away.score ?? '-'}-${home.score ?? '-'}` : '';
  const lines = game.total === null ? 'no total' : `total ${game.total}${moved(game.totalMovement)}`;
  const where = [game.arena, game.seriesText].filter((part) => part !== null).join(', ');
  return [
    `${paint.strong(`${away.team} @ ${home.team}`)}  ${time}, ${stateText(game, paint)}${score}; ${lines}; ${game.gameId}${where === '' ? '' : `, ${where}`}`,
    ...table(
      ['', 'spread', 'implied', 'won-lost', 'rest', 'miles', '7 days', 'pace', 'off', 'def', 'out'],
      [sideRow(away), sideRow(home)],
      'lrrrrrrrrrr',
    ),
  ];
}

const stateText = ({ state }: TonightGame, paint: Paint): string => {
  const words = state.replaceAll('_', ' ');
  return state === 'no_data' || state === 'part' ? paint.bad(words) : words;
};

const sideRow = (side: TonightSide): string[] => [
  side.team,
  side.spread === null ? '-' : `${signed(side.spread)}${moved(side.spreadMovement)}`,
  one(side.impliedPoints),
  side.wins === null ? '-' : `${side.wins}-${side.losses}`,
  side.daysRest === null ? '-' : side.backToBack === true ? 'b2b' : String(side.daysRest),
  side.travelMiles === null ? '-' : count(Math.round(side.travelMiles)),
  side.gamesInLast7Days === null ? '-' : String(side.gamesInLast7Days),
  one(side.paceLast10),
  one(side.offRatingLast10),
  one(side.defRatingLast10),
  side.rotationPlayersOut === null ? '?' : String(side.rotationPlayersOut),
];

function playerLines(game: TonightGame, players: readonly TonightPlayer[], market: string, paint: Paint): string[] {
  const own = players.filter((player) => player.gameId === game.gameId);
  const played = game.state === 'played';
  return table(
    [
      'player',
      '',
      'plays',
      'min',
      'starts',
      'usage',
      'last 5',
      'last 10',
      'season',
      'line',
      'L5',
      'L10',
      'season',
      'vs',
      'zone',
      'ready',
      ...(played ? ['came', ''] : []),
    ],
    own.map((player) => playerRow(player, market, played, paint)),
    `lllrrrrrrrrrrrll${played ? 'rl' : ''}`,
  );
}

function playerRow(player: TonightPlayer, market: string, played: boolean, paint: Paint): string[] {
  const line = player.lines.find((each) => each.market === market);
  const mean = player.averages.find((each) => each.market === market);
  return [
    player.name,
    player.team,
    availability(player, paint),
    one(player.minutesLast10),
    `${player.starts}/${player.games}`,
    player.usageLast10 === null ? '-' : `${(100 * player.usageLast10).toFixed(0)} %`,
    one(mean?.last5 ?? null),
    one(mean?.last10 ?? null),
    one(mean?.season ?? null),
    line === undefined ? '-' : `${line.line}${moved(line.movement)}`,
    rate(line?.hits?.last5),
    rate(line?.hits?.last10),
    rate(line?.hits?.season),
    rate(line?.hits?.opponent),
    player.mismatch === null ? '-' : `${player.primaryZone ?? ''} ${signed(player.mismatch)}`,
    player.ready === true ? 'yes' : paint.warn(player.unready ?? 'no row'),
    ...(played ? [came(player), outcome(line, paint)] : []),
  ];
}

function availability({ availability: said }: TonightPlayer, paint: Paint): string {
  if (said === 'available') return said;
  return said === 'out' ? paint.bad(said) : paint.warn(said);
}

const came = ({ result }: TonightPlayer): string =>
  result === null
    ? '-'
    : result.status === 'played'
      ? `${result.points ?? '-'} pts ${one(result.minutes)} min`
      : result.status;

const outcome = (line: TonightLine | undefined, paint: Paint): string => {
  const found = line?.outcome ?? null;
  if (found === null) return '';
  return found.result === 'OVER' ? paint.good(`OVER ${found.value}`) : `${found.result} ${found.value}`;
};

const one = (value: number | null): string => (value === null ? '-' : value.toFixed(1));
const signed = (value: number): string => `${value > 0 ? '+' : ''}${Number(value.toFixed(1))}`;
const moved = (by: number | null): string => (by === null || by === 0 ? '' : ` (${signed(by)})`);
const rate = (hits: HitRate | undefined): string =>
  hits === undefined || hits.games === 0 ? '-' : `${hits.over}/${hits.games}`;
