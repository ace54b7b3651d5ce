import {
  AFTER_GAME,
  type ExpectedFile,
  type ExpectedGame,
  type ExpectedKind,
  type ExpectedReport,
  FILE_NAMES,
  isAfterGame,
} from '../audit/expected/report.js';
import { easternShown } from '../domain/dates.js';
import type { Cause } from './report.js';

/** Kinds of file that come from one feed: if several are missing, that is one cause. */
const FEEDS: Readonly<Record<string, readonly ExpectedKind[]>> = {
  odds: ['lines', 'props'],
  news: ['news'],
  schedule: ['schedule'],
};

/**
 * Causes of late and missing files. A kind that is missing for all games of a date is one cause; so is a game without any file.
 * Pre-game files of dates before today are left out. @param today the date of the day
 */
export function lateCauses({ games }: ExpectedReport, today: string): Cause[] {
  const dates = [...new Set(games.map(({ date }) => date))];
  return dates.flatMap((date) => {
    const ofDate = games.filter((game) => game.date === date && !isOff(game));
    return [...afterGames(ofDate, date), ...(date < today ? [] : beforeGames(ofDate, date))];
  });
}

const isOff = ({ status }: ExpectedGame) => status === 'postponed' || status === 'cancelled';
const isOpen = ({ state }: ExpectedFile) => state === 'late' || state === 'missing';
const openKinds = (game: ExpectedGame) => game.files.filter((file) => isOpen(file)).map(({ kind }) => kind);
const nameOf = ({ away, home }: ExpectedGame) => `${away} @ ${home}`;
const gamesText = (some: readonly ExpectedGame[], all: readonly ExpectedGame[]) =>
  some.length === all.length && all.length > 1 ? `all ${all.length} games` : some.map(nameOf).join(', ');

function afterGames(games: readonly ExpectedGame[], date: string): Cause[] {
  const command = `nba-props gaps --date ${date}`;
  const lacking = games
    .map((game) => ({ game, kinds: openKinds(game).filter(isAfterGame) }))
    .filter(({ kinds }) => kinds.length > 0);
  const whole = lacking.filter(({ kinds }) => kinds.length === AFTER_GAME.length).map(({ game }) => game);
  if (whole.length === games.length && whole.length > 0)
    return [{ key: `files:${date}`, what: `No files of ${gamesText(games, games)} of ${date} have come.`, command }];
  const part = lacking.filter(({ game }) => !whole.includes(game));
  const everywhere = AFTER_GAME.filter(
    (kind) =>
      part.length > 1 && part.length + whole.length === games.length && part.every(({ kinds }) => kinds.includes(kind)),
  );
  return [
    ...whole.map((game) => ({
      key: `files:${game.game_id}`,
      what: `No files of ${nameOf(game)} of ${date} have come.`,
      command,
    })),
    ...(everywhere.length > 0
      ? [
          {
            key: `${everywhere.join('+')}:${date}`,
            what: `The ${namesOf(everywhere)} of ${gamesText(
              part.map(({ game }) => game),
              games,
            )} of ${date} ${everywhere.length === 1 ? 'is' : 'are'} not there, or only in part.`,
            command,
          },
        ]
      : []),
    ...part
      .map(({ game, kinds }) => ({ game, kinds: kinds.filter((kind) => !everywhere.includes(kind)) }))
      .filter(({ kinds }) => kinds.length > 0)
      .map(({ game, kinds }) => ({
        key: `part:${game.game_id}`,
        what: `${nameOf(game)} of ${date} lacks ${kinds.map((kind) => partText(game, kind)).join(', ')}.`,
        command,
      })),
  ];
}

const namesOf = (kinds: readonly ExpectedKind[]) => kinds.map((kind) => FILE_NAMES[kind]).join(', ');

function partText(game: ExpectedGame, kind: ExpectedKind): string {
  const note = game.files.find((file) => file.kind === kind)?.note ?? null;
  return note === null ? FILE_NAMES[kind] : `${FILE_NAMES[kind]} (${note})`;
}

function beforeGames(games: readonly ExpectedGame[], date: string): Cause[] {
  return Object.entries(FEEDS).flatMap(([feed, kinds]) => {
    const lacking = games.filter((game) => openKinds(game).some((kind) => kinds.includes(kind)));
    if (lacking.length === 0) return [];
    const missing = kinds.filter((kind) => lacking.some((game) => openKinds(game).includes(kind)));
    const due = lacking[0]?.files.find(({ kind }) => missing.includes(kind))?.due_by ?? '';
    return [
      {
        key: `${feed}:${date}`,
        what: `The ${namesOf(missing)} of ${gamesText(lacking, games)} of ${date} have not come; they were due by ${easternShown(due)}.`,
        command: `nba-props expected ${date}`,
      },
    ];
  });
}
