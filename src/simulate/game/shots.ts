import { EVENT } from '../../domain/event-codes.js';
import type { ChosenArea, ShotArea } from '../league/player.js';
import type { Shot } from './events.js';
import { commitFoul, FOUL, pickFouler, shootFreeThrows } from './fouls.js';
import { type Game, NOBODY, OFFICIAL } from './game.js';
import { AREA_RATES, RATES, type Start } from './rates.js';
import { type NextPlay, rebound } from './rebounding.js';
import { feet, spotIn } from './shot-spots.js';
import { PUTBACKS, SHOT_TYPES } from './shot-types.js';
import type { PlayerLine, Side } from './sides.js';
import { maybeTimeout, whistle } from './stoppages.js';
import { eject } from './technicals.js';

export interface ShotPlan {
  readonly offence: Side;
  readonly start: Start;
  readonly shooter: PlayerLine;
  readonly area: ShotArea;
  readonly putback: boolean;
  readonly quick: boolean;
}

const AREAS = Object.keys(AREA_RATES).filter((a) => a !== 'heave') as readonly ChosenArea[];

/** Which of his areas the shooter finds: more at the rim on the run, fewer threes for a coach who dislikes them. */
export function chooseArea(game: Game, shooter: PlayerLine, quick: boolean): ChosenArea {
  const { areas } = shooter.player.skills;
  const threes = shooter.side.club.style.threes * lastShotTaste(game, shooter.side);
  return game.rng.weighted(AREAS, (area) => {
    const three = AREA_RATES[area].value === 3;
    return areas[area] * (three ? threes : 1) * (quick ? (area === 'rim' ? 1.7 : area === 'long_mid' ? 0.6 : 1) : 1);
  });
}

/** In the last seconds a side three behind needs a three, and one or two behind or level is content with a two. */
function lastShotTaste(game: Game, side: Side): number {
  if (game.period < 4 || game.clock > 20) return 1;
  const margin = game.margin(side);
  return margin === -3 ? 14 : margin > -3 && margin <= 0 ? 0.45 : 1;
}

/** A shot, fouled or not, blocked or not, and everything up to the next possession. */
export function takeShot(game: Game, plan: ShotPlan): NextPlay {
  const { rng } = game;
  const { offence, shooter, area } = plan;
  const rates = AREA_RATES[area];
  const defence = game.other(offence);
  const whistles =
    shooter.player.skills.draws_fouls * defence.club.style.fouling * (offence.index === 0 ? 1 : RATES.home_fouls);
  if (rng.chance(rates.fouled * whistles)) return fouledShot(game, plan, rates.value);
  const blocker = rng.chance(rates.block * blockPower(defence))
    ? rng.weighted(defence.court, (l) => l.player.skills.block)
    : null;
  const made = blocker === null && rng.chance(makeChance(game, plan, defence));
  const passer = made ? choosePasser(game, plan) : null;
  const shot = bookShot(game, plan, made, passer, blocker);
  if (!made) return rebound(game, offence, blocker === null ? 'shot' : 'blocked');
  if (rng.chance(rates.and_one * whistles)) return andOne(game, shot, defence);
  if (area === 'rim' && rng.chance(RATES.goaltending * 2.5)) goaltending(game, defence);
  if (game.clock > 0) maybeTimeout(game, defence);
  return { offence: defence, start: 'made' };
}

function blockPower(defence: Side): number {
  let sum = 0;
  for (const line of defence.court) sum += line.player.skills.block;
  return (sum / 5) * (defence.index === 0 ? RATES.home_blocks : 1 / RATES.home_blocks);
}

function makeChance(game: Game, plan: ShotPlan, defence: Side): number {
  const lead = game.margin(plan.offence);
  const { skills } = plan.shooter.player;
  const { area } = plan;
  const inside = area === 'rim' || area === 'paint';
  const own = area === 'rim' ? skills.finishing : AREA_RATES[area].value === 3 ? skills.shooting : skills.touch;
  let against = 0;
  for (const line of defence.court)
    against += inside ? line.player.skills.rim_defence : line.player.skills.perimeter_defence;
  const open = plan.quick && area === 'rim' ? 0.3 : 0;
  const systems = plan.offence.club.style.offence + defence.club.style.defence;
  const tired = RATES.tiredness * Math.min(3, game.period - 1);
  const odds =
    AREA_RATES[area].make + own + against * 0.5 + open + systems + plan.offence.form + lead * RATES.lead + tired;
  return 1 / (1 + Math.exp(-odds));
}

function choosePasser(game: Game, { shooter, area, putback, offence }: ShotPlan): PlayerLine | null {
  if (putback) return null;
  const share = AREA_RATES[area].assist * shooter.player.skills.off_ball * offence.club.style.passing;
  if (!game.rng.chance(Math.min(0.985, share))) return null;
  return game.rng.weighted(offence.court, (l) => (l === shooter ? 0 : l.player.skills.passing));
}

