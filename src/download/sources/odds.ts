import { easternDateOf } from '../../domain/dates.js';
import { listOf, objectOf } from '../json.js';
import { type DownloadSource, type Subject, WrongDocument } from '../source.js';

const SPORT = '/v4/sports/basketball_nba';

const GAME_MARKETS = ['h2h', 'spreads', 'totals'];
const PROP_MARKETS = [
  ...['player_points', 'player_rebounds', 'player_assists', 'player_threes'],
  ...['player_points_rebounds_assists', 'player_points_rebounds', 'player_points_assists', 'player_rebounds_assists'],
];

/** Quotes change until tip-off: each fetch is a file of its own. */
const stamp = ({ now }: Subject): string => now.replaceAll(/[-:]|\.\d+/g, '');

/** Each market costs a credit a region. */
const inAmerica = 'regions=us&oddsFormat=american&dateFormat=iso';

/** The games that have odds. Costs no credits. */
export const oddsEvents: DownloadSource = {
  kind: 'odds_events',
  help: 'games of The Odds API, without odds; costs no credits',
  onlyByName: true,
  list: (subject) => [
    { file: `odds_events/${stamp(subject)}.json`, host: 'odds', path: `${SPORT}/events?dateFormat=iso` },
  ],
  judge(document) {
    if (!Array.isArray(document)) throw new WrongDocument('it is no list of events');
    return 'final';
  },
  learn: (document, { date }) => ({
    oddsEvents: listOf(document)
      .map(objectOf)
      .flatMap(({ id, commence_time }) =>
        typeof id === 'string' &&
        typeof commence_time === 'string' &&
        (date === null || easternDateOf(commence_time) === date)
          ? [id]
          : [],
      ),
  }),
};

export const gameOdds: DownloadSource = {
  kind: 'odds',
  help: `moneylines, spreads and totals of The Odds API; ${GAME_MARKETS.length} credits`,
  onlyByName: true,
  list: (subject) => [
    {
      file: `odds/${stamp(subject)}.json`,
      host: 'odds',
      path: `${SPORT}/odds?${inAmerica}&markets=${GAME_MARKETS.join(',')}`,
      credits: GAME_MARKETS.length,
    },
  ],
  judge(document) {
    if (!Array.isArray(document)) throw new WrongDocument('it is no list of events');
    return 'final';
  },
};

export const playerProps: DownloadSource = {
  kind: 'props',
  help: `player props of The Odds API, a file per game; ${PROP_MARKETS.length} credits a game`,
  onlyByName: true,
  needs: 'odds_events',
  list: (subject) =>
    subject.oddsEvents.map((id) => ({
      file: `props/${stamp(subject)}_${id}.json`,
      host: 'odds' as const,
      path: `${SPORT}/events/${id}/odds?${inAmerica}&markets=${PROP_MARKETS.join(',')}`,
      credits: PROP_MARKETS.length,
    })),
  judge(document, { file }) {
    const { id, bookmakers } = objectOf(document);
    if (typeof id !== 'string' || !file.endsWith(`_${id}.json`)) throw new WrongDocument('it is of another event');
    if (!Array.isArray(bookmakers)) throw new WrongDocument('it has no bookmakers');
    return 'final';
  },
};
