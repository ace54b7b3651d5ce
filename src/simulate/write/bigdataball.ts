import { EVENT } from '../../domain/event-codes.js';
import type { GameEvent } from '../game/events.js';
import { feet } from '../game/shot-spots.js';
import type { PlayerLine } from '../game/sides.js';
import { type PlayedGame, SEASON_TYPES } from '../season-game.js';
import { csvLine } from './gzip-file.js';

export const BIGDATABALL_HEADER =
  'game_id,data_set,date,a1,a2,a3,a4,a5,h1,h2,h3,h4,h5,period,away_score,home_score,remaining_time,elapsed,play_length,play_id,team,' +
  'event_type,assist,away,home,block,entered,left,num,opponent,outof,player,points,possession,reason,result,steal,type,' +
  'shot_distance,original_x,original_y,converted_x,converted_y,description';

const TYPES: Readonly<Record<number, string>> = {
  [EVENT.made]: 'shot',
  [EVENT.missed]: 'miss',
  [EVENT.freeThrow]: 'free throw',
  [EVENT.rebound]: 'rebound',
  [EVENT.turnover]: 'turnover',
  [EVENT.foul]: 'foul',
  [EVENT.violation]: 'violation',
  [EVENT.substitution]: 'sub',
  [EVENT.timeout]: 'timeout',
  [EVENT.jumpBall]: 'jump ball',
  [EVENT.ejection]: 'ejection',
  [EVENT.periodStart]: 'start of period',
  [EVENT.periodEnd]: 'end of period',
};

/** Rows of a game in the BigDataBall layout: names only, ids without leading zeros, no team for the blocker. */
export function bigDataBallLines({ scheduled, game }: PlayedGame): string[] {
  const [year = '', month = '', day = ''] = scheduled.date.split('-');
  const season = `${2000 + Number(scheduled.id.slice(3, 5))}-${2001 + Number(scheduled.id.slice(3, 5))} ${SEASON_TYPES[scheduled.kind]}`;
  const head = [scheduled.id.slice(2), season, `${month}/${day}/${year}`];
  let score: readonly [number, number] = [0, 0];
  let before = 0;
  const lines: string[] = [];
  game.events.forEach((event, i) => {
    const type = TYPES[event.type];
    if (type === undefined) return;
    if (event.score !== null) score = event.score;
    const elapsed = (event.period <= 4 ? 720 : 300) - event.clock;
    const length = Math.max(0, elapsed - before);
    before = event.type === EVENT.periodEnd ? 0 : elapsed;
    const times = [hms(event.clock), hms(elapsed), hms(length), i + 1];
    const names = [...fiveNames(event, 1), ...fiveNames(event, 0)];
    lines.push(csvLine([...head, ...names, event.period, ...score, ...times, ...details(event, type)]));
  });
  return lines;
}

function details(event: GameEvent, type: string): (string | number | null)[] {
  const [first, second, third] = event.players;
  const { shot } = event;
  const isSub = event.type === EVENT.substitution;
  const isJump = event.type === EVENT.jumpBall;
  const ofFree = / (\d) of (\d)/.exec(event.home + event.visitor);
  const isFree = event.type === EVENT.freeThrow;
  return [
    event.side?.club.team.abbr ?? '',
    type,
    nameOf(shot?.assistedBy),
    isJump ? nameOf(second) : '',
    isJump ? nameOf(first) : '',
    nameOf(shot?.blockedBy),
    isSub ? nameOf(second) : '',
    isSub ? nameOf(first) : '',
    isFree ? (ofFree?.[1] ?? '') : '',
    event.type === EVENT.foul ? nameOf(second) : '',
    isFree ? (ofFree?.[2] ?? '') : '',
    isSub ? '' : nameOf(first),
    shot !== null || isFree ? event.points : '',
    isJump ? nameOf(third) : '',
    '',
    shot !== null || isFree ? (event.points > 0 ? 'made' : 'missed') : '',
    event.type === EVENT.turnover ? nameOf(second) : '',
    shot?.type.text ?? type,
    shot === null ? '' : Math.round(feet(shot.spot)),
    shot?.spot.x ?? '',
    shot?.spot.y ?? '',
    shot === null ? '' : Math.round((250 + shot.spot.x) / 1) / 10,
    shot === null ? '' : Math.round((52.5 + shot.spot.y) / 1) / 10,
    [event.home, event.neutral, event.visitor].filter((t) => t !== '').join(' '),
  ];
}

function nameOf(line: PlayerLine | null | undefined): string {
  return line?.player.full_name ?? '';
}

function fiveNames(event: GameEvent, side: 0 | 1): string[] {
  return event.ten.filter((l) => l.side.index === side).map((l) => l.player.full_name);
}

function hms(seconds: number): string {
  return `0:${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}
