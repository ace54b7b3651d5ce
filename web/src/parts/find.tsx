import { useDeferredValue, useEffect, useId, useState } from 'react';
import { isIsoDate } from '../../../src/domain/dates.js';
import { TEAMS } from '../../../src/domain/teams.js';
import { useAnswer } from '../lib/api.js';
import { gameDate, plural } from '../lib/format.js';
import { address, navigate, useAddress } from '../lib/router.js';
import { Link } from './link.js';
import './find.css';

interface Found {
  readonly to: string;
  readonly name: string;
  readonly what: string;
}

const MOST = 8;

/** One search for players, teams, dates and tables: Enter goes to the first that is found. */
export function Find() {
  const [typed, setTyped] = useState('');
  const id = useId();
  const text = useDeferredValue(typed.trim());
  const players = useAnswer('players', { q: text }, { enabled: text.length > 1 });
  const known = useAnswer('overview', {}).data?.data;
  const { path, params } = useAddress();
  const here = `${path}?${params}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: clear the field after every navigation
  useEffect(() => setTyped(''), [here]);
  const found =
    text === ''
      ? []
      : [
          ...dates(text),
          ...teams(text),
          ...tables(text, known?.tables ?? [], known?.horizon ?? null),
          ...(text.length > 1 ? (players.data?.data.players ?? []) : []).map(
            (player): Found => ({
              to: address(`/player/${player.playerId}`),
              name: player.name,
              what: `${player.teams.join(', ')}, ${plural(player.games, 'game')}`,
            }),
          ),
        ].slice(0, MOST);
  return (
    <search className="find">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (found[0] !== undefined) navigate(found[0].to);
        }}
      >
        <label htmlFor={id} className="visually-hidden">
          Search players, teams, dates, tables
        </label>
        <input
          id={id}
          type="search"
          value={typed}
          placeholder="Search"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && setTyped('')}
        />
      </form>
      {found.length > 0 && (
        <ul className="find-found" aria-label="Found">
          {found.map(({ to, name, what }) => (
            <li key={to}>
              <Link to={to}>
                <strong>{name}</strong> <small>{what}</small>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {text.length > 1 && found.length === 0 && players.isSuccess && <p className="find-none">Nothing of that name.</p>}
    </search>
  );
}

const dates = (text: string): Found[] =>
  isIsoDate(text) ? [{ to: address('/tonight', { date: text }), name: gameDate(text), what: 'games of the date' }] : [];

const teams = (text: string): Found[] =>
  TEAMS.filter(
    ({ abbr, full_name }) => abbr === text.toUpperCase() || full_name.toLowerCase().includes(text.toLowerCase()),
  ).map(({ abbr, full_name }) => ({ to: `/team/${abbr}`, name: full_name, what: 'team' }));

/** A table leads to its partition of the last date with data. */
const tables = (
  text: string,
  all: readonly { readonly alias: string; readonly name: string }[],
  date: string | null,
): Found[] =>
  all
    .filter(({ alias, name }) => alias === text.toLowerCase() || (text.length > 2 && name.includes(text.toLowerCase())))
    .map(({ alias, name }) => ({
      to: date === null ? '/coverage' : `/partition/${alias}/${date}`,
      name: name.split('.').at(-1) ?? name,
      what: `table ${alias}`,
    }));
