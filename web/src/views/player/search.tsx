import { useDeferredValue } from 'react';
import { useAnswer } from '../../lib/api.js';
import { plural } from '../../lib/format.js';
import { address, useParam } from '../../lib/router.js';
import { Link } from '../../parts/link.js';
import { Answer } from '../../parts/notice.js';
import { ViewHead } from '../../parts/panel.js';

/** Players by name; without a text, those with most games. */
export function Search({ chosen }: { readonly chosen: string }) {
  const [typed, setTyped] = useParam('q');
  const q = useDeferredValue(typed ?? '');
  const show = chosen === '' || typed !== null;
  const players = useAnswer('players', { q }, { enabled: show });
  return (
    <>
      {chosen === '' && (
        <ViewHead title="Players">
          A player’s season, game by game: what he did, and what was known before each game
        </ViewHead>
      )}
      <search className="search">
        <label>
          Player
          <input
            type="search"
            value={typed ?? ''}
            placeholder="Name"
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value || null)}
          />
        </label>
      </search>
      {show && (
        <Answer of={players} what="players">
          {(data) =>
            data.players.length === 0 ? (
              <p className="muted">
                {q === ''
                  ? 'No player has a game in this warehouse yet: run phase 3 first.'
                  : 'No player of that name has a game in this warehouse.'}
              </p>
            ) : (
              <ul className="found">
                {data.players.map((player) => (
                  <li key={player.playerId}>
                    <Link to={address(`/player/${player.playerId}`)}>
                      <strong>{player.name}</strong>
                      <span className="muted">
                        {player.teams.join(', ')} · {plural(player.games, 'game')}
                      </span>
                    </Link>
                  </li>
                ))}
              </ul>
            )
          }
        </Answer>
      )}
    </>
  );
}
