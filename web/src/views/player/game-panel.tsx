import type { PlayerGame } from '../../../../src/app/server/schema/players.js';
import { useAnswer } from '../../lib/api.js';
import { decimals, gameDate, shortDate, signed } from '../../lib/format.js';
import { withParams } from '../../lib/router.js';
import { rowAddress } from '../../lib/row-address.js';
import { Link } from '../../parts/link.js';
import { Panel, Stat } from '../../parts/panel.js';
import { AVERAGES, meanPoints, playedBefore } from './behind.js';
import { Factors } from './factors.js';

interface Props {
  readonly player: number;
  readonly game: PlayerGame;
  readonly games: readonly PlayerGame[];
  readonly value: string | null;
  readonly onValue: (value: string | null) => void;
}

/** One game: what was known before, and the games behind each average. */
export function GamePanel({ player, game, games, value, onValue }: Props) {
  return (
    <Panel
      title={`${gameDate(game.date)} ${game.isHome === false ? 'at' : 'vs'} ${game.opponent}`}
      note={<span className="mono">{game.gameId}</span>}
      actions={<Rows player={player} game={game} />}
    >
      <dl className="stats">
        <Stat label="Points" note={game.minutes === null ? game.status : `${decimals(game.minutes)} min`}>
          {game.points ?? '–'}
        </Stat>
        <Stat label="Prop line" note={game.overUnder?.toLowerCase() ?? 'no quote'}>
          {decimals(game.pointsLine)}
        </Stat>
        <Stat
          label="Total adjustment"
          note={game.missing.length === 0 ? undefined : game.missing.join(', ').replaceAll('_', ' ')}
        >
          {signed(game.adjustment, 2)}
        </Stat>
      </dl>
      <fieldset className="averages">
        <legend>Average points before the game: choose one for the games behind it</legend>
        {AVERAGES.map((average) => (
          <button
            key={average.value}
            type="button"
            className="chip"
            aria-pressed={value === average.value}
            onClick={() => onValue(value === average.value ? null : average.value)}
          >
            {average.label} <strong className="num">{decimals(game[average.value], 2)}</strong>
          </button>
        ))}
      </fieldset>
      {value !== null && (
        <Behind
          games={playedBefore(games, game, value)}
          stored={AVERAGES.some((a) => a.value === value) ? game[value as (typeof AVERAGES)[number]['value']] : null}
        />
      )}
      <Factors player={player} game={game.gameId} />
    </Panel>
  );
}

/** The tables with a row of the player for the game; each value can be opened. */
function Rows({ player, game }: { readonly player: number; readonly game: PlayerGame }) {
  const overview = useAnswer('overview', {});
  const tables = overview.data?.data.tables.filter((t) => t.entity === 'player' && t.phase > 2) ?? [];
  return (
    <nav className="game-rows" aria-label="All values of the game">
      {tables.map(({ alias, title }) => (
        <Link key={alias} to={rowAddress(alias, game.date, player)}>
          {title}
        </Link>
      ))}
    </nav>
  );
}

function Behind({ games, stored }: { readonly games: readonly PlayerGame[]; readonly stored: number | null }) {
  const mean = meanPoints(games);
  const same = stored !== null && mean !== null && Math.abs(stored - mean) < 1e-9;
  return (
    <div className="behind-list">
      <ol>
        {games.map((g) => (
          <li key={g.gameId}>
            <Link to={withParams({ game: g.gameId, value: null })}>
              {shortDate(g.date)} {g.isHome === false ? 'at' : 'vs'} {g.opponent}
            </Link>
            <strong className="num">{g.points}</strong>
          </li>
        ))}
      </ol>
      <p className={stored === null ? 'muted' : same ? 'good' : 'bad'}>
        {stored === null
          ? 'Not stored: fewer games than the table needs.'
          : `Mean of these ${games.length}: ${decimals(mean, 4)}; stored: ${decimals(stored, 4)}${same ? ', the same.' : ', not the same.'}`}
      </p>
    </div>
  );
}
