import type { JsonObject } from '../../readers/json-value.js';
import { liveActionType, liveEventType } from './codes.js';

type Side = 'home' | 'visitor';

/** PERSONnTYPE by who and side. */
const PERSON = { player: { home: 4, visitor: 5 }, team: { home: 2, visitor: 3 }, bench: { home: 6, visitor: 7 } };

const TECHNICAL = new Set(['technical', 'delay-of-game', 'ejection']);

/**
 * The actions of a live-feed document (`game.actions[]`, `game.gameId`), in order of play, each with what PlayByPlayV2
 * would say of it under `v2`: event and action type, up to three persons with their sides, the text on its side. The feed
 * names roles and teams where V2 numbers persons and sides, never says who is at home, and tells the parts of one event
 * (a block, a steal, each half of a substitution) as actions of their own.
 */
export function liveActions(gameId: unknown, actions: readonly JsonObject[]): JsonObject[] {
  const ordered = inOrder(actions);
  const game = new LiveGame(ordered);
  return ordered.map((action) => ({ ...action, gameId: action.gameId ?? gameId, v2: game.v2(action) }));
}

/** stats.nba.com's PlayByPlayV3 lies in the same place and names shots by their result; it tells no steals, blocks or drawn fouls by id. */
export function isLiveFeed(actions: readonly JsonObject[]): boolean {
  return !actions.some((action) => ['made shot', 'missed shot'].includes(word(action.actionType)));
}

/** `orderNumber` orders the feed, because late corrections get high action numbers; a feed without it is as it stands. */
function inOrder(actions: readonly JsonObject[]): readonly JsonObject[] {
  if (!actions.every((action) => typeof action.orderNumber === 'number')) return actions;
  return [...actions].sort((a, b) => Number(a.orderNumber) - Number(b.orderNumber));
}

class LiveGame {
  private readonly home: string | null;
  /** Names as the feed prints them with the initial: roles besides the actor's have the family name alone. */
  private readonly names = new Map<string, string>();
  private readonly teams = new Map<string, string>();
  /** Who did something else than to be called for a technical: coaches never do. */
  private readonly players = new Set<string>();

  constructor(actions: readonly JsonObject[]) {
    this.home = homeTeam(actions);
    for (const action of actions) {
      const id = personId(action.personId);
      if (id === null) continue;
      const name = text(action.playerNameI) ?? text(action.playerName);
      const team = text(action.teamTricode);
      if (name !== null && !this.names.has(id)) this.names.set(id, name);
      if (team !== null && !this.teams.has(id)) this.teams.set(id, team);
      if (!TECHNICAL.has(word(action.subType)) && !TECHNICAL.has(word(action.actionType))) this.players.add(id);
    }
  }

  v2(action: JsonObject): JsonObject {
    const type = liveEventType(action);
    const side = this.sideOf(text(action.teamTricode));
    const description = text(action.description);
    const column = side === null ? 'neutralDescription' : `${side}Description`;
    return {
      eventType: type,
      actionType: liveActionType(action, type),
      [column]: description,
      ...this.person(1, this.first(action, type, side)),
      ...this.person(2, this.second(action, type, side)),
      ...this.person(3, this.third(action, type, side)),
    };
  }

  /** Who acts: a player, the team itself, or somebody on the bench. */
  private first(action: JsonObject, type: number | null, side: Side | null): Person | null {
    if (word(action.actionType) === 'substitution' && word(action.subType) === 'in') return null;
    if (type === 10) return this.known(action.jumpBallWonPersonId);
    const id = personId(action.personId);
    // A missed heave is an attempt of the team and of no player.
    const heave = word(action.actionType) === 'heave' && word(action.shotResult) !== 'made';
    if (id === null || id === text(action.teamId) || heave) {
      const team = text(action.teamId);
      return team === null || side === null ? null : { id: team, name: null, team: action, kind: 'team', side };
    }
    const kind = this.players.has(id) ? 'player' : 'bench';
    return { id, name: this.names.get(id) ?? null, team: action, kind, side };
  }

