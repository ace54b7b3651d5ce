import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { tonightCsv } from '../../../../src/tonight/csv.js';
import { playersShown } from '../../../../src/tonight/shown.js';
import { count, sentence } from '../../lib/format.js';
import { useParam } from '../../lib/router.js';
import { columnsFor, sorted } from './columns.js';
import type { TonightData } from './data.js';
import { Detail } from './detail.js';

/** A market that every player has averages of. */
const POINTS = 'points';

/** All players of the date, or those asked for: by game, name, market and doubt. */
export function Players({ data }: { readonly data: TonightData }) {
  const [market, setMarket] = useParam('market');
  const [query, setQuery] = useParam('q');
  const [doubtful, setDoubtful] = useParam('doubtful');
  const [all, setAll] = useParam('all');
  const [game] = useParam('game');
  const [sort, setSort] = useParam('sort');
  const [open, setOpen] = useParam('player');
  const search = useRef<HTMLInputElement>(null);
  const shownMarket = market ?? POINTS;
  const markets = useMemo(
    () => [...new Set([POINTS, ...data.players.flatMap((player) => player.lines.map((line) => line.market))])],
    [data],
  );
  const columns = useMemo(() => columnsFor(data, shownMarket), [data, shownMarket]);
  const players = useMemo(() => {
    const wanted = (query ?? '').trim().toLowerCase();
    const shown = playersShown(data, { doubtful: doubtful !== null, all: all !== null || wanted !== '' }).filter(
      (player) =>
        (game === null || player.gameId === game) &&
        (wanted === '' || `${player.name} ${player.team} ${player.opponent}`.toLowerCase().includes(wanted)),
    );
    return sorted(shown, sort, shownMarket);
  }, [data, query, doubtful, all, game, sort, shownMarket]);

  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      const at = event.target as HTMLElement;
      if (event.metaKey || event.ctrlKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(at.tagName)) return;
      if (event.key === '/') {
        event.preventDefault();
        search.current?.focus();
      }
      if (event.key === 'd') setDoubtful(doubtful === null ? '1' : null);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [doubtful, setDoubtful]);

  const save = () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([tonightCsv(data, players)], { type: 'text/csv' }));
    link.download = `tonight-${data.date}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <section className="panel roster" aria-label="Players">
      <div className="roster-bar">
        <input
          ref={search}
          type="search"
          aria-label="Search players and teams"
          placeholder="Search players and teams (/)"
          value={query ?? ''}
          onChange={(event) => setQuery(event.target.value || null)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setQuery(null);
            if (event.key === 'ArrowDown') document.querySelector<HTMLElement>('.roster .who')?.focus();
          }}
        />
        <label>
          Market
          <select
            value={shownMarket}
            onChange={(event) => setMarket(event.target.value === POINTS ? null : event.target.value)}
          >
            {markets.map((name) => (
              <option key={name} value={name}>
                {sentence(name)}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className="chip"
          aria-pressed={doubtful !== null}
          title="Availability not known for sure, or the row not ready (d)"
          onClick={() => setDoubtful(doubtful === null ? '1' : null)}
        >
          Doubtful
        </button>
        <button
          type="button"
          className="chip"
          aria-pressed={all !== null}
          title="Also players of less than 15 minutes a game who have no line"
          onClick={() => setAll(all === null ? '1' : null)}
        >
          Everybody
        </button>
        <span className="muted" role="status">
          {count(players.length)} of {count(data.players.length)} players
        </span>
        <button type="button" onClick={save}>
          CSV
        </button>
      </div>
      {players.length === 0 ? (
        <p className="muted pad">
          {data.players.length === 0 ? 'Nothing has been made for this date yet.' : 'Nobody is like that.'}
        </p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="table-scroll table-long" aria-label="Table of players" tabIndex={0}>
          <table className="data roster-table">
            <thead>
              <tr>
                {columns.map((column) => (
                  <Head key={column.id} column={column} sort={sort} onSort={setSort} />
                ))}
              </tr>
            </thead>
            <tbody onKeyDown={moveFocus}>
              {players.map((player) => {
                const key = `${player.gameId}-${player.playerId}`;
                const isOpen = open === key;
                return [
                  <tr key={key} className={isOpen ? 'current' : undefined}>
                    {columns.map((column) => (
                      <td key={column.id} className={column.numeric ? 'num' : column.className}>
                        {column.cell({
                          player,
                          market: shownMarket,
                          date: data.date,
                          proofs: data.proofs,
                          isOpen,
                          toggle: () => setOpen(isOpen ? null : key),
                        })}
                      </td>
                    ))}
                  </tr>,
                  isOpen && (
                    <tr key={`${key} detail`} className="detail-row">
                      <td colSpan={columns.length}>
                        <Detail player={player} date={data.date} />
                      </td>
                    </tr>
                  ),
                ];
              })}
            </tbody>
          </table>
        </section>
      )}
      <p className="muted keys pad">
        Keys: <kbd>/</kbd> search, <kbd>d</kbd> doubtful, <kbd>↑</kbd> <kbd>↓</kbd> player, <kbd>Enter</kbd> all that is
        known of him.
      </p>
    </section>
  );
}

interface HeadProps {
  readonly column: ReturnType<typeof columnsFor>[number];
  readonly sort: string | null;
  readonly onSort: (sort: string | null) => void;
}

function Head({ column, sort, onSort }: HeadProps) {
  const [by, direction] = (sort ?? '').split(':');
  const mine = by === column.id;
  const first = column.numeric ? 'down' : 'up';
  const second = first === 'down' ? 'up' : 'down';
  const next = !mine ? `${column.id}:${first}` : direction === first ? `${column.id}:${second}` : null;
  return (
    <th
      scope="col"
      className={column.numeric ? 'num' : column.className}
      aria-sort={mine ? (direction === 'up' ? 'ascending' : 'descending') : undefined}
      title={column.about}
    >
      {column.by === undefined ? (
        column.head
      ) : (
        <button type="button" className="sorter" onClick={() => onSort(next)}>
          {column.head}
          <span aria-hidden="true">{mine ? (direction === 'up' ? ' ↑' : ' ↓') : ''}</span>
        </button>
      )}
    </th>
  );
}

/** Up and down go from player to player. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || !(event.target as HTMLElement).classList.contains('who')) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('.who')];
  const next = all[all.indexOf(event.target as HTMLElement) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}
