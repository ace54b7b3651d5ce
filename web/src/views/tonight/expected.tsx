import { useState } from 'react';
import {
  AFTER_GAME,
  BEFORE_GAME,
  type ExpectedFile,
  type ExpectedGame,
  type ExpectedReport,
  FILE_NAMES,
} from '../../../../src/audit/expected/report.js';
import { easternDateOf, easternTimeOf } from '../../../../src/domain/dates.js';
import { useAnswer } from '../../lib/api.js';
import { count, gameDate, sentence, shortDate } from '../../lib/format.js';
import { DataTable } from '../../parts/data-table.js';
import { Answer } from '../../parts/notice.js';
import './expected.css';

const MINUTE = 60_000;
const EVERY = 5;
const KINDS = [...BEFORE_GAME, ...AFTER_GAME];

/** What should be there of each game and source, by when, and what is there; open if something is late, which may still come. */
export function Expected({ date }: { readonly date: string }) {
  // The time in steps of five minutes, so that repeated questions are answered from the cache.
  const now = new Date(Math.floor(Date.now() / (EVERY * MINUTE)) * EVERY * MINUTE).toISOString();
  const answer = useAnswer('expected', { date, now });
  return (
    <Answer of={answer} what="expected files">
      {(report) => <Files key={date} report={report} date={date} />}
    </Answer>
  );
}

function Files({ report, date }: { readonly report: ExpectedReport; readonly date: string }) {
  const [open, setOpen] = useState(report.counts.late > 0);
  const { counts, games, moved_away: away } = report;
  const said = (['there', 'not_due', 'late', 'missing', 'not_to_come'] as const).filter((state) => counts[state] > 0);
  return (
    <details className="panel expected" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>Files expected</h2>{' '}
        {said.map((state) => (
          <span key={state} className={`expected-count expected-${state}`}>
            {count(counts[state])} {sentence(state).toLowerCase()}
          </span>
        ))}
      </summary>
      <DataTable
        label="Files expected"
        rows={games}
        rowKey={(game) => game.game_id}
        columns={[
          { head: 'Game', cell: (game) => <Name game={game} /> },
          ...KINDS.map((kind) => ({
            head: sentence(FILE_NAMES[kind]),
            cell: (game: ExpectedGame) => <Cell file={game.files.find((file) => file.kind === kind)} date={date} />,
          })),
        ]}
      />
      {away.map((game) => (
        <p key={game.game_id} className="pad muted">
          {game.away} at {game.home} was on this date and is on {gameDate(game.to)} now.
        </p>
      ))}
    </details>
  );
}

function Name({ game }: { readonly game: ExpectedGame }) {
  const { moved_from: from } = game;
  const old = from?.tipoff_at ?? null;
  const moved =
    from === null
      ? null
      : from.date !== game.date
        ? `moved from ${gameDate(from.date)}`
        : `moved from ${old === null ? 'another tip-off' : easternTimeOf(old)}`;
  return (
    <>
      {game.away} at {game.home}
      {moved !== null && <span className="expected-note">{moved}</span>}
    </>
  );
}

function Cell({ file, date }: { readonly file: ExpectedFile | undefined; readonly date: string }) {
  if (file === undefined) return null;
  const { state, since, due_by: due, changed_at: changed, note } = file;
  const when = (instant: string) =>
    easternDateOf(instant) === date
      ? easternTimeOf(instant)
      : `${shortDate(easternDateOf(instant))}, ${easternTimeOf(instant)}`;
  const detail =
    state === 'there' ? since !== null && `since ${when(since)}` : state !== 'not_to_come' && `due ${when(due)}`;
  return (
    <>
      <span className={`expected-state expected-${state}`}>{sentence(state)}</span>
      {detail !== false && <span className="expected-note">{detail}</span>}
      {changed !== null && <span className="expected-note">changed {when(changed)}</span>}
      {note !== null && <span className="expected-note">{note}</span>}
    </>
  );
}
