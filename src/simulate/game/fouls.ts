import { FOUL as CODE, EVENT, FREE_THROW } from '../../domain/event-codes.js';
import type { TripKind } from './events.js';
import { type Game, OFFICIAL } from './game.js';
import { replaceGone, substituteAtWhistle } from './rotation.js';
import type { PlayerLine, Side } from './sides.js';

/** Team fouls of a period that put the other side on the line: the fifth, the fourth in overtime, the second late. */
const PENALTY_FOUL = 5;
const PENALTY_FOUL_OVERTIME = 4;
const LATE_SECONDS = 120;
const FOULS_ALLOWED = 6;
/** How much less a player fouls who has four or five already. */
const CAUTION: Readonly<Record<number, number>> = { 4: 0.75, 5: 0.3 };

export interface FoulKind {
  readonly action: number;
  readonly text: string;
  /** Counts towards the penalty. */
  readonly team: boolean;
}

export const FOUL = {
  personal: { action: CODE.personal, text: 'P.FOUL', team: true },
  shooting: { action: CODE.shooting, text: 'S.FOUL', team: true },
  looseBall: { action: CODE.looseBall, text: 'L.B.FOUL', team: true },
  offensive: { action: CODE.offensive, text: 'OFF.Foul', team: false },
  awayFromPlay: { action: CODE.awayFromPlay, text: 'AWAY.FROM.PLAY.FOUL', team: true },
  clearPath: { action: CODE.clearPath, text: 'C.P.FOUL', team: true },
  flagrant1: { action: CODE.flagrant1, text: 'FLAGRANT.FOUL.TYPE1', team: true },
  flagrant2: { action: CODE.flagrant2, text: 'FLAGRANT.FOUL.TYPE2', team: true },
  charge: { action: CODE.charge, text: 'Offensive Charge Foul', team: false },
  take: { action: CODE.take, text: 'Personal Take Foul', team: true },
} as const satisfies Record<string, FoulKind>;

/** A personal foul. True if the other side is in the bonus by it. */
export function commitFoul(game: Game, kind: FoulKind, fouler: PlayerLine, victim: PlayerLine): boolean {
  const { side } = fouler;
  fouler.box.personal_fouls++;
  game.fouled = victim;
  if (kind.team) {
    side.periodFouls++;
    if (game.clock <= LATE_SECONDS) side.lateFouls++;
  }
  const limit = game.period <= 4 ? PENALTY_FOUL : PENALTY_FOUL_OVERTIME;
  const penalty = side.periodFouls >= limit || side.lateFouls >= 2;
  const count = kind.team ? `.${penalty ? 'PN' : `T${side.periodFouls}`}` : '';
  game.emit({
    type: EVENT.foul,
    action: kind.action,
    side,
    text: `${fouler.shortName} ${kind.text} (P${fouler.box.personal_fouls}${count}) (${game.official()})`,
    players: [fouler, victim, null],
    persons: [fouler.csv, victim.csv, OFFICIAL],
  });
  game.pause(12);
  if (fouler.box.personal_fouls >= FOULS_ALLOWED) fouler.gone = true;
  return kind.team && penalty;
}

/** The defender who fouls. */
export function pickFouler(game: Game, side: Side): PlayerLine {
  return game.rng.weighted(side.court, (l) => l.player.skills.foul * (CAUTION[l.box.personal_fouls] ?? 1));
}

const ACTIONS: Readonly<Record<string, readonly number[]>> = {
  plain1: FREE_THROW.plain[1],
  plain2: FREE_THROW.plain[2],
  plain3: FREE_THROW.plain[3],
  flagrant1: FREE_THROW.flagrant[1],
  flagrant2: FREE_THROW.flagrant[2],
  flagrant3: FREE_THROW.flagrant[3],
  clear_path2: FREE_THROW.clearPath[2],
  technical1: FREE_THROW.technical[1],
};

const LABELS: Readonly<Partial<Record<TripKind, string>>> = { flagrant: ' Flagrant', clear_path: ' Clear Path' };

/**
 * Free throws. A miss that stays dead is followed by the league's placeholder rebound of the team (action 1). True if
 * the last one was missed and the ball is live.
 */
export function shootFreeThrows(game: Game, shooter: PlayerLine, count: number, kind: TripKind): boolean {
  const plain = kind === 'shooting' || kind === 'penalty' || kind === 'and_one' || kind === 'away_from_play';
  const actions = ACTIONS[`${plain ? 'plain' : kind}${count}`] ?? [];
  const stays = !plain || kind === 'away_from_play';
  let missed = false;
  actions.forEach((action, i) => {
    const last = i === actions.length - 1;
    if (last && kind !== 'technical') {
      for (const side of game.sides) replaceGone(game, side);
      substituteAtWhistle(game);
    }
    game.pause(22);
    missed = !freeThrow(
      game,
      shooter,
      action,
      kind === 'technical' ? ' Technical' : `${LABELS[kind] ?? ''} ${i + 1} of ${count}`,
    );
    if (missed && (!last || stays)) teamRebound(game, shooter.side, 1);
  });
  return missed && !stays;
}

function freeThrow(game: Game, shooter: PlayerLine, action: number, label: string): boolean {
  const made = game.rng.chance(shooter.player.skills.free_throw);
  shooter.box.ft_attempts++;
  if (made) {
    shooter.box.ft_makes++;
    game.score(shooter, 1);
  }
  const text = made
    ? `${shooter.shortName} Free Throw${label} (${shooter.box.points} PTS)`
    : `MISS ${shooter.shortName} Free Throw${label}`;
  game.emit({
    type: EVENT.freeThrow,
    action,
    side: shooter.side,
    text,
    players: [shooter, null, null],
    showScore: made,
    points: made ? 1 : 0,
  });
  return made;
}

/** A rebound nobody secured: action 0 for a live ball that went out, 1 for the placeholder. */
export function teamRebound(game: Game, side: Side, action: 0 | 1): void {
  if (action === 0) side.teamRebounds++;
  game.emit({
    type: EVENT.rebound,
    action,
    side,
    text: `${side.nickname} Rebound`,
    persons: [side.csv, '0,0,,,,,', '0,0,,,,,'],
  });
}
