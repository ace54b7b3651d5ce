import { MONTHS } from '../../lib/format.js';
import { STATES } from '../../lib/states.js';
import { type Filter, readyShare, type SeasonMapModel } from './model.js';

export const ROW = 15;
const PHASE_GAP = 7;
const TOP = 18;

/** Vertical place of each row, phases set apart. */
export function rowTops(model: SeasonMapModel): number[] {
  let y = TOP;
  return model.rows.map((row, i) => {
    const before = model.rows[i - 1];
    if (before !== undefined && before.table.phase !== row.table.phase) y += PHASE_GAP;
    const top = y;
    y += ROW;
    return top;
  });
}

export const mapHeight = (model: SeasonMapModel): number => (rowTops(model).at(-1) ?? TOP) + ROW + 2;

/** Whole pixels per day, so that cells are crisp; at least 3, below which shapes cannot be told. */
export const dayWidth = (width: number, days: number, least = 3): number =>
  Math.max(least, Math.min(12, Math.floor(width / days)));

type Palette = Readonly<Record<string, string>>;

function palette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const names = [...STATES.map((s) => `--state-${s.state}`), '--panel', '--line', '--muted', '--ink'];
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name).trim()]));
}

/** Draws a season: one shape per cell, so that states differ in form and not in colour alone. */
export function paintSeason(canvas: HTMLCanvasElement, model: SeasonMapModel, filter: Filter, width: number): void {
  const height = mapHeight(model);
  const g = cleared(canvas, width, height);
  if (g === null) return;
  const colors = palette();
  const day = dayWidth(width, model.days);
  paintMonths(g, model, day, height, colors);
  const tops = rowTops(model);
  const cell = cellWidth(day);
  if (filter.layer === 'ready') {
    paintReady(g, model, tops, { day, cell, colors });
    return;
  }
  // State by state, so that the fill changes eight times and not once a cell.
  for (const { state, letter } of STATES) {
    const color = colors[`--state-${state}`] ?? '';
    g.fillStyle = color;
    g.strokeStyle = color;
    g.globalAlpha = filter.states.size === 0 || filter.states.has(state) ? 1 : 0.12;
    model.rows.forEach((row, r) => {
      const y = tops[r] ?? 0;
      for (let i = row.states.indexOf(letter); i >= 0; i = row.states.indexOf(letter, i + 1)) {
        shape(g, letter, (model.columns[i] ?? 0) * day, y, cell, ROW - 2);
      }
    });
  }
  g.globalAlpha = 1;
  // For the measuring script: when something is there to see.
  performance.mark('coverage-painted');
}

/** Each cell filled from the foot by the share of its rows that are ready; an outline where none are. */
function paintReady(
  g: CanvasRenderingContext2D,
  model: SeasonMapModel,
  tops: readonly number[],
  { day, cell, colors }: { readonly day: number; readonly cell: number; readonly colors: Palette },
): void {
  const full = ROW - 2;
  model.rows.forEach((row, r) => {
    const y = tops[r] ?? 0;
    for (let i = 0; i < row.states.length; i++) {
      const share = readyShare(row, i);
      if (share === null) continue;
      const x = (model.columns[i] ?? 0) * day;
      if (share === 0) {
        g.fillStyle = colors['--state-unready'] ?? '';
        shape(g, 'R', x, y, cell, full);
        continue;
      }
      g.fillStyle = colors['--line'] ?? '';
      g.fillRect(x, y, cell, full);
      g.fillStyle = colors['--state-complete'] ?? '';
      const height = share === 1 ? full : Math.min(full - 1, Math.max(1, Math.round(full * share)));
      g.fillRect(x, y + full - height, cell, height);
    }
  });
}

/** Height of a season's line at a glance. */
export const STRIP = 13;

/** Draws one line of cells in the shapes of the map. */
export function paintStrip(
  canvas: HTMLCanvasElement,
  letters: string,
  columns: readonly number[],
  filter: Filter,
  width: number,
  day: number,
): void {
  const g = cleared(canvas, width, STRIP);
  if (g === null) return;
  const colors = palette();
  for (const { state, letter } of STATES) {
    g.fillStyle = colors[`--state-${state}`] ?? '';
    g.globalAlpha = filter.states.size === 0 || filter.states.has(state) ? 1 : 0.12;
    for (let i = letters.indexOf(letter); i >= 0; i = letters.indexOf(letter, i + 1))
      shape(g, letter, (columns[i] ?? 0) * day, 0, cellWidth(day), STRIP);
  }
}

const cellWidth = (day: number): number => (day > 4 ? day - 1 : day > 1 ? day - 0.5 : day);

function cleared(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | null {
  const scale = devicePixelRatio;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const g = canvas.getContext('2d');
  g?.scale(scale, scale);
  return g;
}

function shape(g: CanvasRenderingContext2D, letter: string, x: number, y: number, w: number, h: number): void {
  switch (letter) {
    case 'M':
      // An outline with a floor: nothing was made.
      g.fillRect(x, y, w, 2);
      g.fillRect(x, y + h - 5, w, 5);
      return;
    case 'F':
      // Broken in the middle.
      g.fillRect(x, y, w, h / 2 - 1.5);
      g.fillRect(x, y + h / 2 + 1.5, w, h / 2 - 1.5);
      return;
    case 'S':
      // Cut off at the top.
      g.fillRect(x, y + 5, w, h - 5);
      return;
    case 'X':
      // Banded.
      for (let band = 0; band < 3; band++) g.fillRect(x, y + (band * h) / 3, w, h / 3 - 1.5);
      return;
    case 'P':
      g.fillRect(x, y, w, h / 2 - 0.75);
      g.globalAlpha *= 0.35;
      g.fillRect(x, y + h / 2, w, h / 2);
      g.globalAlpha /= 0.35;
      return;
    case 'E':
      g.fillRect(x, y + h / 2 - 1, w, 2);
      return;
    case 'U':
      // An open frame: still to come.
      g.fillRect(x, y, w, 1);
      g.fillRect(x, y + h - 1, w, 1);
      return;
    case 'N':
      // A line at the foot: nothing came.
      g.fillRect(x, y + h - 2, w, 2);
      return;
    case 'R':
      // A cup without a lid: made, and nothing in it to use.
      g.fillRect(x, y, 1, h);
      g.fillRect(x + w - 1, y, 1, h);
      g.fillRect(x, y + h - 4, w, 4);
      return;
    case 'B':
      g.fillRect(x, y + h - 7, w, 7);
      return;
    default:
      g.fillRect(x, y, w, h);
  }
}

function paintMonths(
  g: CanvasRenderingContext2D,
  model: SeasonMapModel,
  day: number,
  height: number,
  colors: Palette,
): void {
  g.font = '11px system-ui, sans-serif';
  g.textBaseline = 'top';
  const first = model.dates[0];
  if (first === undefined) return;
  const start = new Date(first);
  for (let d = 0; d < model.days; d++) {
    const date = new Date(start.getTime() + d * 86_400_000);
    if (d > 0 && date.getUTCDate() !== 1) continue;
    const x = d * day;
    if (d > 0) {
      g.fillStyle = colors['--line'] ?? '';
      g.fillRect(x - 0.5, 0, 1, height);
    }
    // A month of which only a few days are left has no room for its name.
    if (d === 0 && date.getUTCDate() > 24) continue;
    g.fillStyle = colors['--muted'] ?? '';
    g.fillText(MONTHS[date.getUTCMonth()] ?? '', x + 3, 2);
  }
}
