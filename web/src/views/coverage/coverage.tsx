import { type KeyboardEvent, useCallback, useMemo, useState } from 'react';
import type { Coverage as CoverageData, Overview, TableInfo } from '../../../../src/app/server/schema/cells.js';
import { useAnswer } from '../../lib/api.js';
import { gameDate, plural } from '../../lib/format.js';
import { address, navigate, useParam } from '../../lib/router.js';
import { byLetter } from '../../lib/states.js';
import { Answer, Empty } from '../../parts/notice.js';
import { ViewHead } from '../../parts/panel.js';
import { Attention } from './attention.js';
import { Health } from './health.js';
import { Legend } from './legend.js';
import { attentionRanges, type Cell, countStates, moveCell, seasonModels } from './model.js';
import { PhaseFilter } from './phase-filter.js';
import { cellText, SeasonMap } from './season-map.js';
import { SeasonStrips } from './season-strips.js';
import './coverage.css';

const asSet = (text: string | null): ReadonlySet<string> =>
  new Set((text ?? '').split(',').filter((part) => part !== ''));

export default function Coverage() {
  const coverage = useAnswer('coverage', {});
  const overview = useAnswer('overview', {});
  return (
    <Answer of={overview} what="tables">
      {({ tables, phases }) => (
        <Answer of={coverage} what="the state of every table and date">
          {(data) => <CoverageMaps data={data} tables={tables} phases={phases} />}
        </Answer>
      )}
    </Answer>
  );
}

interface MapsProps {
  readonly data: CoverageData;
  readonly tables: readonly TableInfo[];
  readonly phases: Overview['phases'];
}

function CoverageMaps({ data, tables, phases }: MapsProps) {
  const [phase, setPhase] = useParam('phase');
  const [state, setState] = useParam('state');
  const [season, setSeason] = useParam('season');
  const [cursor, setCursor] = useState<Cell | null>(null);
  const [chosenLayer, setLayer] = useParam('layer');
  const layer = chosenLayer === 'ready' ? 'ready' : 'state';
  const filter = useMemo(() => ({ phases: asSet(phase), states: asSet(state), layer }) as const, [phase, state, layer]);
  const all = useMemo(() => seasonModels(data, tables, filter), [data, tables, filter]);
  const seasons = useMemo(() => (season === null ? all : all.filter((s) => s.season === season)), [all, season]);
  const counts = useMemo(() => countStates(seasons), [seasons]);
  const ranges = useMemo(() => attentionRanges(seasons), [seasons]);
  const cells = [...counts.values()].reduce((a, b) => a + b, 0);
  const keep = useCallback((cell: Cell) => setCursor(cell), []);

  if (data.seasons.length === 0) return <Empty title="No games yet">Ingest schedule files, then run a backfill.</Empty>;
  const current = cursor === null ? undefined : seasons.find((s) => s.season === cursor.season);
  const press = (event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.key === 'Enter' && cursor !== null && current !== undefined) {
      navigate(address(`/partition/${current.rows[cursor.row]?.table.alias}/${current.dates[cursor.index]}`));
      return;
    }
    const from = cursor ?? { season: seasons[0]?.season ?? '', row: 0, index: -1 };
    const to = moveCell(seasons, from, event.key);
    if (to === null) return;
    event.preventDefault();
    setCursor(to);
    document.querySelector(`[aria-label="Season ${to.season}"]`)?.scrollIntoView({ block: 'nearest' });
  };

  return (
    <>
      <ViewHead title="Coverage">
        {plural(cells, 'table-date')}, {plural(seasons.length, 'season')}
        {data.horizon !== null && `, data up to ${gameDate(data.horizon)}`}
      </ViewHead>
      <div className="filters">
        <Legend counts={counts} chosen={filter.states} onChange={(next) => setState([...next].join(',') || null)} />
        <PhaseFilter
          layer={layer}
          onLayer={(next) => setLayer(next === 'ready' ? next : null)}
          phases={phases}
          phase={phase}
          onPhase={setPhase}
          season={season}
          onSeason={setSeason}
          seasons={all.map((s) => s.season)}
        />
      </div>
      {all.length > 1 && <SeasonStrips seasons={all} filter={filter} chosen={season} />}
      <Health seasons={data.seasons.filter((s) => season === null || s.season === season)} />
      <Attention
        ranges={filter.states.size === 0 ? ranges : ranges.filter((r) => filter.states.has(stateOf(r.letter)))}
      />
      <div
        className="maps"
        role="application"
        aria-label="Heat-map of tables and dates"
        aria-describedby="map-keys"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes the keys described below
        tabIndex={0}
        onKeyDown={press}
      >
        {seasons.map((model) => (
          <SeasonMap
            key={model.season}
            model={model}
            filter={filter}
            cursor={cursor?.season === model.season ? cursor : null}
            onCursor={keep}
          />
        ))}
      </div>
      <p id="map-keys" className="muted keys">
        Keys: <kbd>←</kbd> <kbd>→</kbd> date, <kbd>↑</kbd> <kbd>↓</kbd> table, <kbd>Page up</kbd> <kbd>Page down</kbd>{' '}
        season, <kbd>n</kbd> <kbd>p</kbd> next and previous problem, <kbd>Enter</kbd> open.
      </p>
      <p className="visually-hidden" aria-live="polite">
        {cursor !== null &&
          current !== undefined &&
          `${current.rows[cursor.row]?.table.name}, ${cellText(current, cursor)}`}
      </p>
    </>
  );
}

const stateOf = (letter: string): string => byLetter.get(letter)?.state ?? '';
