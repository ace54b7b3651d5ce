import type { FaultDesk, GameFaults } from '../faults/fault-desk.js';
import { glitchedScores, miscredit, staleEnd, whileMisprinted, withoutDistances } from '../faults/misprints.js';
import type { PlayerLine } from '../game/sides.js';
import type { Rng } from '../rng.js';
import type { PlayedGame } from '../season-game.js';
import {
  KEY_LINEUPS_HEADER,
  KEY_PLAYERS_HEADER,
  KEY_SHOTS_HEADER,
  KEY_TEAMS_HEADER,
  keyLineupLines,
  keyPlayerLines,
  keyShotLines,
  keyTeamLines,
} from './answer-key.js';
import { BIGDATABALL_HEADER, bigDataBallLines } from './bigdataball.js';
import { BOX_SCORE_HEADER, boxScoreLine, boxScoreLines } from './box-scores.js';
import {
  PLAYER_LOG_HEADER,
  playerLogLine,
  playerLogLines,
  TEAM_INDEX_HEADER,
  TEAM_LOG_HEADER,
  teamIndexLines,
  teamLogLines,
} from './game-logs.js';
import { GAMES_HEADER, gamesLine } from './games.js';
import type { SeasonOutput, Shelf } from './output.js';
import { PLAY_BY_PLAY_HEADER, playByPlayLines } from './play-by-play.js';
import { SHOT_CHART_HEADER, shotChartLines } from './shot-chart.js';

export interface FileChoice {
  readonly boxScores: boolean;
  readonly bigDataBall: boolean;
}

/** Two games of 1,230 end on a stale score. */
const STALE_END = 2 / 1230;

/** Writes everything a game leaves behind, with its planted faults, and the truth. */
export function writeGame(
  output: SeasonOutput,
  played: PlayedGame,
  faults: GameFaults,
  desk: FaultDesk,
  choice: FileChoice,
  rng: Rng,
): void {
  const { scheduled, game } = played;
  const credit = faults.statCorrection ? miscredit(played, rng) : null;
  const wrongTeam = faults.wrongTeam ? rng.pick(game.sides.flatMap((s) => s.lines.filter((l) => l.seconds > 0))) : null;
  let events = credit?.events ?? game.events;
  if (faults.scoreGlitch) events = glitchedScores(events, rng);
  else if (rng.chance(STALE_END)) events = staleEnd(events);

  const kept = faults.playByPlay !== 'season' || faults.nullDistance;
  const lines = playByPlayLines(scheduled.id, events);
  const printed = faults.nullDistance ? playByPlayLines(scheduled.id, withoutDistances(events)) : lines;
  const { doubled, extra } = withDuplicates(printed, faults.duplicates, rng);
  if (faults.playByPlay === 'season') put(output, 'season', pbpName(played), PLAY_BY_PLAY_HEADER, doubled);
  if (kept)
    put(
      output,
      shelfOr(faults.playByPlay, 'withheld'),
      `play_by_play_${scheduled.date}.csv`,
      PLAY_BY_PLAY_HEADER,
      lines,
    );
  const chart = shotChartLines(game, scheduled, rng);
  put(
    output,
    faults.chart,
    dated(faults.chart, 'shot_chart', scheduled.date),
    SHOT_CHART_HEADER,
    withDuplicates(chart, faults.duplicates, rng).doubled,
  );

  whileMisprinted(credit, () => writeSummaries(output, played, faults.others, choice, wrongTeam, extra));
  // Another source's file: what is missing from the league's own does not touch it.
  if (choice.bigDataBall) {
    const name = dated(faults.others, 'bigdataball_play_by_play', scheduled.date);
    put(output, faults.others, name, BIGDATABALL_HEADER, bigDataBallLines(played));
  }
  writeKey(output, played);
  if (credit !== null) {
    const { stat, rightful, printed: other, eventNum } = credit;
    desk.detail(
      'stat-correction',
      scheduled.id,
      `${stat} of event ${eventNum} belongs to ${rightful.player.id}, printed for ${other.player.id}`,
    );
    put(
      output,
      'corrections',
      `play_by_play_${scheduled.id}.csv`,
      PLAY_BY_PLAY_HEADER,
      playByPlayLines(scheduled.id, game.events),
    );
  }
  if (credit !== null || wrongTeam !== null) {
    put(output, 'corrections', `player_game_logs_${scheduled.id}.csv`, PLAYER_LOG_HEADER, playerLogLines(played));
    put(output, 'corrections', `team_game_logs_${scheduled.id}.csv`, TEAM_LOG_HEADER, teamLogLines(played));
    if (choice.boxScores)
      put(output, 'corrections', `player_box_scores_${scheduled.id}.csv`, BOX_SCORE_HEADER, boxScoreLines(played));
  }
  if (wrongTeam !== null) {
    const { team } = wrongTeam.side.club;
    desk.detail(
      'wrong-team',
      scheduled.id,
      `${wrongTeam.player.id} plays for ${team.abbr}, printed for ${game.other(wrongTeam.side).club.team.abbr}`,
    );
  }
}

