import { addDays } from '../../domain/dates.js';
import type { Team } from '../../domain/teams.js';
import type { SeasonCalendar } from './calendar.js';
import { makeGame, type ScheduledGame } from './game.js';

/** Plays the games of one date; their results stand in them afterwards. False when the season is to stop there. */
export type PlayDate = (date: string, games: readonly ScheduledGame[]) => Promise<boolean>;

interface Series {
  /** Better seed: hosts games 1, 2, 5 and 7. */
  readonly high: Team;
  readonly low: Team;
  wins: [number, number];
}

const HIGH_HOSTS = [true, true, false, false, true, false, true];
const ROUNDS = ['First Round', 'Conf. Semifinals', 'Conf. Finals', 'NBA Finals'];
/** A league needs this many teams for conferences and play-in games. */
const FULL_BRACKET = 20;

/**
 * Play-in and playoffs. From 20 teams on as in the league: seeds 7 to 10 of each conference play in, best of seven in
 * four rounds. Smaller leagues play one bracket of eight, four or two, without play-in.
 */
export async function playPostseason(
  seeds: readonly Team[],
  calendar: SeasonCalendar,
  lastDate: string,
  playDate: PlayDate,
  schedule: (game: ScheduledGame) => void,
): Promise<void> {
  const { year } = calendar;
  let date = addDays(lastDate, 2);
  let brackets: Team[][];
  if (seeds.length >= FULL_BRACKET) {
    const playIn = await playPlayIn(seeds, year, date, playDate, schedule);
    if (playIn === null) return;
    brackets = playIn;
    date = addDays(date, 5);
  } else {
    const size = seeds.length >= 10 ? 8 : seeds.length >= 6 ? 4 : 2;
    brackets = [seeds.slice(0, size)];
  }
  for (let round = rounds(brackets); brackets.flat().length > 1; round++) {
    if (brackets.length === 2 && brackets.every((b) => b.length === 1))
      brackets = [seeds.filter((t) => brackets.flat().includes(t))];
    const series = brackets.map((bracket) =>
      bracket
        .slice(0, bracket.length / 2)
        .map((high, i): Series => ({ high, low: bracket[bracket.length - 1 - i] ?? high, wins: [0, 0] })),
    );
    const last = await playRound(series.flat(), round, year, date, playDate, schedule);
    if (last === null) return;
    brackets = series.map((list) => list.map((s) => (s.wins[0] === 4 ? s.high : s.low)));
    date = addDays(last, 2);
  }
}

/** Number of the first round: the Finals are round 4 whatever the size. */
function rounds(brackets: readonly (readonly Team[])[]): number {
  return 5 - Math.log2(brackets.flat().length);
}

async function playRound(
  series: readonly Series[],
  round: number,
  year: number,
  start: string,
  playDate: PlayDate,
  schedule: (game: ScheduledGame) => void,
): Promise<string | null> {
  let last = start;
  for (let day = 0; series.some((s) => Math.max(...s.wins) < 4); day++) {
    const date = addDays(start, day);
    const today: { game: ScheduledGame; series: Series }[] = [];
    series.forEach((s, i) => {
      // Half of the series play on even days, half on odd ones.
      if ((day + i) % 2 !== 0 || Math.max(...s.wins) === 4) return;
      const number = s.wins[0] + s.wins[1] + 1;
      const [home, away] = HIGH_HOSTS[number - 1] === true ? [s.high, s.low] : [s.low, s.high];
      const label = round === 4 ? 'NBA Finals' : `${s.high.conference} ${ROUNDS[round - 1]}`;
      const game = makeGame({
        kind: 'playoffs',
        year,
        number: round * 100 + i * 10 + number,
        date,
        home,
        away,
        label,
        subLabel: `Game ${number}`,
        seriesText: seriesText(s),
        seriesGame: `Game ${number}`,
      });
      schedule(game);
      today.push({ game, series: s });
    });
    if (today.length === 0) continue;
    if (
      !(await playDate(
        date,
        today.map((t) => t.game),
      ))
    )
      return null;
    for (const { game, series: s } of today) {
      const homeWon = game.result !== null && game.result.home > game.result.away;
      s.wins[(game.home === s.high) === homeWon ? 0 : 1]++;
    }
    last = date;
  }
  return last;
}

function seriesText({ high, low, wins: [a, b] }: Series): string {
  if (a === b) return a === 0 ? '' : `Series tied ${a}-${b}`;
  return a > b ? `${high.abbr} leads ${a}-${b}` : `${low.abbr} leads ${b}-${a}`;
}

/** The eight of each conference after the play-in, by seed. NULL when the season stops before its end. */
async function playPlayIn(
  seeds: readonly Team[],
  year: number,
  start: string,
  playDate: PlayDate,
  schedule: (game: ScheduledGame) => void,
): Promise<Team[][] | null> {
  const conferences = (['East', 'West'] as const).map((c) => seeds.filter((t) => t.conference === c));
  const play = async (
    pairs: readonly (readonly [Team, Team])[],
    number: number,
    date: string,
  ): Promise<Team[] | null> => {
    const games = pairs.map(([home, away], i) =>
      makeGame({ kind: 'play_in', year, number: number + i * 10, date, home, away, label: 'SoFi Play-In Tournament' }),
    );
    for (const game of games) schedule(game);
    if (!(await playDate(date, games))) return null;
    return games.map((g) => (g.result !== null && g.result.home > g.result.away ? g.home : g.away));
  };
  const seed = (c: number, rank: number): Team => {
    const team = conferences[c]?.[rank - 1];
    if (team === undefined) throw new RangeError(`no seed ${rank}`);
    return team;
  };
  const sevens = await play(
    [
      [seed(0, 7), seed(0, 8)],
      [seed(1, 7), seed(1, 8)],
    ],
    101,
    start,
  );
  const nines =
    sevens &&
    (await play(
      [
        [seed(0, 9), seed(0, 10)],
        [seed(1, 9), seed(1, 10)],
      ],
      121,
      addDays(start, 1),
    ));
  if (sevens === null || nines === null) return null;
  const losers = sevens.map((winner, c) => (winner === seed(c, 7) ? seed(c, 8) : seed(c, 7)));
  const eights = await play(
    losers.map((loser, c) => [loser, nines[c] ?? loser] as const),
    201,
    addDays(start, 3),
  );
  if (eights === null) return null;
  return conferences.map((list, c) => [...list.slice(0, 6), sevens[c] ?? seed(c, 7), eights[c] ?? seed(c, 8)]);
}
