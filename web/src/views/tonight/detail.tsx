import { useAnswer } from '../../lib/api.js';
import { decimals, gameDate, instant, percent, sentence, signed } from '../../lib/format.js';
import { address } from '../../lib/router.js';
import { rowAddress } from '../../lib/row-address.js';
import { Link } from '../../parts/link.js';
import type { Player } from './data.js';

/** All that is known of a player before the game, with the way to the rows it comes from. */
export function Detail({ player, date }: { readonly player: Player; readonly date: string }) {
  return (
    <div className="detail">
      <div>
        <h3>Availability</h3>
        <p>
          {player.knownBeforeGame ? sentence(player.availability) : 'Not expected: he is known from the game itself'}
          {player.availability === 'unknown' &&
            player.missing.includes('no_injury_source') &&
            ', as no news covers this date'}
          {player.availability === 'unknown' &&
            player.missing.includes('unresolved_news') &&
            ', as news could mean him and is not resolved'}
        </p>
        {player.news.length > 0 && (
          <ul className="news">
            {player.news.map((news) => (
              <li key={`${news.toldOn} ${news.reportedAt} ${news.designation} ${news.notes}`}>
                <span className="muted">{news.toldOn === null ? '' : gameDate(news.toldOn)}</span>{' '}
                {sentence(news.designation)}
                {news.notes !== null && `: ${news.notes}`}
                {!news.isCertain && <span className="warn"> (could mean him)</span>}
              </li>
            ))}
          </ul>
        )}
        <h3>Before the game</h3>
        <dl className="known">
          <Fact name="Projected usage" value={percent(player.projectedUsage, 1)} />
          <Fact
            name="Rest"
            value={
              player.daysRest === null
                ? '–'
                : player.backToBack === true
                  ? 'played yesterday'
                  : `${player.daysRest} days`
            }
          />
          <Fact name="Fatigue (100 = fresh)" value={decimals(player.fatigue, 0)} />
          <Fact
            name="Defence in his zone"
            value={
              player.zoneDefence === null
                ? '–'
                : `${decimals(Math.abs(player.zoneDefence))} points ${player.zoneDefence > 0 ? 'weaker' : 'stronger'} than the league`
            }
          />
          <Fact name="Pace" value={signed(player.pace, 2)} />
          <Fact name="Usage gained" value={signed(player.usageSpike, 2)} />
          <Fact name="Adjustment in all" value={signed(player.adjustment, 2)} />
        </dl>
      </div>
      <div>
        <h3>Averages</h3>
        <table className="sides">
          <thead>
            <tr>
              <th scope="col">Per game</th>
              <th scope="col" className="num">
                Last 5
              </th>
              <th scope="col" className="num">
                Last 10
              </th>
              <th scope="col" className="num">
                Season
              </th>
            </tr>
          </thead>
          <tbody>
            {player.averages.map((mean) => (
              <tr key={mean.market}>
                <th scope="row">{sentence(mean.market)}</th>
                <td className="num">{decimals(mean.last5)}</td>
                <td className="num">{decimals(mean.last10)}</td>
                <td className="num">{decimals(mean.season)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {player.missing.length > 0 && (
          <>
            <h3>Not known, and why</h3>
            <ul className="codes">
              {player.missing.map((code) => (
                <li key={code}>{sentence(code.replace(':', ': '))}</li>
              ))}
            </ul>
          </>
        )}
      </div>
      <div>
        <h3>Lines by book</h3>
        {player.lines.length === 0 ? <p className="muted">No book quotes him.</p> : <Books player={player} />}
        <h3>The rows behind it</h3>
        <Rows player={player} date={date} />
      </div>
    </div>
  );
}

const Fact = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <>
    <dt>{name}</dt>
    <dd className="num">{value}</dd>
  </>
);

function Books({ player }: { readonly player: Player }) {
  return (
    <table className="sides">
      <thead>
        <tr>
          <th scope="col">Market</th>
          <th scope="col">Book</th>
          <th scope="col" className="num">
            Line
          </th>
          <th scope="col" className="num">
            Opened
          </th>
          <th scope="col" className="num">
            Over
          </th>
          <th scope="col" className="num">
            Under
          </th>
        </tr>
      </thead>
      <tbody>
        {player.lines.flatMap((line) =>
          line.quotes.map((quote) => (
            <tr
              key={`${line.market} ${quote.book}`}
              title={quote.quotedAt === null ? 'No time' : instant(quote.quotedAt)}
            >
              <th scope="row">{sentence(line.market)}</th>
              <td>{quote.book}</td>
              <td className="num">{decimals(quote.line)}</td>
              <td className="num">{decimals(quote.openingLine)}</td>
              <td className="num">{signed(quote.overPrice, 0)}</td>
              <td className="num">{signed(quote.underPrice, 0)}</td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}

/** The tables with a row of him for the date, and his season. */
function Rows({ player, date }: { readonly player: Player; readonly date: string }) {
  const overview = useAnswer('overview', {});
  const tables = (overview.data?.data.tables ?? []).filter((t) => t.entity === 'player' && t.pregame && t.phase > 2);
  return (
    <nav className="rows-behind" aria-label={`Rows of ${player.name}`}>
      {tables.map(({ alias, title }) => (
        <Link key={alias} to={rowAddress(alias, date, player.playerId)}>
          {title}
        </Link>
      ))}
      <Link to={address(`/player/${player.playerId}`)}>His season</Link>
    </nav>
  );
}
