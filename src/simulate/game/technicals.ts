import { EVENT, FOUL } from '../../domain/event-codes.js';
import { shootFreeThrows } from './fouls.js';
import { type Game, NOBODY, OFFICIAL } from './game.js';
import { RATES } from './rates.js';
import type { PlayerLine, Side } from './sides.js';

/** The second one ejects. */
const TECHNICALS_ALLOWED = 2;

/** Whistles without a personal foul: technicals of players and coaches, three seconds, double technicals. */
export function maybeTechnical(game: Game): void {
  const { rng } = game;
  if (rng.chance(RATES.technical)) {
    const line = rng.pick(rng.pick(game.sides).court);
    // He shoots first: ejected, he could not.
    if (line === game.fouled) return;
    playerTechnical(game, line);
    if (line.technicals === 1 && rng.chance(RATES.goes_on_arguing)) playerTechnical(game, line);
  } else if (rng.chance(RATES.coach_technical)) {
    const side = rng.pick(game.sides);
    if (side.coachTechnicals < TECHNICALS_ALLOWED) coachTechnical(game, side);
  } else if (rng.chance(RATES.double_technical)) doubleTechnical(game);
}

function playerTechnical(game: Game, line: PlayerLine): void {
  const { side } = line;
  line.technicals++;
  emitFoul(
    game,
    line,
    FOUL.technical,
    `${line.shortName} T.FOUL (P${line.box.personal_fouls}.T${side.periodFouls}) (${game.official()})`,
  );
  oneShot(game, game.other(side));
  if (line.technicals >= TECHNICALS_ALLOWED) eject(game, line);
}

export function eject(game: Game, line: PlayerLine): void {
  line.gone = true;
  game.emit({
    type: EVENT.ejection,
    action: 4,
    side: line.side,
    text: `${line.shortName} Ejection:Other`,
    players: [line, null, null],
    persons: [line.csv, NOBODY, OFFICIAL],
    reveals: false,
  });
}

function coachTechnical(game: Game, side: Side): void {
  side.coachTechnicals++;
  game.emit({
    type: EVENT.foul,
    action: FOUL.technical,
    side: null,
    neutral: `Coach ${side.club.team.nickname} Foul:T.FOUL (${game.official()})`,
    persons: [coachCsv(side), NOBODY, OFFICIAL],
  });
  oneShot(game, game.other(side));
  if (side.coachTechnicals < TECHNICALS_ALLOWED) return;
  game.emit({
    type: EVENT.ejection,
    action: 4,
    side: null,
    neutral: `Coach ${side.club.team.nickname} Ejection:Other`,
    persons: [coachCsv(side), NOBODY, OFFICIAL],
  });
}

function coachCsv(side: Side): string {
  return `${side.index === 0 ? 6 : 7},${side.club.coach_id},,,,,`;
}

function doubleTechnical(game: Game): void {
  const [home, away] = game.sides;
  const [a, b] = [game.rng.pick(home.court), game.rng.pick(away.court)];
  if (a === game.fouled || b === game.fouled) return;
  game.emit({
    type: EVENT.foul,
    action: FOUL.doubleTechnical,
    side: null,
    neutral: `Double Technical - ${a.shortName}, ${b.shortName} (${game.official()})`,
    players: [a, b, null],
    persons: [a.csv, b.csv, OFFICIAL],
    reveals: false,
  });
  for (const line of [a, b]) {
    line.technicals++;
    if (line.technicals >= TECHNICALS_ALLOWED) eject(game, line);
  }
}

/** Three seconds in the lane by the defence: a technical of the team, named after the player. */
export function defensiveThreeSeconds(game: Game, defence: Side): void {
  const line = game.rng.weighted(defence.court, (l) => (l.player.position === 'C' ? 4 : 1));
  emitFoul(
    game,
    line,
    FOUL.defensiveThreeSeconds,
    `${defence.nickname} T.Foul (Def. 3 Sec ${line.shortName} ) (${game.official()})`,
  );
  oneShot(game, game.other(defence));
}

function emitFoul(game: Game, line: PlayerLine, action: number, text: string): void {
  game.emit({
    type: EVENT.foul,
    action,
    side: line.side,
    text,
    players: [line, null, null],
    persons: [line.csv, NOBODY, OFFICIAL],
    reveals: false,
  });
  game.pause(30);
}

function oneShot(game: Game, side: Side): void {
  const [first] = [...side.court].sort((a, b) => b.player.skills.free_throw - a.player.skills.free_throw);
  if (first !== undefined) shootFreeThrows(game, first, 1, 'technical');
}
