import { EVENT, FOUL } from '../../../domain/event-codes.js';
import { playerLookup } from '../../../domain/names.js';
import { placesBy, type Told } from '../../per-game.js';
import type { JsonObject } from '../../readers/json-value.js';
import { PERSON_TYPES, type PersonKind, type Side, textOf, v2Person, wordOf } from '../v2-persons.js';
import { v3ActionType, v3EventType } from './codes.js';

/** The fields of an action that are read. */
export const ACTION_FIELDS: readonly string[] = [
  'actionId',
  'actionNumber',
  'actionType',
  'subType',
  'clock',
  'period',
  'description',
  'location',
  'teamId',
  'teamTricode',
  'personId',
  'playerName',
  'playerNameI',
];

/**
 * The actions of one game of PlayByPlayV3, each with what PlayByPlayV2 would say of it. Blocks and steals are rows of their
 * own under the number of the shot or turnover; assisters and substitutes coming in are named in the text alone, by family
 * name (with the initial where the team has two), and resolve among the game's players of that team; the player fouled is
 * not told: where free throws follow at the same clock, he is who takes them.
 */
export function tellV3(actions: readonly JsonObject[]): readonly Told[] {
  const order = placesBy(actions.map((action) => textOf(action.actionId)));
  const inOrder = [...actions.keys()].sort((a, b) => (order[a] ?? 0) - (order[b] ?? 0));
  const game = new V3Game(inOrder.map((i) => actions[i] ?? {}));
  const told = new Map(inOrder.map((i, place) => [i, game.tell(place)]));
  return actions.map((_, i) => ({ place: order[i] ?? i, added: told.get(i) ?? {} }));
}

interface Player {
  readonly id: string;
  readonly name: string;
  readonly team: string;
}

class V3Game {
  /** Team ids by tricode, and sides by team id. */
  private readonly sides = new Map<string, Side>();
  private readonly teams = new Map<string, string>();
  private readonly players = new Map<string, Player>();
  /** Per team and printed name who is meant; NULL where two are. */
  private readonly named = new Map<string, Player | null>();

  constructor(private readonly actions: readonly JsonObject[]) {
    for (const action of actions) {
      const [id, team, teamId] = [textOf(action.personId), textOf(action.teamTricode), textOf(action.teamId)];
      const side = sideOf(action);
      if (team === null || teamId === null || teamId === '0') continue;
      this.teams.set(team, teamId);
      if (side !== null) this.sides.set(teamId, side);
      const name = textOf(action.playerName);
      if (id === null || id === teamId || name === null || this.players.has(id)) continue;
      const player = { id, name: textOf(action.playerNameI) ?? name, team };
      this.players.set(id, player);
      // Texts are written without accents, names with them.
      for (const printed of new Set([playerLookup(name), playerLookup(player.name)])) {
        const key = `${team} ${printed}`;
        this.named.set(key, this.named.has(key) ? null : player);
      }
    }
  }

  tell(place: number): Record<string, string | null> {
    const action = this.actions[place] ?? {};
    const subType = wordOf(action.subType);
    const type = v3EventType(wordOf(action.actionType), subType);
    const actionType = v3ActionType(type, subType, textOf(action.description) ?? '');
    const side = sideOf(action);
    return {
      v2_eventtype: type === null ? null : String(type),
      v2_actiontype: actionType === null ? null : String(actionType),
      [`v2_${side ?? 'neutral'}description`]: textOf(action.description),
      ...this.first(action, type),
      ...v2Person(2, ...this.second(action, type, actionType, place)),
      ...v2Person(3, ...this.third(action, type, place)),
    };
  }

