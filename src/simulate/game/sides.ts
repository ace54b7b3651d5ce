import type { Club } from '../league/league.js';
import { plainText } from '../league/names.js';
import type { Player } from '../league/player.js';
import { type Box, emptyBox } from './box.js';

export type SideIndex = 0 | 1;

/** One player of one game. */
export class PlayerLine {
  readonly box: Box = emptyBox();
  seconds = 0;
  onCourt = false;
  starter = false;
  /** Game seconds when he last came on or went off. */
  since = 0;
  /** Last period in which an event shows him (what line-ups can be inferred from). */
  seenIn = 0;
  /** Fouled out, ejected or hurt: does not come back. */
  gone = false;
  hurt = false;
  /** Game second at which he will be hurt, if he is on court then. */
  hurtAt: number | null = null;
  technicals = 0;
  /** Flagrant fouls, one of type 2 counting as two. */
  flagrants = 0;
  /** Columns PERSONnTYPE to PLAYERn_TEAM_ABBREVIATION of an event. */
  readonly csv: string;

  constructor(
    readonly player: Player,
    readonly side: Side,
    /** Share of the game he is meant to play. */
    readonly share: number,
    /** As descriptions print him: last name, with initials where a team-mate shares it. */
    readonly shortName: string,
  ) {
    const { team } = side.club;
    const type = side.index === 0 ? 4 : 5;
    this.csv = `${type},${player.id},${player.full_name},${team.team_id}.0,${side.city},${team.nickname},${team.abbr}`;
  }
}

/** One team in one game. */
export class Side {
  readonly lines: PlayerLine[] = [];
  court: PlayerLine[] = [];
  /** The five at the end of the period before. */
  lastFive: readonly PlayerLine[] = [];
  opening: readonly PlayerLine[] = [];
  /** Clock at which the present five came together. */
  stintFrom = 0;
  score = 0;
  turnovers = 0;
  teamTurnovers = 0;
  teamRebounds = 0;
  periodFouls = 0;
  lateFouls = 0;
  timeouts = 0;
  periodTimeouts = 0;
  /** In the last three minutes of the period. */
  lateTimeouts = 0;
  coachTechnicals = 0;
  /** Log-odds of the night: home, rest, form. */
  form = 0;
  /** Columns of a team event. */
  readonly csv: string;
  /** Nickname as event texts print it: capitals for the home side. */
  readonly nickname: string;
  /** The league writes LA for the Clippers. */
  readonly city: string;

  constructor(
    readonly index: SideIndex,
    readonly club: Club,
  ) {
    const { team } = club;
    this.city = team.abbr === 'LAC' ? 'LA' : team.city;
    this.csv = `${index === 0 ? 2 : 3},${team.team_id},,,,,`;
    this.nickname = index === 0 ? team.nickname.toUpperCase() : team.nickname;
  }
}

/** Short names of a roster, as descriptions print them. */
export function shortNames(roster: readonly Player[]): Map<Player, string> {
  const names = new Map<Player, string>();
  for (const player of roster) {
    const twins = roster.filter((other) => other !== player && other.name.last === player.name.last);
    let initials = '';
    if (twins.length > 0) {
      const clash = twins.some((other) => other.name.first[0] === player.name.first[0]);
      initials = `${player.name.first.slice(0, clash ? 2 : 1)}. `;
    }
    names.set(player, plainText(`${initials}${player.name.last}`));
  }
  return names;
}
