import { EVENT } from '../../domain/event-codes.js';
import { commitFoul, FOUL, pickFouler, shootFreeThrows } from './fouls.js';
import type { Game } from './game.js';
import { PACE, RATES, type Start } from './rates.js';
import { type NextPlay, rebound } from './rebounding.js';
import { showUnseen } from './rotation.js';
import { chooseArea, flagrant, takeShot } from './shots.js';
import type { PlayerLine, Side } from './sides.js';
import { jumpBall, kickedBall, replay, timeout, whistle } from './stoppages.js';
import { defensiveThreeSeconds } from './technicals.js';
import { shotClockViolation, turnover } from './turnovers.js';

const SHOT_CLOCK = 24;
const SHOT_CLOCK_AFTER_OFFENSIVE_REBOUND = 14;
/** From here on everybody on court must have been shown, because the period may end with the next play. */
const LAST_MINUTE = 55;
/** After these the ball is dead. */
const STOPPED: ReadonlySet<number> = new Set([
  EVENT.foul,
  EVENT.violation,
  EVENT.substitution,
  EVENT.timeout,
  EVENT.ejection,
  EVENT.periodStart,
  EVENT.replay,
]);

/** One play: up to a shot, a turnover, a foul or the end of the period. NULL when the period is over. */
export function playPossession(game: Game, play: NextPlay): NextPlay | null {
  const { offence, start } = play;
  const { rng } = game;
  const defence = game.other(offence);
  if (game.clock <= LAST_MINUTE) for (const side of game.sides) showUnseen(game, side, () => stopPlay(game, offence));
  getHurt(game);
  const desperate = mustFoul(game, offence);
  if (desperate && rng.chance(0.65)) return intentionalFoul(game, offence, defence);

  const seconds = secondsToEnd(game, offence, start);
  if (seconds === null) {
    game.run(game.clock);
    return null;
  }
  const nonShooting = rng.chance(
    RATES.personal_foul * defence.club.style.fouling * (offence.index === 0 ? 1 : RATES.home_fouls),
  );
  if (nonShooting && start !== 'offensive_rebound') {
    game.run(Math.max(1, Math.round(seconds * rng.between(0.25, 0.95))));
    return personalFoul(game, offence, defence);
  }
  const live = start === 'steal' || start === 'defensive_rebound';
  if (live && rng.chance(RATES.take_foul_after_live_start)) {
    game.run(Math.min(game.clock, rng.int(0, 3)));
    return takeFoul(game, offence, defence, start);
  }
  game.run(seconds);
  const odd = interruption(game, offence, defence);
  if (odd !== null) return odd;
  if (rng.chance(RATES.turnover * PACE[start].turnover * offence.club.style.turnovers)) {
    return { offence: defence, start: turnover(game, offence) };
  }
  if (seconds >= 20 && start !== 'offensive_rebound' && rng.chance(RATES.shot_clock_violation * 8)) {
    return { offence: defence, start: shotClockViolation(game, offence) };
  }
  const next = takeShot(game, planShot(game, play, seconds));
  return game.clock === 0 ? null : next;
}

/** A dead ball where play goes on: the attack calls time, or the officials look at a replay. */
function stopPlay(game: Game, offence: Side): void {
  const last = game.events.at(-1);
  if (last !== undefined && STOPPED.has(last.type)) return;
  if (!timeout(game, offence)) replay(game);
}

function planShot(
  game: Game,
  { offence, start, rebounder }: NextPlay,
  seconds: number,
): Parameters<typeof takeShot>[1] {
  const { rng } = game;
  const putback = rebounder?.onCourt === true && seconds <= 2 && rng.chance(0.62);
  const shooter = putback ? rebounder : rng.weighted(offence.court, (l) => l.player.skills.volume ** 1.34);
  const quick = (start === 'steal' || start === 'defensive_rebound') && seconds <= 6;
  const heave = game.clock <= 1 && seconds <= 3 && start !== 'offensive_rebound' && rng.chance(0.6);
  const area = heave ? 'heave' : putback ? (rng.chance(0.86) ? 'rim' : 'paint') : chooseArea(game, shooter, quick);
  return { offence, start, shooter, area, putback: putback && (area === 'rim' || area === 'paint'), quick };
}

