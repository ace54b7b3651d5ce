import type { Markets as Data } from '../../../../src/app/server/schema/markets.js';
import { easternTimeOf } from '../../../../src/domain/dates.js';
import { useAnswer } from '../../lib/api.js';
import { decimals, gameDate, sentence } from '../../lib/format.js';
import { address, useParam } from '../../lib/router.js';
import { DataTable } from '../../parts/data-table.js';
import { Link } from '../../parts/link.js';
import { Answer } from '../../parts/notice.js';
import { Panel, Stat } from '../../parts/panel.js';
import { lineOf, marketsOf, overOwnLines, splitsOf } from './market-splits.js';

/** One market of a player: averages, minutes and hit rates by kind of game, and the coming game. */
export function Markets({ player, season }: { readonly player: number; readonly season: string }) {
  const answer = useAnswer('markets', { player, season });
  return (
    <Answer of={answer} what="his markets">
      {(data) => <MarketPanel data={data} />}
    </Answer>
  );
}

function MarketPanel({ data }: { readonly data: Data }) {
  const [asked, choose] = useParam('market');
  const all = marketsOf(data);
  const market = all.find((one) => one === asked) ?? all[0];
  if (market === undefined) return null;
  const { coming } = data;
  const quoted = lineOf(data, market);
  const own = overOwnLines(data, market);
  return (
    <Panel
      title="Markets"
      note={coming === null ? 'No coming game is made' : <Coming coming={coming} />}
      actions={
        <label>
          <span className="visually-hidden">Market</span>
          <select value={market} onChange={(event) => choose(event.target.value)}>
            {all.map((one) => (
              <option key={one} value={one}>
                {sentence(one)}
              </option>
            ))}
          </select>
        </label>
      }
    >
      <dl className="stats">
        <Stat label={quoted?.isComing === true ? 'Line' : 'Last line'}>
          {quoted === null ? '–' : decimals(quoted.line)}
        </Stat>
        <Stat label="Over the line of the game" note={own.games === 0 ? 'no lines in this season' : undefined}>
          {own.games === 0 ? '–' : `${own.over} of ${own.games}`}
        </Stat>
        <Stat label="Availability">{coming === null ? '–' : sentence(coming.availability)}</Stat>
      </dl>
      <DataTable
        label="Splits"
        rows={splitsOf(data, market, quoted?.line ?? null)}
        rowKey={(split) => split.name}
        columns={[
          { head: 'Games', cell: (split) => split.name, className: 'nowrap' },
          { head: 'Played', cell: (split) => split.games, numeric: true },
          { head: 'Minutes', cell: (split) => decimals(split.minutes), numeric: true },
          { head: sentence(market), cell: (split) => decimals(split.mean), numeric: true },
          {
            head: quoted === null ? 'Over' : `Over ${decimals(quoted.line)}`,
            cell: (split) =>
              split.hits === null || split.hits.games === 0
                ? '–'
                : `${split.hits.over}/${split.hits.games}${split.hits.push > 0 ? `, ${split.hits.push} on it` : ''}`,
            numeric: true,
          },
        ]}
      />
    </Panel>
  );
}

function Coming({ coming }: { readonly coming: NonNullable<Data['coming']> }) {
  const { date, tipoffAt, isHome, opponent, daysRest } = coming;
  return (
    <>
      Next: <Link to={address('/tonight', { date })}>{gameDate(date)}</Link>
      {tipoffAt !== null && ` ${easternTimeOf(tipoffAt)} ET`} {isHome === false ? 'at' : 'vs'}{' '}
      <Link to={address(`/team/${opponent}`)}>{opponent}</Link>
      {daysRest !== null && `, ${daysRest === 0 ? 'no day' : daysRest === 1 ? 'one day' : `${daysRest} days`} of rest`}
    </>
  );
}
