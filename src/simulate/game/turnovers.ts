import { EVENT } from '../../domain/event-codes.js';
import { commitFoul, FOUL } from './fouls.js';
import { type Game, NOBODY, OFFICIAL } from './game.js';
import type { Start } from './rates.js';
import type { PlayerLine, Side } from './sides.js';
import { whistle } from './stoppages.js';

type Outcome = 'stolen' | 'dead' | 'foul' | 'team';

interface TurnoverKind {
  readonly action: number;
  readonly name: string;
  readonly outcome: Outcome;
  readonly weight: number;
}

const kind = (action: number, weight: number, name: string, outcome: Outcome): TurnoverKind => ({
  action,
  weight,
  name,
  outcome,
});

/** EVENTMSGACTIONTYPE, how often it happens, and its text. */
const KINDS: readonly TurnoverKind[] = [
  kind(1, 1229, 'Bad Pass', 'stolen'),
  kind(2, 669, 'Lost Ball', 'stolen'),
  kind(45, 392, 'Out of Bounds - Bad Pass Turnover', 'dead'),
  kind(37, 408, 'Offensive Foul', 'foul'),
  kind(40, 185, 'Out of Bounds Lost Ball', 'dead'),
  kind(4, 156, 'Traveling', 'dead'),
  kind(39, 87, 'Step Out of Bounds', 'dead'),
  kind(13, 22, 'Backcourt', 'dead'),
  kind(8, 20, '3 Second Violation', 'dead'),
  kind(15, 13, 'Offensive Goaltending', 'dead'),
  kind(6, 8, 'Double Dribble', 'dead'),
  kind(21, 7, 'Palming', 'dead'),
  kind(9, 5, '5 Second Violation', 'team'),
  kind(7, 4, 'Discontinue Dribble', 'dead'),
  kind(10, 4, '8 Second Violation', 'team'),
  kind(19, 2, 'Kicked Ball Violation', 'dead'),
  kind(12, 2, 'Inbound', 'dead'),
];
const SHOT_CLOCK = kind(11, 0, 'Shot Clock', 'team');

/** The attack loses the ball. How the other side starts. */
export function turnover(game: Game, offence: Side): Start {
  const chosen = game.rng.weighted(KINDS, (k) => k.weight);
  if (chosen.outcome === 'team') return teamTurnover(game, offence, chosen);
  const loser = game.rng.weighted(
    offence.court,
    (l) => l.player.skills.turnover * (l.player.skills.volume + 0.3 * l.player.skills.passing),
  );
  if (chosen.outcome === 'foul') return offensiveFoul(game, loser, chosen);
  const defence = game.other(offence);
  const stolen = chosen.outcome === 'stolen' && game.rng.chance(0.989);
  const thief = stolen ? game.rng.weighted(defence.court, (l) => l.player.skills.steal) : null;
  if (thief !== null) thief.box.steals++;
  book(game, loser, chosen, thief);
  if (thief !== null) return 'steal';
  game.pause(8);
  whistle(game);
  return 'dead_turnover';
}

export function shotClockViolation(game: Game, offence: Side): Start {
  return teamTurnover(game, offence, SHOT_CLOCK);
}

function teamTurnover(game: Game, side: Side, { action, name }: TurnoverKind): Start {
  side.turnovers++;
  side.teamTurnovers++;
  game.emit({
    type: EVENT.turnover,
    action,
    side,
    text: `${side.nickname} Turnover: ${name} (T#${side.turnovers})`,
    persons: [side.csv, NOBODY, OFFICIAL],
  });
  whistle(game);
  return 'dead_turnover';
}

function offensiveFoul(game: Game, loser: PlayerLine, chosen: TurnoverKind): Start {
  const defence = game.other(loser.side);
  const foul = game.rng.chance(0.27) ? FOUL.charge : FOUL.offensive;
  commitFoul(game, foul, loser, game.rng.pick(defence.court));
  book(game, loser, chosen, null);
  whistle(game);
  return 'dead_turnover';
}

function book(game: Game, loser: PlayerLine, { action, name }: TurnoverKind, thief: PlayerLine | null): void {
  const { side } = loser;
  loser.box.turnovers++;
  side.turnovers++;
  game.emit({
    type: EVENT.turnover,
    action,
    side,
    text: `${loser.shortName} ${name} Turnover (P${loser.box.turnovers}.T${side.turnovers})`,
    otherText: thief === null ? '' : `${thief.shortName} STEAL (${thief.box.steals} STL)`,
    players: [loser, thief, null],
    persons: [loser.csv, thief === null ? NOBODY : thief.csv, thief === null ? OFFICIAL : NOBODY],
  });
}