/** Seconds until the play ends; NULL when the period ends first. */
function secondsToEnd(game: Game, offence: Side, start: Start): number | null {
  const { rng, clock } = game;
  const pace = PACE[start];
  const limit = start === 'offensive_rebound' ? SHOT_CLOCK_AFTER_OFFENSIVE_REBOUND : SHOT_CLOCK;
  const tempo = 0.985 * game.tempo * Math.sqrt(offence.club.style.tempo * game.other(offence).club.style.tempo);
  const drawn =
    start === 'offensive_rebound' ? rng.exponential(pace.mean) - 0.5 : rng.normal(pace.mean, pace.sd) * tempo;
  let seconds = Math.round(Math.min(limit, Math.max(pace.shortest, drawn)));
  // Down late, sides hurry; ahead, they take their time.
  if (game.period >= 4 && clock >= 120) seconds = Math.round(seconds * (game.margin(offence) > 0 ? 1.07 : 1.02));
  else if (game.period >= 4) seconds = Math.round(seconds * (game.margin(offence) < -2 ? 0.72 : 1.12));
  seconds = Math.min(limit, Math.max(pace.shortest, seconds));
  if (clock <= 3) return rng.chance(0.35) ? Math.max(0, clock - rng.int(0, 1)) : null;
  if (clock <= SHOT_CLOCK + 1 && !(game.period >= 4 && game.margin(offence) < 0)) {
    seconds = Math.max(seconds, clock - rng.int(0, 4));
  }
  if (seconds >= clock) return rng.chance(0.82) ? Math.max(0, clock - rng.int(0, 2)) : null;
  return seconds;
}

/** Behind by a few with seconds left, the defence stops the clock. */
function mustFoul(game: Game, offence: Side): boolean {
  const lead = game.margin(offence);
  return game.period >= 4 && game.clock > 1 && lead <= 9 && game.clock <= (lead >= 3 ? 30 : lead >= 1 ? 22 : 0);
}

function intentionalFoul(game: Game, offence: Side, defence: Side): NextPlay {
  game.run(Math.min(game.clock - 1, game.rng.int(1, 5)));
  const kind = game.rng.chance(0.6) ? FOUL.take : FOUL.personal;
  return afterFoul(
    game,
    offence,
    defence,
    commitFoul(game, kind, pickFouler(game, defence), pickVictim(game, offence)),
  );
}

function personalFoul(game: Game, offence: Side, defence: Side): NextPlay {
  const fouler = pickFouler(game, defence);
  const victim = pickVictim(game, offence);
  if (game.rng.chance(RATES.flagrant * 5)) return flagrant(game, fouler, victim, 2);
  if (game.rng.chance(RATES.away_from_play * 18)) return awayFromPlay(game, fouler, victim);
  return afterFoul(game, offence, defence, commitFoul(game, FOUL.personal, fouler, victim));
}

function takeFoul(game: Game, offence: Side, defence: Side, start: Start): NextPlay {
  const fouler = pickFouler(game, defence);
  const victim = pickVictim(game, offence);
  if (start === 'steal' && game.rng.chance(RATES.clear_path * 170)) {
    commitFoul(game, FOUL.clearPath, fouler, victim);
    whistle(game);
    shootFreeThrows(game, victim, 2, 'clear_path');
    return { offence, start: 'sideline' };
  }
  return afterFoul(game, offence, defence, commitFoul(game, FOUL.take, fouler, victim));
}

/** One shot and the ball. */
function awayFromPlay(game: Game, fouler: PlayerLine, victim: PlayerLine): NextPlay {
  commitFoul(game, FOUL.awayFromPlay, fouler, victim);
  whistle(game);
  shootFreeThrows(game, victim, 1, 'away_from_play');
  return { offence: victim.side, start: 'sideline' };
}

function afterFoul(game: Game, offence: Side, defence: Side, penalty: boolean): NextPlay {
  const victim = game.fouled;
  whistle(game);
  if (!penalty || victim === null) return { offence, start: 'sideline' };
  if (shootFreeThrows(game, victim, 2, 'penalty')) return rebound(game, offence, 'free_throw');
  return { offence: defence, start: 'free_throw' };
}

function pickVictim(game: Game, offence: Side): PlayerLine {
  return game.rng.weighted(offence.court, (l) => l.player.skills.volume * l.player.skills.draws_fouls);
}

/** Rare stoppages after which the attack goes on. NULL for none. */
function interruption(game: Game, offence: Side, defence: Side): NextPlay | null {
  const { rng } = game;
  if (game.clock === 0) return null;
  if (rng.chance(RATES.kicked_ball)) {
    kickedBall(game, defence);
    return { offence, start: 'sideline' };
  }
  if (rng.chance(RATES.defensive_three_seconds)) {
    defensiveThreeSeconds(game, defence);
    return { offence, start: 'sideline' };
  }
  if (rng.chance(RATES.held_ball)) return { offence: jumpBall(game, true), start: 'sideline' };
  if (rng.chance(RATES.coach_challenge) && timeout(game, rng.chance(0.5) ? offence : defence, 7)) {
    return { offence, start: 'sideline' };
  }
  return null;
}

function getHurt(game: Game): void {
  for (const side of game.sides) {
    for (const line of side.court) {
      if (line.hurtAt !== null && game.elapsed >= line.hurtAt) {
        line.hurt = true;
        line.gone = true;
        line.hurtAt = null;
      }
    }
  }
}