  private second(action: JsonObject, type: number | null, side: Side | null): Person | null {
    if (type === 1) return this.role(action.assistPersonId, action.assistPlayerNameInitial, side);
    if (type === 5) return this.role(action.stealPersonId, action.stealPlayerName, other(side));
    if (type === 6) return this.role(action.foulDrawnPersonId, action.foulDrawnPlayerName, other(side));
    if (type === 10) return this.known(action.jumpBallLostPersonId);
    if (type === 8 && word(action.subType) === 'in') return this.role(action.personId, action.playerNameI, side);
    return null;
  }

  private third(action: JsonObject, type: number | null, side: Side | null): Person | null {
    if (type === 2) return this.role(action.blockPersonId, action.blockPlayerName, other(side));
    // The feed's own spelling.
    if (type === 10) return this.known(action.jumpBallRecoverdPersonId);
    return null;
  }

  private role(value: unknown, printed: unknown, side: Side | null): Person | null {
    const id = personId(value);
    return id === null ? null : { id, name: this.names.get(id) ?? text(printed), team: null, kind: 'player', side };
  }

  /** A person whose side only his other actions tell. */
  private known(value: unknown): Person | null {
    const id = personId(value);
    return id === null ? null : this.role(id, null, this.sideOf(this.teams.get(id) ?? null));
  }

  private sideOf(team: string | null): Side | null {
    if (team === null || this.home === null) return null;
    return team === this.home ? 'home' : 'visitor';
  }

  private person(n: number, person: Person | null): JsonObject {
    if (person === null) return {};
    const { id, name, team, kind, side } = person;
    return {
      [`player${n}Id`]: id,
      [`player${n}Name`]: name,
      [`player${n}TeamId`]: team === null ? null : team.teamId,
      [`player${n}Team`]: team === null ? null : team.teamTricode,
      [`person${n}Type`]: side === null ? null : PERSON[kind][side],
    };
  }
}

interface Person {
  readonly id: string;
  readonly name: string | null;
  /** The action, where it is this person's team that the action names. */
  readonly team: JsonObject | null;
  readonly kind: keyof typeof PERSON;
  readonly side: Side | null;
}

/**
 * The home team: whose baskets raise scoreHome, by majority, because single scores of a feed are wrong now and then. NULL
 * while nobody has scored.
 */
function homeTeam(actions: readonly JsonObject[]): string | null {
  const votes = new Map<string, number>();
  let before = { home: 0, away: 0 };
  for (const action of actions) {
    const now = { home: Number(action.scoreHome ?? Number.NaN), away: Number(action.scoreAway ?? Number.NaN) };
    if (Number.isNaN(now.home) || Number.isNaN(now.away)) continue;
    const team = text(action.teamTricode);
    if (team !== null && word(action.shotResult) === 'made') {
      if (now.home > before.home && now.away === before.away) votes.set(team, (votes.get(team) ?? 0) + 1);
      if (now.away > before.away && now.home === before.home) votes.set(team, (votes.get(team) ?? 0) - 1);
    }
    before = now;
  }
  const [best, next] = [...votes].sort(([, a], [, b]) => b - a);
  if (best !== undefined && best[1] > 0) return best[0];
  // Only the visitors have scored: the home team is not known by name, but it is not they.
  return best !== undefined && next === undefined ? `not ${best[0]}` : null;
}

const other = (side: Side | null): Side | null => (side === null ? null : side === 'home' ? 'visitor' : 'home');

/** Text of an id; NULL for none, which the feed writes as 0, too. */
function personId(value: unknown): string | null {
  const id = text(value);
  return id === '0' ? null : id;
}

function text(value: unknown): string | null {
  const found = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
  return found === '' ? null : found;
}

const word = (value: unknown): string => text(value)?.toLowerCase() ?? '';
