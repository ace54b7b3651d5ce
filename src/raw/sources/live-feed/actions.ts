import { placesBy, type Told } from '../../per-game.js';
import type { JsonObject } from '../../readers/json-value.js';
import { PERSON_TYPES, type PersonKind, type Side, textOf, wordOf } from '../v2-persons.js';
import { isFieldGoal, liveActionType, liveEventType } from './codes.js';

/** The fields of an action that are read. */
export const ACTION_FIELDS: readonly string[] = [
  'actionNumber',
  'orderNumber',
  'edited',
  'actionType',
  'subType',
  'descriptor',
  'shotResult',
  'description',
  'isFieldGoal',
  'period',
  'teamId',
  'teamTricode',
  'personId',
  'playerName',
  'playerNameI',
  'scoreHome',
  'scoreAway',
  'assistPersonId',
  'assistPlayerNameInitial',
  'stealPersonId',
  'stealPlayerName',
  'blockPersonId',
  'blockPlayerName',
  'foulDrawnPersonId',
  'foulDrawnPlayerName',
  'jumpBallWonPersonId',
  'jumpBallLostPersonId',
  'jumpBallRecoverdPersonId',
];

const TECHNICAL = new Set(['technical', 'delay-of-game', 'ejection']);

/**
 * The actions of one game of the live feed, each with what PlayByPlayV2 would say of it: event and action type, up to
 * three persons with their sides, the text on its side. The feed names roles and teams where V2 numbers persons and sides,
 * never says who is at home, and tells the parts of one event (a block, a steal, each half of a substitution) as actions
 * of their own. Of two versions of one action the one edited last counts; the other becomes an event of no kind.
 */
export function tellLiveFeed(actions: readonly JsonObject[]): readonly Told[] {
  const order = placesOf(actions);
  const inOrder = [...actions.keys()].sort((a, b) => (order[a] ?? 0) - (order[b] ?? 0));
  const standing = standingVersions(actions, inOrder);
  const game = new LiveGame(inOrder.filter((i) => standing.has(i)).map((i) => actions[i] ?? {}));
  return actions.map((action, i) => ({ place: order[i] ?? i, added: standing.has(i) ? game.v2(action) : SUPERSEDED }));
}

const SUPERSEDED = { v2_eventtype: '0' };

/** `orderNumber` orders the feed, because late corrections get high action numbers; a feed without it is as it stands. */
const placesOf = (actions: readonly JsonObject[]): readonly number[] =>
  placesBy(actions.map((action) => textOf(action.orderNumber)));

/**
 * Per period, action number and kind the version edited last; of equals, the later one; of copies the first, because the
 * others count nowhere. Some feeds number a block like its shot and both halves of a substitution alike: these are
 * different kinds. An action without a number stands by itself.
 */
function standingVersions(actions: readonly JsonObject[], inOrder: readonly number[]): ReadonlySet<number> {
  const last = new Map<string, number>();
  const first = new Map<string, number>();
  for (const i of inOrder) {
    const action = actions[i] ?? {};
    const content = JSON.stringify(action);
    if (!first.has(content)) first.set(content, i);
    const number = `${textOf(action.period)} ${textOf(action.actionNumber) ?? `unnumbered ${i}`} ${kindOf(action)}`;
    const before = last.get(number);
    if (before === undefined || !isEditedLater(actions[before] ?? {}, action))
      last.set(number, first.get(content) ?? i);
  }
  return new Set(last.values());
}

/** Whether `one` was edited after `other`. Where a text is no time, the texts are compared. */
function isEditedLater(one: JsonObject, other: JsonObject): boolean {
  const [a, b] = [textOf(one.edited) ?? '', textOf(other.edited) ?? ''];
  const [timeA, timeB] = [editTime(a), editTime(b)];
  return Number.isNaN(timeA) || Number.isNaN(timeB) ? a > b : timeA > timeB;
}

/** A time without a zone is UTC, as the feed writes it with one. */
const editTime = (text: string): number =>
  Date.parse(/\d:\d.*(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) ? text.replace(' ', 'T') : `${text.replace(' ', 'T')}Z`);

/** An edit may turn a two into a three, but no shot into a foul. */
function kindOf(action: JsonObject): string {
  const kind = wordOf(action.actionType);
  if (isFieldGoal(kind)) return 'field goal';
  return kind === 'substitution' ? `${kind} ${wordOf(action.subType)}` : kind;
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
      const name = textOf(action.playerNameI) ?? textOf(action.playerName);
      const team = textOf(action.teamTricode);
      if (name !== null && !this.names.has(id)) this.names.set(id, name);
      if (team !== null && !this.teams.has(id)) this.teams.set(id, team);
      if (!TECHNICAL.has(wordOf(action.subType)) && !TECHNICAL.has(wordOf(action.actionType))) this.players.add(id);
    }
  }

  v2(action: JsonObject): Record<string, string | null> {
    const type = liveEventType(action);
    const actionType = liveActionType(action, type);
    const side = this.sideOf(textOf(action.teamTricode));
    return {
      v2_eventtype: type === null ? null : String(type),
      v2_actiontype: actionType === null ? null : String(actionType),
      [`v2_${side ?? 'neutral'}description`]: textOf(action.description),
      ...this.person(1, this.first(action, type, side)),
      ...this.person(2, this.second(action, type, side)),
      ...this.person(3, this.third(action, type, side)),
    };
  }

  /** Who acts: a player, the team itself, or somebody on the bench. */
  private first(action: JsonObject, type: number | null, side: Side | null): Person | null {
    if (wordOf(action.actionType) === 'substitution' && wordOf(action.subType) === 'in') return null;
    if (type === 10) return this.known(action.jumpBallWonPersonId);
    const id = personId(action.personId);
    if (id === null || id === textOf(action.teamId)) {
      const team = textOf(action.teamId);
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
    if (type === 8 && wordOf(action.subType) === 'in') return this.role(action.personId, action.playerNameI, side);
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
    return id === null ? null : { id, name: this.names.get(id) ?? textOf(printed), team: null, kind: 'player', side };
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

  private person(n: number, person: Person | null): Record<string, string | null> {
    if (person === null) return {};
    const { id, name, team, kind, side } = person;
    return {
      [`v2_person${n}id`]: id,
      [`v2_person${n}name`]: name,
      [`v2_person${n}teamid`]: team === null ? null : textOf(team.teamId),
      [`v2_person${n}team`]: team === null ? null : textOf(team.teamTricode),
      [`v2_person${n}type`]: side === null ? null : String(PERSON_TYPES[kind][side]),
    };
  }
}

interface Person {
  readonly id: string;
  readonly name: string | null;
  /** The action, where it is this person's team that the action names. */
  readonly team: JsonObject | null;
  readonly kind: PersonKind;
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
    const team = textOf(action.teamTricode);
    if (team !== null && wordOf(action.shotResult) === 'made') {
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
  const id = textOf(value);
  return id === '0' ? null : id;
}
