import type { ShotArea } from '../league/player.js';

/** EVENTMSGACTIONTYPE, the text of descriptions, and ACTION_TYPE of the shot chart where it is spelt differently. */
export interface ShotType {
  readonly code: number;
  readonly text: string;
  readonly chart: string;
  readonly weight: number;
}

const type = (code: number, weight: number, text: string, chart = text): ShotType => ({ code, text, chart, weight });

const JUMP = (w: number) => type(1, w, 'Jump Shot');
const PULLUP = (w: number) => type(79, w, 'Pullup Jump Shot', 'Pullup Jump shot');
const STEP_BACK = (w: number) => type(80, w, 'Step Back Jump Shot', 'Step Back Jump shot');
const RUNNING_JUMP = (w: number) => type(2, w, 'Running Jump Shot');
const RUNNING_PULLUP = (w: number) => type(103, w, 'Running Pull-Up Jump Shot');
const FADEAWAY = (w: number) => type(63, w, 'Fadeaway Jumper', 'Fadeaway Jump Shot');
const TURNAROUND = (w: number) => type(47, w, 'Turnaround Jump Shot');
const TURNAROUND_FADE = (w: number) => type(86, w, 'Turnaround Fadeaway', 'Turnaround Fadeaway shot');
const DRIVING_FLOATER = (w: number) => type(101, w, 'Driving Floating Jump Shot');
const FLOATER = (w: number) => type(78, w, 'Floating Jump Shot', 'Floating Jump shot');
const BANK_FLOATER = (w: number) => type(102, w, 'Driving Floating Bank Jump Shot');
const HOOK = (w: number) => type(3, w, 'Hook Shot');
const TURNAROUND_HOOK = (w: number) => type(58, w, 'Turnaround Hook Shot');
const DRIVING_HOOK = (w: number) => type(57, w, 'Driving Hook Shot');
const DRIVING_LAYUP = (w: number) => type(6, w, 'Driving Layup', 'Driving Layup Shot');
const LAYUP = (w: number) => type(5, w, 'Layup', 'Layup Shot');
const FINGER_ROLL = (w: number) => type(75, w, 'Driving Finger Roll Layup', 'Driving Finger Roll Layup Shot');
const CUTTING_LAYUP = (w: number) => type(98, w, 'Cutting Layup Shot');
const RUNNING_LAYUP = (w: number) => type(41, w, 'Running Layup', 'Running Layup Shot');

/** Shots a team-mate may have passed for or not, by area; weights are shares of attempts. */
export const SHOT_TYPES: Readonly<Record<ShotArea, readonly ShotType[]>> = {
  rim: [
    DRIVING_LAYUP(224),
    LAYUP(98),
    CUTTING_LAYUP(71),
    RUNNING_LAYUP(70),
    FINGER_ROLL(64),
    type(108, 48, 'Cutting Dunk Shot'),
    type(50, 34, 'Running Dunk', 'Running Dunk Shot'),
    type(73, 29, 'Driving Reverse Layup', 'Driving Reverse Layup Shot'),
    type(52, 28, 'Alley Oop Dunk', 'Alley Oop Dunk Shot'),
    type(7, 27, 'Dunk', 'Dunk Shot'),
    type(9, 26, 'Driving Dunk', 'Driving Dunk Shot'),
    type(44, 21, 'Reverse Layup', 'Reverse Layup Shot'),
    type(76, 18, 'Running Finger Roll Layup', 'Running Finger Roll Layup Shot'),
    type(43, 13, 'Alley Oop Layup', 'Alley Oop Layup shot'),
  ],
  paint: [
    DRIVING_LAYUP(190),
    DRIVING_FLOATER(160),
    FLOATER(73),
    LAYUP(71),
    TURNAROUND_HOOK(58),
    HOOK(52),
    BANK_FLOATER(50),
    FINGER_ROLL(40),
    TURNAROUND(34),
    CUTTING_LAYUP(33),
    DRIVING_HOOK(32),
    RUNNING_LAYUP(30),
    PULLUP(28),
    JUMP(22),
    FADEAWAY(20),
    TURNAROUND_FADE(13),
  ],
  floater: [
    DRIVING_FLOATER(239),
    PULLUP(191),
    FLOATER(130),
    FADEAWAY(77),
    TURNAROUND_FADE(68),
    JUMP(64),
    TURNAROUND(63),
    STEP_BACK(29),
    BANK_FLOATER(27),
    TURNAROUND_HOOK(24),
    HOOK(19),
    DRIVING_HOOK(12),
  ],
  mid: [
    PULLUP(311),
    JUMP(132),
    FADEAWAY(106),
    TURNAROUND_FADE(99),
    DRIVING_FLOATER(77),
    STEP_BACK(74),
    TURNAROUND(60),
    FLOATER(45),
    BANK_FLOATER(34),
    type(66, 8, 'Jump Bank Shot'),
  ],
  long_mid: [
    PULLUP(497),
    JUMP(217),
    STEP_BACK(168),
    FADEAWAY(43),
    TURNAROUND(21),
    TURNAROUND_FADE(20),
    RUNNING_PULLUP(8),
  ],
  corner_three: [JUMP(894), STEP_BACK(40), RUNNING_JUMP(35), PULLUP(19), FADEAWAY(7)],
  above_break_three: [
    JUMP(695),
    PULLUP(162),
    STEP_BACK(85),
    RUNNING_JUMP(30),
    RUNNING_PULLUP(22),
    type(66, 3, 'Jump Bank Shot'),
  ],
  heave: [JUMP(525), PULLUP(205), RUNNING_JUMP(148), RUNNING_PULLUP(75)],
};

/** Shots off one's own rebound. */
export const PUTBACKS: readonly ShotType[] = [
  type(97, 45, 'Tip Layup Shot'),
  type(72, 40, 'Putback Layup', 'Putback Layup Shot'),
  type(107, 8, 'Tip Dunk Shot'),
  type(87, 6, 'Putback Dunk', 'Putback Dunk Shot'),
];
