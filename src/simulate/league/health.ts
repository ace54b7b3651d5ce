import { addDays } from '../../domain/dates.js';
import type { Rng } from '../rng.js';
import type { Club } from './league.js';
import type { Player } from './player.js';

/** A line of the injury list: put on it or taken off it. */
export interface InjuryNews {
  readonly date: string;
  readonly club: Club;
  readonly player: Player;
  readonly kind: 'relinquished' | 'acquired';
  readonly notes: string;
  /** Days out, as the source reckons afterwards; on the day of return only. */
  readonly daysOut: number | null;
}

const PARTS = [
  'right ankle',
  'left ankle',
  'right knee',
  'left knee',
  'lower back',
  'left hamstring',
  'right calf',
  'left groin',
  'right wrist',
  'left thumb',
  'right shoulder',
  'left foot',
];
const SHORT = ['sore', 'sprained', 'bruised'];
const LONG = ['sprained', 'strained', 'torn ligament in', 'fractured', 'surgery on'];
const ILLNESSES = ['illness', 'non-COVID illness', 'migraine', 'flu-like symptoms'];
const ILLNESS_PER_DAY = 0.0062;

interface Spell {
  readonly start: string;
  readonly listed: boolean;
}

/** Who is hurt, since when and until when, and the news about it. */
export class HealthDesk {
  private readonly spells = new Map<Player, Spell>();

  constructor(private readonly rng: Rng) {}

  /** After a game: those hurt in it are out from the next day. */
  hurtInGame(club: Club, player: Player, date: string, news: InjuryNews[]): void {
    const roll = this.rng.next();
    const days = roll < 0.58 ? this.rng.int(1, 5) : roll < 0.87 ? this.rng.int(6, 24) : this.rng.int(25, 85);
    const part = this.rng.pick(PARTS);
    const what = `${this.rng.pick(days <= 5 ? SHORT : LONG)} ${part}`;
    this.startSpell(club, player, addDays(date, 1), days, what, news);
  }

  /** The morning of a date: illnesses begin, and players whose spell is over are back. */
  morning(clubs: readonly Club[], date: string, playingToday: ReadonlySet<number>, news: InjuryNews[]): void {
    for (const club of clubs) {
      for (const player of club.roster) {
        if (player.out_until !== null) {
          if (player.out_until <= date && playingToday.has(club.team.team_id)) this.endSpell(club, player, date, news);
        } else if (this.rng.chance(ILLNESS_PER_DAY)) {
          this.startSpell(club, player, date, this.rng.int(1, 4), this.rng.pick(ILLNESSES), news);
        }
      }
    }
  }

  private startSpell(club: Club, player: Player, date: string, days: number, what: string, news: InjuryNews[]): void {
    player.out_until = addDays(date, days);
    player.injury = what;
    const listed = days > 3;
    this.spells.set(player, { start: date, listed });
    const notes = listed ? `placed on IL with ${what}` : `${what} (DTD)`;
    news.push({ date, club, player, kind: 'relinquished', notes, daysOut: null });
  }

  private endSpell(club: Club, player: Player, date: string, news: InjuryNews[]): void {
    player.out_until = null;
    player.injury = null;
    const spell = this.spells.get(player);
    this.spells.delete(player);
    if (spell === undefined) return;
    const daysOut = Math.round((Date.parse(date) - Date.parse(spell.start)) / 86_400_000);
    const notes = spell.listed ? 'activated from IL' : 'returned to lineup';
    news.push({ date, club, player, kind: 'acquired', notes, daysOut });
  }
}