  /** Who acts: a player, or the team where its id stands in the person's place; a replay has a referee's. */
  private first(action: JsonObject, type: number | null): Record<string, string | null> {
    const id = textOf(action.personId);
    if (id === null || id === '0' || type === EVENT.replay || type === EVENT.periodStart || type === EVENT.periodEnd)
      return {};
    const player = this.players.get(id);
    const teamId = player === undefined ? id : (this.teams.get(player.team) ?? null);
    const side = (teamId === null ? null : this.sides.get(teamId)) ?? sideOf(action);
    const kind: PersonKind = player === undefined ? (this.sides.has(id) ? 'team' : 'bench') : 'player';
    return {
      v2_person1type: side === null ? null : String(PERSON_TYPES[kind][side]),
      v2_person1id: id,
      v2_person1name: player?.name ?? null,
      v2_person1teamid: teamId,
      v2_person1team: player?.team ?? this.tricodeOf(id),
    };
  }

  private second(action: JsonObject, type: number | null, actionType: number | null, place: number): PersonTold {
    const text = textOf(action.description) ?? '';
    const team = textOf(action.teamTricode);
    if (type === EVENT.made) return this.byName(/\(([^()]+?) \d+ AST\)/.exec(text)?.[1], team);
    if (type === EVENT.substitution) return this.byName(/^SUB: (.+) FOR /.exec(text)?.[1], team);
    if (type === EVENT.turnover) return this.partner(place, 'STEAL');
    if (type === EVENT.foul && actionType !== FOUL.technical) return this.shooterAfter(place);
    if (type === EVENT.jumpBall) return this.byName(/ vs\. (.+?)(?:: Tip to|$)/.exec(text)?.[1], null);
    return NOBODY;
  }

  private third(action: JsonObject, type: number | null, place: number): PersonTold {
    if (type === EVENT.missed) return this.partner(place, 'BLOCK');
    const text = textOf(action.description) ?? '';
    if (type === EVENT.jumpBall) return this.byName(/: Tip to (.+)$/.exec(text)?.[1], null);
    return NOBODY;
  }

  /** A player by the name in a text; without a team, by the only team that has one of that name. */
  private byName(printed: string | undefined, team: string | null): PersonTold {
    if (printed === undefined) return NOBODY;
    const teams = team === null ? [...this.teams.keys()] : [team];
    const found = teams.flatMap((one) => this.named.get(`${one} ${playerLookup(printed)}`) ?? []);
    const [player] = found;
    return player === undefined || found.length > 1 ? [null, printed, null] : this.told(player);
  }

  /** Who blocked or stole: the row without a kind under the same number. */
  private partner(place: number, word: 'STEAL' | 'BLOCK'): PersonTold {
    const number = textOf(this.actions[place]?.actionNumber);
    const row = this.actions.find(
      (other) =>
        textOf(other.actionNumber) === number &&
        wordOf(other.actionType) === '' &&
        (textOf(other.description) ?? '').includes(` ${word} `),
    );
    const player = this.players.get(textOf(row?.personId) ?? '');
    return player === undefined ? NOBODY : this.told(player);
  }

  /** Who takes the free throws that follow a foul at the same clock, against the team that fouled. */
  private shooterAfter(place: number): PersonTold {
    const foul = this.actions[place] ?? {};
    for (const next of this.actions.slice(place + 1)) {
      if (textOf(next.clock) !== textOf(foul.clock) || textOf(next.period) !== textOf(foul.period)) break;
      if (wordOf(next.actionType) !== 'free throw' || wordOf(next.subType).includes('technical')) continue;
      const shooter = this.players.get(textOf(next.personId) ?? '');
      if (shooter !== undefined && shooter.team !== textOf(foul.teamTricode)) return this.told(shooter);
    }
    return NOBODY;
  }

  private told(player: Player): PersonTold {
    const side = this.sides.get(this.teams.get(player.team) ?? '') ?? null;
    return [player.id, player.name, side];
  }

  private tricodeOf(teamId: string): string | null {
    return [...this.teams].find(([, id]) => id === teamId)?.[0] ?? null;
  }
}

/** Id, name and side of a player in a role. */
type PersonTold = readonly [id: string | null, name: string | null, side: Side | null];
const NOBODY: PersonTold = [null, null, null];

function sideOf(action: JsonObject): Side | null {
  const location = wordOf(action.location);
  return location === 'h' ? 'home' : location === 'v' ? 'visitor' : null;
}
