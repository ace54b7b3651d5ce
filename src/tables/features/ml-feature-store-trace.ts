import { shortName } from '../definition.js';
import { PCF, PDC, UPGC, UTGC } from '../names.js';
import { idOf, oneRow } from '../trace/sources.js';
import type { Trace } from '../trace/trace.js';
import { FEATURES } from './feature-contract.js';

const shortOf = (name: string) => shortName({ name });
const TABLES = [UPGC, UTGC, PDC, PCF];

/** The feature store: every feature by the source that its contract declares. */
export const featureStoreTrace: Trace = {
  async sources(ask) {
    const { row, date } = ask;
    const [player, game] = [idOf(row, 'player_id'), idOf(row, 'game_id')];
    return [
      await oneRow(ask, shortOf(UPGC), UPGC, { game_id: game, player_id: player }),
      await oneRow(ask, shortOf(UTGC), UTGC, { game_id: game, team_abbr: idOf(row, 'team_abbr') }),
      await oneRow(ask, shortOf(PDC), PDC, { player_id: player, analysis_date: date }),
      await oneRow(ask, shortOf(PCF), PCF, { game_id: game, player_id: player }),
    ];
  },
  bases: () =>
    Object.fromEntries(
      FEATURES.map((feature) => {
        const [table = '', columns = ''] = feature.source.split('.');
        const inputs = columns.split(', ');
        // A feature whose SQL is the bare column is that column.
        const bare = TABLES.some((t) => shortOf(t) === table) && /^[uctf]\.\w+$/.test(feature.sql);
        return [feature.name, { source: table, how: bare ? ('copy' as const) : ('formula' as const), inputs }];
      }),
    ),
};
