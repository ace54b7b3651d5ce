import { easternTimeOf } from '../../../../src/domain/dates.js';
import { count, decimals, sentence, signed } from '../../lib/format.js';
import { useParam } from '../../lib/router.js';
import { rowAddress } from '../../lib/row-address.js';
import { Link } from '../../parts/link.js';
import type { TonightData } from './data.js';

type Game = TonightData['games'][number];
type Side = Game['home'];

/** The games in the order of their tip-offs; one can be singled out. */
export function Games({ data }: { readonly data: TonightData }) {
  const [chosen, choose] = useParam('game');
  return (
    <ul className="slate" aria-label="Games">
      {data.games.map((game) => (
        <li key={game.gameId} className={`panel card card-${game.state}`}>
          <Card
            game={game}
            date={data.date}
            proofs={data.proofs}
            chosen={chosen === game.gameId}
            onChoose={() => choose(chosen === game.gameId ? null : game.gameId)}
          />
        </li>
      ))}
    </ul>
  );
}

interface CardProps {
  readonly game: Game;
  readonly date: string;
  readonly proofs: TonightData['proofs'];
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function Card({ game, date, proofs, chosen, onChoose }: CardProps) {
  const { away, home, readiness } = game;
  const quotes = away.quotes.length + home.quotes.length;
  return (
    <>
      <header className="card-head">
        <button type="button" className="chip" aria-pressed={chosen} onClick={onChoose}>
          {away.team} at {home.team}
        </button>
        <span className="num">{game.tipoffAt === null ? 'time open' : `${easternTimeOf(game.tipoffAt)} ET`}</span>
        <span className={`game-state game-${game.state}`} title={game.stateReason ?? undefined}>
          {sentence(game.state)}
        </span>
      </header>
      <table className="sides">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Team</span>
            </th>
            {game.state === 'played' && (
              <th scope="col" className="num">
                Score
              </th>
            )}
            <th scope="col" className="num">
              Spread
            </th>
            <th scope="col" className="num">
              Implied
            </th>
            <th scope="col" className="num">
              Rest
            </th>
            <th scope="col" className="num">
              Miles
            </th>
            <th scope="col" className="num">
              Out
            </th>
          </tr>
        </thead>
        <tbody>
          {[away, home].map((side) => (
            <SideRow key={side.team} side={side} date={date} proofs={proofs} played={game.state === 'played'} />
          ))}
        </tbody>
      </table>
      <p className="card-foot">
        <span>
          Total <strong className="num">{decimals(game.total)}</strong>
          <Moved by={game.totalMovement} />
        </span>
        <span className={readiness.ready === 0 ? 'warn' : 'muted'}>
          {count(readiness.ready)} of {count(readiness.rows)} ready
        </span>
      </p>
      {quotes > 0 && <Books game={game} />}
    </>
  );
}

interface SideProps extends Pick<CardProps, 'date' | 'proofs'> {
  readonly side: Side;
  readonly played: boolean;
}

function SideRow({ side, date, proofs, played }: SideProps) {
  const to = (of: string) => rowAddress(proofs[of]?.alias ?? '', date, side.team, proofs[of]?.value);
  const rest = side.daysRest === null ? '–' : side.backToBack === true ? 'b2b' : side.daysRest;
  return (
    <tr>
      <th scope="row">
        <Link to={to('team')} title={aboutTeam(side)}>
          {side.team}
        </Link>{' '}
        <span className="muted num">{side.wins === null ? '' : `${side.wins}-${side.losses}`}</span>
      </th>
      {played && (
        <td className="num">
          <strong>{side.score ?? '–'}</strong>
        </td>
      )}
      <td className="num">
        <Link to={to('spread')}>{signed(side.spread)}</Link>
        <Moved by={side.spreadMovement} />
      </td>
      <td className="num">{decimals(side.impliedPoints)}</td>
      <td className="num">
        <Link to={to('rest')}>{rest}</Link>
      </td>
      <td className="num">
        <Link to={to('travel')}>{decimals(side.travelMiles, 0)}</Link>
      </td>
      <td className="num">
        <Link
          to={to('out')}
          title={
            side.rotationPlayersOut === null
              ? 'Not known: no news source covers it, or news is not resolved'
              : undefined
          }
        >
          {side.rotationPlayersOut ?? '?'}
        </Link>
      </td>
    </tr>
  );
}

const aboutTeam = (side: Side): string =>
  `Last 10: pace ${decimals(side.paceLast10)}, offence ${decimals(side.offRatingLast10)}, defence ${decimals(side.defRatingLast10)}; ${side.gamesInLast7Days ?? '–'} games in 7 days`;

/** How far a line has moved since it was opened; nothing where that is not known. */
export function Moved({ by }: { readonly by: number | null }) {
  if (by === null || by === 0) return null;
  return (
    <span className="moved" title="Moved since the opening">
      {by > 0 ? '▲' : '▼'}
      {decimals(Math.abs(by))}
    </span>
  );
}

function Books({ game: { away, home } }: { readonly game: Game }) {
  return (
    <details className="books">
      <summary>Lines by book</summary>
      <table className="sides">
        <thead>
          <tr>
            <th scope="col">Book</th>
            <th scope="col">Team</th>
            <th scope="col" className="num">
              Spread
            </th>
            <th scope="col" className="num">
              Opened
            </th>
            <th scope="col" className="num">
              Total
            </th>
            <th scope="col" className="num">
              Moneyline
            </th>
          </tr>
        </thead>
        <tbody>
          {[away, home].flatMap(({ team, quotes }) =>
            quotes.map((quote) => (
              <tr key={`${team} ${quote.book}`}>
                <td>{quote.book}</td>
                <td>{team}</td>
                <td className="num">{signed(quote.spread)}</td>
                <td className="num">{signed(quote.openingSpread)}</td>
                <td className="num">{decimals(quote.total)}</td>
                <td className="num">{signed(quote.moneyline, 0)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </details>
  );
}
