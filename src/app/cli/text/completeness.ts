import type { CompletenessReport, EntityState, StateCounts } from '../../../audit/completeness/report.js';
import type { Paint } from './paint.js';
import { count, percent, table } from './table.js';
import { rest, SHOWN, stateOf, verdict } from './verdict.js';

const ORDER: readonly EntityState[] = [
  'ROW',
  'INSUFFICIENT_DATA',
  'PLAYER_DNP',
  'DATA_GAP',
  'INCOMPLETE_GAME',
  'MISSING_DEPENDENCY',
  'CONTAMINATED_UPSTREAM',
  'UNRESOLVED_NAME',
  'CONTRADICTORY_SOURCE',
  'CONTRACT_VIOLATION',
  'PROCESSING_ERROR',
  'UPSTREAM_FAILURE',
  'PARTITION_FAILED',
  'NOT_RUN',
  'UNEXPLAINED',
];

export function completenessText(report: CompletenessReport, paint: Paint): string[] {
  const used = ORDER.filter(
    (state) => state === 'ROW' || state === 'UNEXPLAINED' || report.tables.some((t) => has(t.states, state)),
  );
  const cell = (states: StateCounts, state: EntityState) => {
    const n = states[state];
    if (n === undefined) return state === 'UNEXPLAINED' ? paint.good('0') : '';
    return state === 'UNEXPLAINED' ? paint.bad(count(n)) : count(n);
  };
  const lines = table(
    ['table', 'expected', ...used.map((state) => state.toLowerCase()), 'unexpected'],
    report.tables.map((t) => [
      t.alias,
      count(t.expected),
      ...used.map((state) => cell(t.states, state)),
      t.unexpected > 0 ? paint.bad(count(t.unexpected)) : '0',
    ]),
    `l${'r'.repeat(used.length + 2)}`,
  );
  for (const t of report.tables.filter((x) => x.dates.length > 0)) {
    lines.push('', paint.strong(t.alias));
    lines.push(
      ...table(
        ['date', ...used.map((state) => state.toLowerCase())],
        t.dates.map((day) => [day.date, ...used.map((state) => cell(day.states, state))]),
        `l${'r'.repeat(used.length)}`,
      ),
    );
  }
  const p = report.participation;
  lines.push(
    '',
    `Expected players: ${count(p.expected)}; played ${count(p.played)}, did not play ${count(p.dnp)}, game not ingested ${count(p.game_not_ingested)}, game not processed ${count(p.game_not_processed)}`,
  );
  for (const game of report.games_without_data.slice(0, SHOWN)) {
    lines.push(
      `  ${game.date} ${game.away} at ${game.home} (${game.game_id}): ${paint.warn(game.kind.replaceAll('_', ' '))}`,
    );
  }
  lines.push(...rest(report.games_without_data.length));
  if (report.bands.length > 0) lines.push('', paint.strong('Failures by season day'));
  lines.push(
    ...table(
      ['table', 'days', 'expected share', 'actual', 'failed', 'of', ''],
      report.bands.map((b) => [
        b.table.slice(b.table.indexOf('.') + 1),
        b.to_day === null ? `${b.from_day}+` : `${b.from_day}-${b.to_day}`,
        `${percent(b.low, 0)}-${percent(b.high, 0)}`,
        percent(b.share),
        count(b.failed),
        count(b.expected),
        stateOf(paint, b.verdict),
      ]),
      'llrrrrl',
    ),
  );
  for (const e of report.entities.slice(0, SHOWN)) {
    lines.push(`  ${paint.bad(e.kind)} ${e.table} ${e.date} ${e.entity_id ?? '-'} ${e.game_id ?? ''}`.trimEnd());
  }
  lines.push(
    ...rest(report.entities.length),
    '',
    verdict(report.finding_count, 'entity unaccounted for', paint, 'entities unaccounted for'),
  );
  return lines;
}

const has = (states: StateCounts, state: EntityState) => states[state] !== undefined;
