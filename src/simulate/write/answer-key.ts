import { BOX_FIELDS, type Box, rebounds } from '../game/box.js';
import type { Shot } from '../game/events.js';
import { feet } from '../game/shot-spots.js';
import type { PlayedGame } from '../season-game.js';
import { teamBox } from './game-logs.js';
import { csvLine } from './gzip-file.js';

/**
 * The truth, from the engine's own books and never from the texts it printed. The columns are named as the platform's
 * tables name them, but no file has the columns of a source, so an ingest that meets a key does not know its kind.
 */
const GAME = 'key_game,key_date,key_season_type,key_team,key_opponent,key_is_home';

export const KEY_PLAYERS_HEADER = `${GAME},player_id,player_name,player_status,status_reason,is_starter,seconds_played,win_flag,team_points,opponent_points,rebounds,${BOX_FIELDS.join(',')}`;
export const KEY_TEAMS_HEADER = `${GAME},win_flag,overtime_periods,seconds_played,team_turnovers,team_rebounds,rebounds,${BOX_FIELDS.join(',')}`;
export const KEY_SHOTS_HEADER =
  'key_game,event_num,period,clock_seconds,key_team,shooter_id,shot_value,is_made,zone,zone_detail,distance_feet,spot_x,spot_y,assisted_by,blocked_by,is_and_one';
export const KEY_LINEUPS_HEADER =
  'key_game,key_team,period,from_clock,to_clock,player_1,player_2,player_3,player_4,player_5';

type Line = readonly (string | number | null)[];

export function keyPlayerLines({ scheduled, game, absent }: PlayedGame): string[] {
  const lines: Line[] = [];
  for (const side of game.sides) {
    const identity = identityOf(scheduled, side.index);
    const result = [flag(game.margin(side) > 0), side.score, game.other(side).score];
    for (const line of side.lines) {
      const played = line.seconds > 0;
      const status = played ? ['played', null] : ['dnp', "DNP - Coach's Decision"];
      const who = [line.player.id, line.player.full_name, ...status, flag(line.starter)];
      const box = played ? [rebounds(line.box), ...values(line.box)] : BOX_FIELDS.map(() => null).concat([null]);
      lines.push([...identity, ...who, played ? line.seconds : null, ...result, ...box]);
    }
    for (const { player, status, comment } of absent[side.index]) {
      const who = [player.id, player.full_name, status, comment, 0, null];
      lines.push([...identity, ...who, ...result, null, ...BOX_FIELDS.map(() => null)]);
    }
  }
  return lines.map(csvLine);
}

export function keyTeamLines({ scheduled, game }: PlayedGame): string[] {
  return game.sides.map((side) => {
    const box = teamBox(side);
    const seconds = side.lines.reduce((sum, l) => sum + l.seconds, 0);
    const head = [flag(game.margin(side) > 0), game.period - 4, seconds, side.teamTurnovers, side.teamRebounds];
    return csvLine([...identityOf(scheduled, side.index), ...head, rebounds(box), ...values(box)]);
  });
}

export function keyShotLines({ scheduled, game }: PlayedGame): string[] {
  const lines: string[] = [];
  for (const { num, period, clock, shot } of game.events) {
    if (shot === null) continue;
    lines.push(
      csvLine([
        scheduled.id,
        num,
        period,
        clock,
        shot.shooter.side.club.team.abbr,
        shot.shooter.player.id,
        shot.value,
        flag(shot.made),
        zoneOf(shot),
        detailOf(shot),
        feet(shot.spot),
        shot.spot.x,
        shot.spot.y,
        shot.assistedBy?.player.id ?? null,
        shot.blockedBy?.player.id ?? null,
        flag(shot.andOne),
      ]),
    );
  }
  return lines;
}

export function keyLineupLines({ scheduled, game }: PlayedGame): string[] {
  return game.stints.map(({ side, period, from, to, five }) => {
    const ids = five.map((l) => l.player.id).sort((a, b) => a - b);
    return csvLine([scheduled.id, side.club.team.abbr, period, from, to, ...ids]);
  });
}

function identityOf(scheduled: PlayedGame['scheduled'], side: 0 | 1): Line {
  const [own, other] = side === 0 ? [scheduled.home, scheduled.away] : [scheduled.away, scheduled.home];
  return [scheduled.id, scheduled.date, scheduled.kind, own.abbr, other.abbr, side === 0 ? 1 : 0];
}

function values(box: Box): number[] {
  return BOX_FIELDS.map((field) => box[field]);
}

function flag(value: boolean): 0 | 1 {
  return value ? 1 : 0;
}

/** The area was chosen before the spot, so the key's zone is no measurement. */
function zoneOf({ value, area }: Shot): string {
  return value === 3 ? 'three' : area === 'rim' || area === 'paint' ? 'paint' : 'mid_range';
}

function detailOf({ area, spot }: Shot): string {
  switch (area) {
    case 'rim':
      return 'restricted_area';
    case 'paint':
      return 'paint_non_ra';
    // The chart calls these the paint; the platform's paint ends 8 ft from the basket.
    case 'floater':
    case 'mid':
    case 'long_mid':
      return 'mid_range';
    case 'corner_three':
      return spot.x < 0 ? 'left_corner_3' : 'right_corner_3';
    case 'above_break_three':
      return 'above_break_3';
    case 'heave':
      return 'backcourt';
  }
}
