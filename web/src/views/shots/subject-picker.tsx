import { useState } from 'react';
import { useAnswer } from '../../lib/api.js';
import { address, navigate } from '../../lib/router.js';
import { Link } from '../../parts/link.js';

interface Props {
  readonly season: string | null;
  readonly player: string | null;
  readonly team: string | null;
  readonly side: string | null;
  readonly subject: string | null;
}

/** Whose shots: a player by name, or a team's own or allowed ones. */
export function SubjectPicker({ season, player, team, side, subject }: Props) {
  const [typed, setTyped] = useState('');
  const players = useAnswer('players', { q: typed }, { enabled: typed.length > 1 });
  const overview = useAnswer('overview', {});
  const teams = overview.data?.data.teams ?? [];
  const go = (params: Record<string, string | null>) => navigate(address('/shots', { season, ...params }));
  return (
    <>
      <div className="filters">
        <label>
          Player
          <input
            type="search"
            value={typed}
            placeholder={subject ?? 'Name'}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <label>
          Team
          <select
            value={player === null ? (team ?? '') : ''}
            onChange={(event) => go({ team: event.target.value || null, side })}
          >
            <option value="">–</option>
            {teams.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        {team !== null && player === null && (
          <label>
            Shots
            <select value={side ?? 'for'} onChange={(event) => go({ team, side: event.target.value })}>
              <option value="for">taken</option>
              <option value="against">allowed</option>
            </select>
          </label>
        )}
      </div>
      {typed.length > 1 && (
        <ul className="found">
          {players.data?.data.players.slice(0, 12).map((found) => (
            <li key={found.playerId}>
              <Link
                to={address('/shots', { season, player: String(found.playerId) })}
                onClickCapture={() => setTyped('')}
              >
                <strong>{found.name}</strong>
                <span className="muted">{found.teams.join(', ')}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
