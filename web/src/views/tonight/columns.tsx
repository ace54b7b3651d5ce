import type { ReactNode } from 'react';
import { decimals, percent, sentence, signed } from '../../lib/format.js';
import { rowAddress } from '../../lib/row-address.js';
import { Link } from '../../parts/link.js';
import type { Player, TonightData } from './data.js';
import { Moved } from './games.js';

type Line = Player['lines'][number];

interface CellProps {
  readonly player: Player;
  readonly market: string;
  readonly date: string;
  readonly proofs: TonightData['proofs'];
  readonly isOpen: boolean;
  readonly toggle: () => void;
}

interface Column {
  readonly id: string;
  readonly head: string;
  readonly about: string;
  readonly cell: (props: CellProps) => ReactNode;
  /** What it is sorted by; null comes last. */
  readonly by?: (player: Player, market: string) => number | string | null;
  readonly numeric?: boolean;
  readonly className?: string;
  /** Only where a game of the date has been played. */
  readonly played?: boolean;
  /** Only where somebody has a line of the market. */
  readonly lined?: boolean;
}

const lineOf = (player: Player, market: string): Line | undefined =>
  player.lines.find((line) => line.market === market);
const meansOf = (player: Player, market: string) => player.averages.find((one) => one.market === market);

/** The column asks whether he plays. */
const answer = (availability: string) => (availability === 'available' ? 'Yes' : sentence(availability));

/** A number that leads to the row and value it comes from; the keyboard finds these links in the player's details. */
function Proof({
  of,
  player,
  date,
  proofs,
  children,
}: Pick<CellProps, 'player' | 'date' | 'proofs'> & { readonly of: string; readonly children: ReactNode }) {
  const proof = proofs[of];
  if (proof === undefined) return children;
  return (
    <Link className="proof" tabIndex={-1} to={rowAddress(proof.alias, date, player.playerId, proof.value)}>
      {children}
    </Link>
  );
}

const mean = (span: 'last5' | 'last10' | 'season', head: string, about: string): Column => ({
  id: span,
  head,
  about,
  numeric: true,
  by: (player, market) => meansOf(player, market)?.[span] ?? null,
  cell: ({ player, market, date, proofs }) => (
    <Proof of={`${market} ${span}`} player={player} date={date} proofs={proofs}>
      {decimals(meansOf(player, market)?.[span] ?? null)}
    </Proof>
  ),
});

const hits = (span: keyof NonNullable<Line['hits']>, head: string, about: string): Column => {
  const of = (player: Player, market: string) => lineOf(player, market)?.hits?.[span];
  return {
    id: `over-${span}`,
    head,
    about,
    numeric: true,
    lined: true,
    by: (player, market) => {
      const rate = of(player, market);
      return rate === undefined || rate.games === 0 ? null : rate.over / rate.games;
    },
    cell: ({ player, market }) => {
      const rate = of(player, market);
      if (rate === undefined || rate.games === 0) return <span className="muted">–</span>;
      return (
        <span title={`${percent(rate.over / rate.games)}${rate.push === 0 ? '' : `, ${rate.push} on the line`}`}>
          {rate.over}/{rate.games}
        </span>
      );
    },
  };
};

