import type { GameEvent, Shot } from '../game/events.js';
import type { Game } from '../game/game.js';
import { feet, type Spot } from '../game/shot-spots.js';
import type { Rng } from '../rng.js';
import type { ScheduledGame } from '../schedule/game.js';

export const SHOT_CHART_HEADER =
  'SHOT_ID,PLAYER_ID,PLAYER_NAME,GRID_TYPE,GAME_ID,GAME_EVENT_ID,TEAM_ID,TEAM_NAME,PERIOD,MINUTES_REMAINING,' +
  'SECONDS_REMAINING,EVENT_TYPE,ACTION_TYPE,SHOT_TYPE,SHOT_ZONE_BASIC,SHOT_ZONE_AREA,SHOT_ZONE_RANGE,SHOT_DISTANCE,LOC_X,' +
  'LOC_Y,SHOT_ATTEMPTED_FLAG,SHOT_MADE_FLAG,GAME_DATE,HTM,VTM,PLAYERS_ON,assisted,season_type,year_source,team_id,time,' +
  'extra,year,month,day,api_game_id';

/** Share of rows without SHOT_TYPE. */
const BLANK_SHOT_TYPE = 0.75;

/** Rows of a game in the ShotChartDetail layout: game id without leading zeros, distance floored. */
export function shotChartLines(game: Game, scheduled: ScheduledGame, rng: Rng): string[] {
  const lines: string[] = [];
  for (const event of game.events) if (event.shot !== null) lines.push(line(event, event.shot, scheduled, rng));
  return lines;
}

function line(event: GameEvent, shot: Shot, scheduled: ScheduledGame, rng: Rng): string {
  const id = scheduled.id.slice(2);
  const { team } = shot.shooter.side.club;
  const name = team.abbr === 'LAC' ? 'LA Clippers' : team.full_name;
  const { x, y } = shot.spot;
  const [year = '', month = '', day = ''] = scheduled.date.split('-');
  const players = shot.five
    .map((l) => l.player.id)
    .sort((a, b) => a - b)
    .join('|');
  return [
    `${id}${event.num}`,
    shot.shooter.player.id,
    shot.shooter.player.full_name,
    'Shot Chart Detail',
    id,
    event.num,
    team.team_id,
    name,
    event.period,
    Math.floor(event.clock / 60),
    event.clock % 60,
    shot.made ? 'Made Shot' : 'Missed Shot',
    shot.type.chart,
    rng.chance(BLANK_SHOT_TYPE) ? '' : `${shot.value}PT Field Goal`,
    zoneBasic(shot),
    zoneArea(shot),
    zoneRange(shot),
    Math.floor(feet(shot.spot)),
    x,
    y,
    1,
    shot.made ? 1 : 0,
    `${year}${month}${day}`,
    scheduled.home.abbr,
    scheduled.away.abbr,
    players,
    shot.assistedBy === null ? 0 : 1,
    scheduled.kind === 'regular' ? 'REG' : 'PS',
    2001 + Number(scheduled.id.slice(3, 5)),
    team.team_id,
    '',
    '',
    `${year}.0`,
    `${Number(month)}.0`,
    `${Number(day)}.0`,
    `${id}.0`,
  ].join(',');
}

function zoneBasic({ area, spot }: Shot): string {
  switch (area) {
    case 'rim':
      return 'Restricted Area';
    case 'paint':
    case 'floater':
      return 'In The Paint (Non-RA)';
    case 'mid':
    case 'long_mid':
      return 'Mid-Range';
    case 'corner_three':
      return spot.x < 0 ? 'Left Corner 3' : 'Right Corner 3';
    case 'above_break_three':
      return 'Above the Break 3';
    case 'heave':
      return 'Backcourt';
  }
}

function zoneArea({ area, spot }: Shot): string {
  if (area === 'heave') return 'Back Court(BC)';
  if (area === 'rim') return 'Center(C)';
  if (area === 'corner_three') return spot.x < 0 ? 'Left Side(L)' : 'Right Side(R)';
  return sector(spot);
}

/** Degrees from straight ahead: within 18 is the centre, beyond 54 a side. */
function sector({ x, y }: Spot): string {
  const degrees = (Math.atan2(x, y) * 180) / Math.PI;
  const from = Math.abs(degrees);
  if (from < 18) return 'Center(C)';
  const left = degrees < 0;
  if (from < 54) return left ? 'Left Side Center(LC)' : 'Right Side Center(RC)';
  return left ? 'Left Side(L)' : 'Right Side(R)';
}

function zoneRange({ area, spot }: Shot): string {
  if (area === 'heave') return 'Back Court Shot';
  const distance = feet(spot);
  return distance < 8
    ? 'Less Than 8 ft.'
    : distance < 16
      ? '8-16 ft.'
      : distance < 24 && area !== 'corner_three' && area !== 'above_break_three'
        ? '16-24 ft.'
        : '24+ ft.';
}