function writeSummaries(
  output: SeasonOutput,
  played: PlayedGame,
  shelf: Shelf,
  choice: FileChoice,
  wrongTeam: PlayerLine | null,
  duplicates: number,
): void {
  const { scheduled, game } = played;
  const name = (base: string) => dated(shelf, base, scheduled.date);
  const logs = playerLogLines(played, (l) => l !== wrongTeam);
  const boxes = boxScoreLines(played);
  if (wrongTeam !== null) {
    const other = game.other(wrongTeam.side);
    logs.push(playerLogLine(wrongTeam, other, scheduled));
    const own = boxScoreLine(wrongTeam, wrongTeam.side, scheduled.id);
    boxes[boxes.indexOf(own)] = boxScoreLine(wrongTeam, other, scheduled.id);
  }
  // The Cup's final is in no season's log.
  if (scheduled.kind !== 'cup_final') put(output, shelf, name('player_game_logs'), PLAYER_LOG_HEADER, logs);
  if (scheduled.kind !== 'cup_final') put(output, shelf, name('team_game_logs'), TEAM_LOG_HEADER, teamLogLines(played));
  put(output, shelf, name('games'), GAMES_HEADER, [gamesLine(played, duplicates)]);
  if (scheduled.kind === 'regular')
    put(output, shelf, name('team_game_index'), TEAM_INDEX_HEADER, teamIndexLines(played));
  if (choice.boxScores) put(output, shelf, name('player_box_scores'), BOX_SCORE_HEADER, boxes);
}

function writeKey(output: SeasonOutput, played: PlayedGame): void {
  put(output, 'answer_key', 'players.csv', KEY_PLAYERS_HEADER, keyPlayerLines(played));
  put(output, 'answer_key', 'teams.csv', KEY_TEAMS_HEADER, keyTeamLines(played));
  put(output, 'answer_key', 'shots.csv', KEY_SHOTS_HEADER, keyShotLines(played));
  put(output, 'answer_key', 'lineups.csv', KEY_LINEUPS_HEADER, keyLineupLines(played));
}

function put(output: SeasonOutput, shelf: Shelf, name: string, header: string, lines: readonly string[]): void {
  output.file(shelf, name, header).lines(lines);
}

function pbpName({ scheduled }: PlayedGame): string {
  const kind = scheduled.kind === 'cup_final' ? 'cup_final' : scheduled.kind;
  return `play_by_play_${kind}.csv`;
}

function dated(shelf: Shelf, base: string, date: string): string {
  return shelf === 'season' ? `${base}.csv` : `${base}_${date}.csv`;
}

function shelfOr(shelf: Shelf, other: Shelf): Shelf {
  return shelf === 'season' ? other : shelf;
}

/** Some rows once more, next to themselves. */
function withDuplicates(lines: readonly string[], chance: number, rng: Rng): { doubled: string[]; extra: number } {
  const doubled: string[] = [];
  for (const line of lines) {
    doubled.push(line);
    if (rng.chance(chance)) doubled.push(line);
  }
  return { doubled, extra: doubled.length - lines.length };
}
