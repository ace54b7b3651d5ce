import { listOf, objectOf } from '../json.js';
import { type DownloadSource, type Game, type Host, type Subject, type Verdict, WrongDocument } from '../source.js';
import { statsPath } from '../stats-path.js';

/** Games that have something to fetch: those that are over, and those asked for by id, whatever they are. */
const due = ({ games }: Subject): readonly Game[] => games.filter(({ isFinal }) => isFinal !== false);

/** A document of one game; `game` takes its part that names the game, `verdict` judges the rest. */
interface PerGame {
  readonly kind: string;
  readonly help: string;
  readonly onlyByName?: boolean;
  readonly host: Host;
  readonly path: (gameId: string) => string;
  readonly name: (gameId: string) => string;
  readonly game: (document: Readonly<Record<string, unknown>>) => unknown;
  readonly verdict: (game: Readonly<Record<string, unknown>>) => Verdict;
}

const perGame = ({ kind, host, path, name, game, verdict, ...more }: PerGame): DownloadSource => ({
  kind,
  needs: 'schedule',
  ...more,
  list: (subject) => due(subject).map(({ id }) => ({ file: `${kind}/${name(id)}`, host, path: path(id) })),
  judge(document, wanted) {
    const part = objectOf(game(objectOf(document)));
    const { gameId } = part;
    if (typeof gameId !== 'string') throw new WrongDocument('it names no game');
    if (wanted.file !== `${kind}/${name(gameId)}`) throw new WrongDocument(`it is of game ${gameId}`);
    return verdict(part);
  },
});

const endsGame = ({ actionType, subType }: Readonly<Record<string, unknown>>): boolean =>
  actionType === 'game' && subType === 'end';

function actionsOf(game: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>[] {
  const actions = listOf(game.actions).map(objectOf);
  if (actions.length === 0) throw new WrongDocument('it has no actions');
  return actions;
}

export const liveFeed = perGame({
  kind: 'live_feed',
  help: 'play-by-play of the live feed, a file per game',
  host: 'cdn',
  path: (id) => `/static/json/liveData/playbyplay/playbyplay_${id}.json`,
  name: (id) => `playbyplay_${id}.json`,
  game: (document) => document.game,
  verdict: (game) => (actionsOf(game).some(endsGame) ? 'final' : 'open'),
});

export const liveBox = perGame({
  kind: 'live_box',
  help: 'box score of the live feed, a file per game',
  host: 'cdn',
  path: (id) => `/static/json/liveData/boxscore/boxscore_${id}.json`,
  name: (id) => `boxscore_${id}.json`,
  game: (document) => document.game,
  // At half time the status may be 3, too; the text then says "Half".
  verdict: ({ gameStatus, gameStatusText }) =>
    gameStatus === 3 && /^final/i.test(String(gameStatusText)) ? 'final' : 'open',
});

/** The end of the last period: clock at zero, at least four periods. */
const isOver = (actions: readonly Readonly<Record<string, unknown>>[]): boolean =>
  actions.some(
    ({ actionType, subType, period }) => actionType === 'period' && subType === 'end' && Number(period) >= 4,
  );

export const playByPlayV3 = perGame({
  kind: 'play_by_play_v3',
  help: 'PlayByPlayV3, a file per game: for games older than the live feed',
  onlyByName: true,
  host: 'stats',
  path: (id) => statsPath('playbyplayv3', { GameID: id, StartPeriod: 0, EndPeriod: 0 }),
  name: (id) => `playbyplayv3_${id}.json`,
  game: (document) => document.game,
  verdict: (game) => (isOver(actionsOf(game)) ? 'final' : 'open'),
});

export const boxScoreV3 = perGame({
  kind: 'box_score_v3',
  help: 'BoxScoreTraditionalV3, a file per game: for games older than the live feed',
  onlyByName: true,
  host: 'stats',
  path: (id) =>
    statsPath('boxscoretraditionalv3', {
      ...{ GameID: id, StartPeriod: 0, EndPeriod: 0, StartRange: 0, EndRange: 0, RangeType: 0 },
    }),
  name: (id) => `boxscoretraditionalv3_${id}.json`,
  game: (document) => document.boxScoreTraditional,
  verdict({ homeTeam }) {
    if (listOf(objectOf(homeTeam).players).length === 0) throw new WrongDocument('it has no players');
    return 'final';
  },
});