const COLUMNS: readonly Column[] = [
  {
    id: 'name',
    head: 'Player',
    about: 'Opens all that is known of him',
    className: 'nowrap stuck',
    by: (player) => player.name,
    cell: ({ player, isOpen, toggle }) => (
      <>
        <button type="button" className="who" aria-expanded={isOpen} onClick={toggle}>
          {player.name}
        </button>
        <span className="muted">{player.team}</span>
      </>
    ),
  },
  {
    id: 'plays',
    head: 'Plays',
    about: 'Availability by the news known before the game',
    className: 'nowrap',
    by: (player) => player.availability,
    cell: ({ player, date, proofs }) => (
      <Proof of="availability" player={player} date={date} proofs={proofs}>
        <span className={`plays plays-${player.availability}`}>
          {player.knownBeforeGame ? answer(player.availability) : 'Not expected'}
        </span>
      </Proof>
    ),
  },
  {
    id: 'minutes',
    head: 'Min',
    about: 'Minutes to expect: his last 10 games',
    numeric: true,
    by: (player) => player.minutesLast10,
    cell: ({ player, date, proofs }) => (
      <Proof of="minutes" player={player} date={date} proofs={proofs}>
        {decimals(player.minutesLast10)}
      </Proof>
    ),
  },
  {
    id: 'starts',
    head: 'Starts',
    about: 'Starts among his last 10 games',
    numeric: true,
    by: (player) => (player.games === 0 ? null : player.starts / player.games),
    cell: ({ player }) => (player.games === 0 ? '–' : `${player.starts}/${player.games}`),
  },
  {
    id: 'usage',
    head: 'Usage',
    about: 'Usage rate, last 10 games',
    numeric: true,
    by: (player) => player.usageLast10,
    cell: ({ player, date, proofs }) => (
      <Proof of="usage" player={player} date={date} proofs={proofs}>
        {percent(player.usageLast10)}
      </Proof>
    ),
  },
  mean('last5', 'Last 5', 'Mean of his last 5 games'),
  mean('last10', 'Last 10', 'Mean of his last 10 games'),
  mean('season', 'Season', 'Mean of the season'),
  {
    id: 'line',
    head: 'Line',
    about: 'Last quote before tip-off, and how far it moved',
    numeric: true,
    by: (player, market) => lineOf(player, market)?.line ?? null,
    cell: ({ player, market }) => {
      const line = lineOf(player, market);
      if (line === undefined) return <span className="muted">–</span>;
      return (
        <span title={`${line.book}, ${line.quotes.length} ${line.quotes.length === 1 ? 'book' : 'books'}`}>
          {decimals(line.line)}
          <Moved by={line.movement} />
        </span>
      );
    },
  },
  {
    id: 'came',
    head: 'Came',
    about: 'What came of it: points and minutes',
    className: 'nowrap',
    played: true,
    by: (player) => player.result?.points ?? null,
    cell: ({ player: { result } }) =>
      result === null ? (
        <span className="muted">–</span>
      ) : result.status === 'played' ? (
        `${result.points ?? '–'} in ${decimals(result.minutes, 0)} min`
      ) : (
        <span className="muted">{result.status.toUpperCase()}</span>
      ),
  },
  {
    id: 'outcome',
    head: 'Result',
    about: 'Against the line',
    className: 'nowrap',
    played: true,
    lined: true,
    by: (player, market) => lineOf(player, market)?.outcome?.result ?? null,
    cell: ({ player, market }) => {
      const outcome = lineOf(player, market)?.outcome ?? null;
      if (outcome === null) return '';
      return (
        <span className={`outcome-${outcome.result.toLowerCase()}`}>
          {sentence(outcome.result)} {decimals(outcome.value, 0)}
        </span>
      );
    },
  },
  hits('last5', 'Over L5', 'Games over the line, last 5'),
  hits('last10', 'L10', 'Games over the line, last 10'),
  hits('season', 'Season', 'Games over the line, season'),
  hits('opponent', 'vs', 'Games over the line against this opponent'),
  {
    id: 'zone',
    head: 'Zone',
    about: 'Where he scores, and how that meets the defence; positive favours him',
    className: 'nowrap',
    by: (player) => player.mismatch,
    cell: ({ player, date, proofs }) =>
      player.mismatch === null ? (
        <span className="muted">–</span>
      ) : (
        <Proof of="mismatch" player={player} date={date} proofs={proofs}>
          {sentence(player.primaryZone ?? '')} <span className="num">{signed(player.mismatch)}</span>
        </Proof>
      ),
  },
  {
    id: 'ready',
    head: 'Ready',
    about: 'Whether his row of the feature store is ready for use',

    by: (player) => (player.ready === true ? 1 : 0),
    cell: ({ player, date, proofs }) =>
      player.ready === null ? (
        <span className="warn">No row</span>
      ) : (
        <Proof of="ready" player={player} date={date} proofs={proofs}>
          <span className={player.ready ? 'good' : 'warn'}>
            {player.ready ? 'Yes' : sentence(player.unready ?? 'not ready')}
          </span>
        </Proof>
      ),
  },
];

/** The columns that have something to show of a date and a market. */
export function columnsFor(data: TonightData, market: string): readonly Column[] {
  const isPlayed = data.games.some((game) => game.state === 'played');
  const isLined = data.players.some((player) => lineOf(player, market) !== undefined);
  return COLUMNS.filter(({ played, lined }) => (played !== true || isPlayed) && (lined !== true || isLined));
}

/** In the order of "column:direction"; what is not known comes last whichever way. */
export function sorted(players: readonly Player[], sort: string | null, market: string): readonly Player[] {
  const [id, direction] = (sort ?? '').split(':');
  const by = COLUMNS.find((column) => column.id === id)?.by;
  if (by === undefined) return players;
  const sign = direction === 'up' ? 1 : -1;
  const keyed = players.map((player) => ({ player, key: by(player, market) }));
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return a.key === b.key ? 0 : a.key === null ? 1 : -1;
    if (typeof a.key === 'string' || typeof b.key === 'string')
      return sign * String(a.key).localeCompare(String(b.key));
    return sign * (a.key - b.key);
  });
  return keyed.map(({ player }) => player);
}
