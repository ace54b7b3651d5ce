import type { Club } from '../league/league.js';
import type { Player } from '../league/player.js';
import type { Rng } from '../rng.js';
import { Game } from './game.js';
import { playPossession } from './possession.js';
import { RATES } from './rates.js';
import type { NextPlay } from './rebounding.js';
import { closeStint, openPeriod } from './rotation.js';
import { PlayerLine, Side, shortNames } from './sides.js';
import { jumpBall, replay } from './stoppages.js';

export interface TeamSheet {
  readonly club: Club;
  /** Dressed players with the share of the game each is meant to play, starters first. */
  readonly dressed: readonly { readonly player: Player; readonly share: number }[];
  readonly backToBack: boolean;
}

export interface GameSetup {
  readonly rng: Rng;
  readonly home: TeamSheet;
  readonly away: TeamSheet;
  readonly neutral: boolean;
  readonly officials: readonly string[];
  /** Minutes since Eastern midnight. */
  readonly tipoff: number;
}

/** Plays one game to its end, overtimes included. */
export function playGame(setup: GameSetup): Game {
  const { rng } = setup;
  const shared = rng.normal(0, RATES.shared_form_sd);
  const sides = [makeSide(setup, 0, shared), makeSide(setup, 1, shared)] as const;
  const game = new Game(rng, sides, setup.officials, setup.tipoff);
  game.tempo = Math.exp(rng.normal(0, RATES.shared_tempo_sd));
  let tipWinner: Side = sides[0];
  for (let period = 1; period <= 4 || sides[0].score === sides[1].score; period++) {
    beginPeriod(game, period);
    game.startPeriod();
    let play: NextPlay | null;
    if (period === 1 || period > 4) {
      const winner = jumpBall(game, false);
      if (period === 1) tipWinner = winner;
      play = { offence: winner, start: 'period' };
    } else {
      const winnersBall = period === 4;
      play = { offence: winnersBall ? tipWinner : game.other(tipWinner), start: 'period' };
    }
    while (play !== null && game.clock > 0) play = playPossession(game, play);
    game.run(game.clock);
    finishPeriod(game);
  }
  return game;
}

function beginPeriod(game: Game, period: number): void {
  game.period = period;
  game.clock = game.periodLength();
  game.breaksTaken = 0;
  game.fouled = null;
  for (const side of game.sides) {
    side.periodFouls = 0;
    side.lateFouls = 0;
    side.periodTimeouts = 0;
    side.lateTimeouts = 0;
    openPeriod(game, side);
  }
}

function finishPeriod(game: Game): void {
  for (const side of game.sides) {
    closeStint(game, side);
    side.lastFive = [...side.court];
  }
  if (game.rng.chance(0.05)) replay(game);
  game.endPeriod();
}

function makeSide({ rng, home, away, neutral }: GameSetup, index: 0 | 1, shared: number): Side {
  const sheet = index === 0 ? home : away;
  const side = new Side(index, sheet.club);
  const names = shortNames(sheet.club.roster);
  sheet.dressed.forEach(({ player, share }, i) => {
    const line = new PlayerLine(player, side, share, names.get(player) ?? player.name.last);
    line.starter = i < 5;
    if (rng.chance(player.frailty * share * 1.6)) line.hurtAt = rng.int(60, 2700);
    side.lines.push(line);
  });
  const advantage = neutral ? 0 : index === 0 ? RATES.home_shooting : -RATES.home_shooting;
  side.form = shared + advantage + (sheet.backToBack ? RATES.back_to_back : 0) + rng.normal(0, RATES.form_sd);
  return side;
}
