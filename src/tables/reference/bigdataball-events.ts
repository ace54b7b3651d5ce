import { EVENT } from '../../domain/event-codes.js';
import type { Dialect } from '../../engine/dialect.js';
import { RAW_BIGDATABALL } from '../../raw/tables/bigdataball.js';
import { col, shared } from '../columns.js';
import type { TableDefinition } from '../definition.js';
import { filledColumns, noFailures } from '../failure-rows.js';
import { BIGDATABALL_EVENTS, GAME_STATES, GAMES, NAME_LOOKUPS } from '../names.js';
import { columnsOf, firstThat, type Selected, type SelectList, selectList } from '../select-list.js';
import { namesOfBothSides, PLAYERS_ON_COURT, periodStarters, whoIsWho } from './bigdataball-names.js';
import { plays } from './bigdataball-plays.js';
import { PRINTED_READS } from './named-players.js';
import { today } from './play-by-play.js';

const PEOPLE = [1, 2, 3] as const;

export const bigDataBallEvents: TableDefinition = {
  name: BIGDATABALL_EVENTS,
  alias: 'bdb_events',
  title: 'BigDataBall events',
  phase: 2,
  grain:
    'an event from BigDataBall, written as PlayByPlayV2 would, of a game whose events of the league are absent or not whole; a game with a player name that cannot be identified has no rows',
  key: ['game_id', 'event_index'],
  partitionColumn: 'game_date',
  partitionDates: [RAW_BIGDATABALL],
  pregame: false,
  entity: { kind: 'player', id: 'COALESCE(CAST(player1_id AS STRING), player1_name)', game: 'game_id' },
  trace: async () => (await import('./bigdataball-events-trace.js')).bigDataBallTrace,
  reads: [...[GAMES, GAME_STATES, RAW_BIGDATABALL].map((table) => ({ table, windows: today })), ...PRINTED_READS],
  columns: [
    shared.gameId,
    shared.gameDate,
    shared.season,
    col.integer('event_index', 'Order of the event in its game.', { min: 1 }),
    col.integer('event_num', "play_id: the source's number of the play.", { required: true }),
    col.integer('event_type', 'EVENTMSGTYPE; 18 for plays that PlayByPlayV2 has no type for.', {
      min: 1,
      max: 18,
      required: true,
    }),
    col.integer(
      'action_type',
      'EVENTMSGACTIONTYPE of fouls, read from the text (0: a personal foul without a named kind); 10 for a single free throw that no technical, flagrant or clear-path foul gave; NULL otherwise.',
      { min: 0, max: 31 },
    ),
    col.integer('period', '1-4, 5 and up overtime.', { min: 1, max: 14, required: true }),
    col.integer('clock_seconds', 'Seconds left in the period.', { unit: 'seconds', min: 0, max: 720, required: true }),
    col.text('home_description', 'Text of a play of the hosts.'),
    col.text('neutral_description', 'Text of a play of neither side.'),
    col.text('visitor_description', 'Text of a play of the visitors.'),
    ...PEOPLE.flatMap((n) => [
      col.integer(`person${n}_type`, 'PERSONnTYPE: 4 home player, 5 visiting player, 2 home team, 3 visiting team.', {
        min: 2,
        max: 5,
        mayBeConstant: true,
      }),
      col.integer(`player${n}_id`, 'Who is meant by the name.', { min: 1 }),
      col.text(`player${n}_name`, 'Name as printed.'),
    ]),
    col.integer('shot_value', '2 or 3, of field goals: by the points of a made one, else by its text.', {
      unit: 'points',
      min: 2,
      max: 3,
    }),
    col.flag('shot_made', 'Of field goals and free throws.'),
    col.double('shot_distance', 'As printed.', { unit: 'feet', min: 0, max: 100 }),
    col.integer('loc_x', 'original_x: along the baseline from the basket.', { unit: 'tenths of a foot' }),
    col.integer('loc_y', 'original_y: up the court from the basket.', { unit: 'tenths of a foot' }),
    col.flag('is_offensive_rebound', 'Of rebounds, as the source calls them; NULL where it does not say.'),
    col.text(
      'on_court',
      'Where a period starts: person ids of the ten on court joined by |, visitors first; NULL if one of the names is not known.',
    ),
    col.integer('file_id', 'File the play came from.', { unhashed: true, mayBeConstant: true }),
    col.integer('source_row', 'Line of that file.', { unhashed: true }),
  ],
  sql: (ctx) => {
    const { d } = ctx;
    const persons = PEOPLE.flatMap((n): readonly Selected[] => [
      [`player${n}_id`, `MAX(CASE WHEN n = ${n} THEN player_id END)`],
      [`player${n}_name`, `MAX(CASE WHEN n = ${n} AND player_id IS NOT NULL THEN name END)`],
      [`side${n}`, `MAX(CASE WHEN n = ${n} AND player_id IS NOT NULL THEN side END)`],
    ]);
    const unknownName = firstThat(
      [
        ['u.people > 1', `'several players of these teams are called ' || u.name`],
        ['u.is_other = 1', `'the only player known as ' || u.name || ' plays for the other team'`],
        ['u.meant IS NOT NULL', `'no play says for which of these teams ' || u.name || ' played'`],
      ],
      `'no player of these teams so far is called ' || u.name`,
    );
    const ofGame = { game_id: 'u.game_id', game_date: 't.on_date', season: 't.season', player1_name: 'u.name' };
    return `
WITH ${plays(ctx)},
${periodStarters()},
${whoIsWho(ctx)},
${namesOfBothSides(ctx)},
persons AS (
  SELECT x.game_id, x.event_index, x.n, x.name, x.counts, w.people, w.player_id AS meant, ${OTHER} AS is_other,
    COALESCE(x.side, w.side) AS side,
    CASE WHEN COALESCE(x.side, w.side) IS NOT NULL AND ${OTHER} = 0 THEN w.player_id END AS player_id
  FROM named x LEFT JOIN ${ctx.names(NAME_LOOKUPS)} l ON l.name = x.name
  LEFT JOIN who w ON w.game_id = x.game_id AND w.player_lookup = l.player_lookup
  LEFT JOIN of_both_sides o ON o.game_id = x.game_id AND o.player_lookup = l.player_lookup),
-- Without the events of one player the box of the whole game would be wrong.
unresolved AS (SELECT game_id, name, MAX(people) AS people, MAX(meant) AS meant, MAX(is_other) AS is_other FROM persons
  WHERE counts AND player_id IS NULL GROUP BY game_id, name),
placed AS (
  SELECT game_id, event_index,
  ${selectList(Object.fromEntries(persons))}
  FROM persons GROUP BY game_id, event_index),
tens AS (
  SELECT s.game_id, s.event_index, STRING_AGG(${d.cast('w.player_id', 'string')}, '|' ORDER BY s.place) AS on_court
  FROM starters s JOIN ${ctx.names(NAME_LOOKUPS)} l ON l.name = s.name
  JOIN who w ON w.game_id = s.game_id AND w.player_lookup = l.player_lookup
  GROUP BY s.game_id, s.event_index HAVING COUNT(DISTINCT w.player_id) = ${PLAYERS_ON_COURT})
SELECT ${filledColumns(d, bigDataBallEvents.columns, toldOf(d))},
  ${noFailures(d)}
FROM plays p LEFT JOIN placed q ON q.game_id = p.game_id AND q.event_index = p.event_index
LEFT JOIN tens t ON t.game_id = p.game_id AND t.event_index = p.event_index
WHERE p.game_id NOT IN (SELECT u.game_id FROM unresolved u)
UNION ALL
SELECT ${filledColumns(d, bigDataBallEvents.columns, ofGame)},
  'UNRESOLVED_NAME' AS failure_category,
  ${unknownName} || ': no table reads the BigDataBall events of the game' AS failure_reason
FROM unresolved u JOIN teams t ON t.game_id = u.game_id`;
  },
};