function bookShot(
  game: Game,
  plan: ShotPlan,
  made: boolean,
  passer: PlayerLine | null,
  blocker: PlayerLine | null,
): Shot {
  const { shooter, area } = plan;
  const { value } = AREA_RATES[area];
  const type = game.rng.weighted(plan.putback ? PUTBACKS : SHOT_TYPES[area], (t) => t.weight);
  const shot: Shot = {
    shooter,
    value,
    made,
    area,
    spot: spotIn(area, game.rng),
    type,
    assistedBy: passer,
    blockedBy: blocker,
    andOne: false,
    five: [...plan.offence.court],
  };
  countShot(shot);
  if (made) game.score(shooter, value);
  game.emit({
    type: made ? EVENT.made : EVENT.missed,
    action: type.code,
    side: plan.offence,
    text: shotText(shot),
    otherText: blocker === null ? '' : `${blocker.shortName} BLOCK (${blocker.box.blocks} BLK)`,
    players: made ? [shooter, passer, null] : [shooter, null, blocker],
    showScore: made,
    shot,
    points: made ? value : 0,
  });
  return shot;
}

/** Counts by zone: the area decides, so the key knows zones without measuring distances. */
function countShot({ shooter, value, made, area, assistedBy, blockedBy }: Shot): void {
  const { box } = shooter;
  const one = made ? 1 : 0;
  box.fg_attempts++;
  box.fg_makes += one;
  if (value === 3) {
    box.three_pt_attempts++;
    box.three_pt_makes += one;
    if (area === 'corner_three') {
      box.corner_three_attempts++;
      box.corner_three_makes += one;
    }
  } else if (area === 'rim' || area === 'paint') {
    box.paint_attempts++;
    box.paint_makes += one;
    if (area === 'rim') {
      box.restricted_area_attempts++;
      box.restricted_area_makes += one;
    }
  } else {
    box.mid_range_attempts++;
    box.mid_range_makes += one;
  }
  if (made && assistedBy !== null) {
    box.assisted_fg_makes++;
    assistedBy.box.assists++;
  } else if (made) box.unassisted_fg_makes++;
  if (blockedBy !== null) {
    blockedBy.box.blocks++;
    if (value === 3) blockedBy.box.three_pt_blocks++;
    else if (area === 'rim' || area === 'paint') blockedBy.box.paint_blocks++;
    else blockedBy.box.mid_range_blocks++;
  }
}

/** Twos that round to 0 ft and threes that round to less than 24 ft are printed without a distance, as in the real feed. */
function shotText(shot: Shot): string {
  const rounded = Math.round(feet(shot.spot));
  const silent = shot.value === 2 ? rounded === 0 : rounded < 24;
  const distance = silent ? '' : `${rounded}' `;
  const action = `${distance}${shot.value === 3 ? '3PT ' : ''}${shot.type.text}`;
  if (!shot.made) return `MISS ${shot.shooter.shortName} ${action}`;
  const assist = shot.assistedBy === null ? '' : ` (${shot.assistedBy.shortName} ${shot.assistedBy.box.assists} AST)`;
  return `${shot.shooter.shortName} ${action} (${shot.shooter.box.points} PTS)${assist}`;
}

function andOne(game: Game, shot: Shot, defence: Side): NextPlay {
  const { shooter } = shot;
  shot.andOne = true;
  shooter.box.and1_count++;
  commitFoul(game, FOUL.shooting, pickFouler(game, defence), shooter);
  whistle(game);
  if (shootFreeThrows(game, shooter, 1, 'and_one')) return rebound(game, shooter.side, 'free_throw');
  return { offence: defence, start: 'free_throw' };
}

function fouledShot(game: Game, { offence, shooter }: ShotPlan, shots: 2 | 3): NextPlay {
  const defence = game.other(offence);
  const fouler = pickFouler(game, defence);
  if (game.rng.chance(RATES.flagrant * 6)) return flagrant(game, fouler, shooter, shots);
  commitFoul(game, FOUL.shooting, fouler, shooter);
  whistle(game);
  if (shootFreeThrows(game, shooter, shots, 'shooting')) return rebound(game, offence, 'free_throw');
  return { offence: defence, start: 'free_throw' };
}

/** Flagrant: the shots and the ball. */
export function flagrant(game: Game, fouler: PlayerLine, victim: PlayerLine, shots: 1 | 2 | 3): NextPlay {
  const second = game.rng.chance(0.09);
  commitFoul(game, second ? FOUL.flagrant2 : FOUL.flagrant1, fouler, victim);
  fouler.flagrants += second ? 2 : 1;
  if (fouler.flagrants >= 2) eject(game, fouler);
  whistle(game);
  shootFreeThrows(game, victim, shots, 'flagrant');
  return { offence: victim.side, start: 'sideline' };
}

function goaltending(game: Game, defence: Side): void {
  const line = game.rng.weighted(defence.court, (l) => l.player.skills.block);
  game.emit({
    type: EVENT.violation,
    action: 2,
    side: defence,
    text: `${line.shortName} Violation:Defensive Goaltending (${game.official()})`,
    players: [line, null, null],
    persons: [line.csv, NOBODY, OFFICIAL],
  });
}
