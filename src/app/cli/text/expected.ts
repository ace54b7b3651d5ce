import {
  AFTER_GAME,
  BEFORE_GAME,
  type ExpectedFile,
  type ExpectedGame,
  type ExpectedKind,
  type ExpectedReport,
  FILE_NAMES,
  isAfterGame,
} from '../../../audit/expected/report.js';
import { easternDateOf, easternTimeOf } from '../../../domain/dates.js';
import type { Paint } from './paint.js';
import { counted, table } from './table.js';

/** Per date a table of the files due before games, a table of those due after, then notes on single files. */
export function expectedLines(report: ExpectedReport, dates: readonly string[], paint: Paint): string[] {
  const { counts } = report;
  return [
    ...dates.flatMap((date) => dateLines(report, date, paint)),
    `${counts.there} there, ${counts.not_due} not due yet, ${counts.late} late, ${counts.missing} missing, ${counts.not_to_come} not to come`,
    report.finding_count > 0
      ? paint.bad(
          `${counted(report.finding_count, 'file')} should be there and ${report.finding_count === 1 ? 'is' : 'are'} not.`,
        )
      : paint.good('Nothing is late.'),
  ];
}

function dateLines({ games, moved_away: away }: ExpectedReport, date: string, paint: Paint): string[] {
  const here = games.filter((game) => game.date === date);
  const gone = away.filter((game) => game.date === date);
  if (here.length + gone.length === 0) return [paint.strong(date), 'no games', ''];
  const part = (kinds: readonly ExpectedKind[], first: string) =>
    table(
      ['game', first, ...kinds.map((kind) => FILE_NAMES[kind])],
      here.map((game) => [
        nameOf(game),
        first === 'tip-off' ? tipOff(game) : game.status,
        ...kinds.map((kind) => cell(game, kind, paint)),
      ]),
      'l'.repeat(kinds.length + 2),
    );
  return [
    `${paint.strong(date)}  times are Eastern; a time alone is since when a file is there`,
    ...part(BEFORE_GAME, 'tip-off'),
    '',
    ...part(AFTER_GAME, 'status'),
    ...here.flatMap(notes),
    ...gone.map((game) => `${game.away} @ ${game.home} was on this date and is on ${game.to} now`),
    '',
  ];
}

const nameOf = ({ away, home }: Pick<ExpectedGame, 'away' | 'home'>) => `${away} @ ${home}`;
const tipOff = ({ tipoff_at: at }: ExpectedGame) => (at === null ? '-' : easternTimeOf(at));
const time = (instant: string) => `${easternDateOf(instant).slice(5)} ${easternTimeOf(instant)}`;

function cell({ files }: ExpectedGame, kind: ExpectedKind, paint: Paint): string {
  const file = files.find((one) => one.kind === kind);
  if (file === undefined) return '-';
  switch (file.state) {
    case 'there':
      return file.since === null ? 'there' : time(file.since);
    case 'not_due':
      return `by ${time(file.due_by)}`;
    case 'not_to_come':
      return '-';
    case 'late':
      return paint.bad('late');
    default:
      return paint.bad('missing');
  }
}

/** Notes on a game: its earlier date, partial files, corrections, why a file will not come. */
function notes(game: ExpectedGame): string[] {
  const { moved_from: from } = game;
  const moved =
    from === null
      ? []
      : [
          from.date === game.date
            ? `moved from ${from.tipoff_at === null ? 'another tip-off' : easternTimeOf(from.tipoff_at)}`
            : `moved from ${from.date}`,
        ];
  return [...moved, ...grouped(game.files)].map((note) => `${nameOf(game)}: ${note}`);
}

/** Notes on files, equal ones joined. That a season has no such source is left out. */
function grouped(files: readonly ExpectedFile[]): string[] {
  const kinds = new Map<string, string[]>();
  for (const file of files) {
    const changed = isAfterGame(file.kind) ? file.changed_at : null;
    const said = file.note ?? (changed === null ? null : `changed ${time(changed)}`);
    if (said === null || said === 'no source') continue;
    kinds.set(said, [...(kinds.get(said) ?? []), FILE_NAMES[file.kind]]);
  }
  return [...kinds].map(([said, names]) => (names.length > 3 ? said : `${names.join(', ')}: ${said}`));
}
