/** A format that is known and not read: what it lacks, and which file of the same games has it. */
export interface NotRead {
  readonly name: string;
  /** Normalised columns that tell it. */
  readonly columns: readonly string[];
  readonly lacks: string;
  readonly instead: string;
}

const EVENTS = 'nbastats (PlayByPlayV2), nbastatsv3 (PlayByPlayV3) or cdnnba (the live feed)';

/** Files of the archives of shufinskiy/nba_data that stand beside those that are read. */
export const NOT_READ: readonly NotRead[] = [
  {
    name: 'datanba, the play-by-play of data.nba.com',
    columns: ['evt', 'cl', 'de', 'etype', 'mtype', 'pid', 'opid', 'game_id'],
    lacks: 'it has numbers without the names of players and teams',
    instead: EVENTS,
  },
  {
    name: 'pbpstats, the possessions of pbpstats.com',
    columns: ['starttime', 'endtime', 'events', 'starttype', 'gameid', 'opponent'],
    lacks: 'a row is a possession, and its events are one text without the ids of players',
    instead: EVENTS,
  },
  {
    name: "matchups, the league's BoxScoreMatchups",
    columns: ['matchupminutes', 'partialpossessions'],
    lacks: 'it tells who defended whom, and no table is made of that',
    instead: 'a box score or a game log',
  },
];
