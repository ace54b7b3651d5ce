import { EVENT } from '../../domain/event-codes.js';
import { commitFoul, FOUL, pickFouler, shootFreeThrows, teamRebound } from './fouls.js';
import type { Game } from './game.js';
import { RATES, type Start } from './rates.js';
import type { PlayerLine, Side } from './sides.js';
import { whistle } from './stoppages.js';

export interface NextPlay {
  readonly offence: Side;
  readonly start: Start;
  /** Who took the offensive rebound: he may go straight back up. */
  readonly rebounder?: PlayerLine;
}

export type Miss = 'shot' | 'blocked' | 'free_throw';

/** The ball comes off the rim. */
export function rebound(game: Game, shooting: Side, miss: Miss): NextPlay {
  const { rng } = game;
  const defence = game.other(shooting);
  if (game.clock === 0) {
    if (rng.chance(0.6)) teamRebound(game, rng.chance(0.5) ? shooting : defence, 0);
    return { offence: defence, start: 'period' };
  }
  const offensive = rng.chance(offensiveChance(shooting, miss));
  const side = offensive ? shooting : defence;
  const goesOut = rng.chance(outOfBoundsChance(offensive, miss));
  game.run(Math.min(game.clock, goesOut ? rng.int(0, 2) : secondsToRebound(game, offensive)));
  if (goesOut) {
    teamRebound(game, side, 0);
    if (rng.chance(RATES.loose_ball_foul * 4.6)) return looseBallFoul(game, side);
    whistle(game);
    return { offence: side, start: 'sideline' };
  }
  const skill = offensive ? 'offensive_rebound' : 'defensive_rebound';
  const line = rng.weighted(side.court, (l) => l.player.skills[skill]);
  if (offensive) line.box.offensive_rebounds++;
  else line.box.defensive_rebounds++;
  game.emit({
    type: EVENT.rebound,
    action: 0,
    side,
    text: `${line.shortName} REBOUND (Off:${line.box.offensive_rebounds} Def:${line.box.defensive_rebounds})`,
    players: [line, null, null],
  });
  if (!offensive) return { offence: side, start: 'defensive_rebound' };
  return { offence: side, start: 'offensive_rebound', rebounder: line };
}

function offensiveChance(shooting: Side, miss: Miss): number {
  const base =
    miss === 'blocked'
      ? RATES.offensive_rebound_blocked + 0.14
      : miss === 'free_throw'
        ? RATES.offensive_rebound_free_throw
        : RATES.offensive_rebound + 0.032;
  return base * shooting.club.style.crash_boards;
}

function outOfBoundsChance(offensive: boolean, miss: Miss): number {
  if (miss === 'blocked') return offensive ? RATES.team_rebound_offence_blocked : RATES.team_rebound_defence_blocked;
  return offensive ? RATES.team_rebound_offence : RATES.team_rebound_defence;
}

function secondsToRebound(game: Game, offensive: boolean): number {
  return offensive
    ? Math.round(Math.abs(game.rng.normal(1.6, 1.6)))
    : Math.round(Math.max(0, game.rng.normal(2.6, 1.3)));
}

/** A push for the ball that went to `side`: the other side fouls. */
function looseBallFoul(game: Game, side: Side): NextPlay {
  const rivals = game.other(side);
  const victim = game.rng.pick(side.court);
  const penalty = commitFoul(game, FOUL.looseBall, pickFouler(game, rivals), victim);
  whistle(game);
  if (!penalty) return { offence: side, start: 'sideline' };
  const shooter = victim.onCourt && !victim.gone ? victim : game.rng.pick(side.court);
  if (shootFreeThrows(game, shooter, 2, 'penalty')) return rebound(game, side, 'free_throw');
  return { offence: rivals, start: 'free_throw' };
}
