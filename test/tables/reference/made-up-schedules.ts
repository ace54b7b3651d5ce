import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A game by its number: on a date, of two teams, over or to come. */
export type Listed = readonly [number: number, date: string, away: string, home: string, status?: 'PPD' | 'to come'];

/** Writes a schedule of an archive: all of it is over, unless it says otherwise. */
export function archivedSchedule(folder: string, season: number, games: readonly Listed[]): string {
  const lines = games.map(([number, date, away, home, status]) => {
    const text = status === undefined ? '3,Final' : status === 'PPD' ? '1,PPD' : '1,7:00 pm ET';
    return `002${season}${String(number).padStart(5, '0')},x,${date},19:00:00,,,,${text},0,0,${home},${away},0,0,x`;
  });
  const file = join(folder, `schedule-${season}.csv`);
  writeFileSync(
    file,
    `gid,gcode,etdate,ettime,seri,an,ac,st,stt,h.tid,v.tid,h.ta,v.ta,h.s,v.s,seas\n${lines.join('\n')}\n`,
  );
  return file;
}

/** 2 was to be played on 19 December, and was on 26 January. */
export const POSTPONED: readonly Listed[] = [
  [1, '2021-12-18', 'BKN', 'MIL'],
  [2, '2022-01-26', 'DEN', 'MIL'],
  [3, '2021-12-19', 'CHI', 'LAL'],
  [4, '2021-12-20', 'PHI', 'BKN'],
  [5, '2021-12-22', 'BKN', 'MIL'],
  [6, '2022-01-20', 'MIL', 'CHI'],
  [7, '2022-01-24', 'BKN', 'CHI'],
  [8, '2022-01-28', 'MIL', 'PHI'],
];

/** The last group games of the Cup were on 3 December. */
export const CUP: readonly Listed[] = [
  [1, '2024-12-03', 'DET', 'MIL'],
  [2, '2024-12-03', 'ORL', 'ATL'],
  [61, '2024-12-05', 'MIL', 'BOS'],
  [62, '2024-12-06', 'MIL', 'BKN'],
  [63, '2024-12-08', 'MIL', 'BKN'],
  [64, '2024-12-20', 'MIL', 'CLE'],
  [1201, '2024-12-10', 'ORL', 'MIL'],
  [1206, '2024-12-12', 'BKN', 'CLE'],
  [1229, '2024-12-14', 'ATL', 'MIL'],
];