/**
 * 1 where the play must be a namesake's: the known player is on the other team in this game, or plays count under the name
 * for both teams.
 */
const OTHER = `CASE WHEN o.player_lookup IS NOT NULL OR x.side <> w.side AND w.in_game = 1 THEN 1 ELSE 0 END`;

/** The columns over a play p, its persons q and the ten on court t. */
function toldOf(d: Dialect): SelectList {
  const person = (n: number) => `CASE q.side${n} WHEN 'home' THEN 4 WHEN 'away' THEN 5 END`;
  const ofTeams = [EVENT.rebound, EVENT.turnover, EVENT.violation, EVENT.timeout].join(', ');
  const team = firstThat([
    [`p.player IS NOT NULL OR p.event_type NOT IN (${ofTeams})`, 'NULL'],
    [`p.own = 'home'`, '2'],
    [`p.own = 'away'`, '3'],
  ]);
  const textSide = 'COALESCE(q.side1, p.own)';
  return {
    ...columnsOf('p', ['game_id', 'season', 'event_index', 'event_type', 'action_type', 'period', 'clock_seconds']),
    ...columnsOf('p', ['shot_value', 'shot_made', 'shot_distance', 'is_offensive_rebound', 'file_id', 'source_row']),
    game_date: 'p.on_date',
    event_num: 'p.play_id',
    home_description: `CASE WHEN ${textSide} = 'home' THEN p.description END`,
    neutral_description: `CASE WHEN ${textSide} IS NULL THEN p.description END`,
    visitor_description: `CASE WHEN ${textSide} = 'away' THEN p.description END`,
    person1_type: `COALESCE(${person(1)}, ${team})`,
    person2_type: person(2),
    person3_type: person(3),
    ...columnsOf(
      'q',
      PEOPLE.flatMap((n) => [`player${n}_id`, `player${n}_name`]),
    ),
    loc_x: d.cast('ROUND(p.original_x)', 'integer'),
    loc_y: d.cast('ROUND(p.original_y)', 'integer'),
    on_court: 't.on_court',
  };
}
