/** A spelling of a player's name that other sources use and the league does not. */
export interface LeagueSpelling {
  readonly spelling: string;
  /** The league's person id. */
  readonly playerId: number;
  /** The name the league prints with that id. */
  readonly leagueName: string;
}

const of = (playerId: number, leagueName: string, ...spellings: readonly string[]): LeagueSpelling[] =>
  spellings.map((spelling) => ({ spelling, playerId, leagueName }));

/**
 * Well-known spellings, each to be checked against the id and name that the league's own files print. Left out is every
 * spelling that is the name of another man of the league, such as a father's without Jr. or II.
 */
export const LEAGUE_SPELLINGS: readonly LeagueSpelling[] = [
  ...of(2403, 'Nene', 'Nene Hilario', 'Maybyner Hilario'),
  ...of(101150, 'Lou Williams', 'Louis Williams'),
  ...of(201144, 'Mike Conley', 'Mike Conley Jr.'),
  ...of(201152, 'Thaddeus Young', 'Thad Young'),
  ...of(201571, 'D.J. Augustin', 'D.J. Augustine'),
  ...of(201988, 'Patty Mills', 'Patrick Mills'),
  ...of(202083, 'Wesley Matthews', 'Wes Matthews Jr.'),
  ...of(202397, 'Ish Smith', 'Ishmael Smith'),
  ...of(202683, 'Enes Freedom', 'Enes Kanter', 'Enes Kanter Freedom'),
  ...of(202694, 'Marcus Morris Sr.', 'Marcus Morris'),
  ...of(202710, 'Jimmy Butler III', 'Jimmy Butler'),
  ...of(203090, 'Maurice Harkless', 'Moe Harkless', 'Mo Harkless'),
  ...of(203490, 'Otto Porter Jr.', 'Otto Porter'),
  ...of(203493, 'Reggie Bullock Jr.', 'Reggie Bullock'),
  ...of(203995, 'Vasilije Micic', 'Vasa Micic'),
  ...of(1626162, 'Kelly Oubre Jr.', 'Kelly Oubre'),
  ...of(1626195, 'Willy Hernangomez', 'Guillermo Hernangomez'),
  ...of(1627782, 'Wayne Selden', 'Wayne Selden Jr.'),
  ...of(1627823, 'Juancho Hernangomez', 'Juan Hernangomez'),
  ...of(1627863, 'Danuel House Jr.', 'Danuel House'),
  ...of(1627884, 'Derrick Jones Jr.', 'Derrick Jones'),
  ...of(1628384, 'OG Anunoby', 'Ogugua Anunoby'),
  ...of(1628963, 'Marvin Bagley III', 'Marvin Bagley'),
  ...of(1628964, 'Mo Bamba', 'Mohamed Bamba'),
  ...of(1628971, 'Bruce Brown', 'Bruce Brown Jr.'),
  ...of(1628972, 'Troy Brown Jr.', 'Troy Brown'),
  ...of(1628976, 'Wendell Carter Jr.', 'Wendell Carter'),
  ...of(1628995, 'Kevin Knox II', 'Kevin Knox'),
  ...of(1629004, 'Svi Mykhailiuk', 'Sviatoslav Mykhailiuk'),
  ...of(1629008, 'Michael Porter Jr.', 'Michael Porter'),
  ...of(1629021, 'Moritz Wagner', 'Moe Wagner', 'Mo Wagner'),
  ...of(1629022, 'Lonnie Walker IV', 'Lonnie Walker'),
  ...of(1629057, 'Robert Williams III', 'Robert Williams'),
  ...of(1629109, 'Gary Clark', 'Gary Clark Jr.'),
  ...of(1629649, 'Ignas Brazdeikis', 'Iggy Brazdeikis'),
  ...of(1629651, 'Nic Claxton', 'Nicolas Claxton'),
  ...of(1629661, 'Cameron Johnson', 'Cam Johnson'),
  ...of(1629712, 'Didi Louzada', 'Marcos Louzada Silva'),
  ...of(1630191, 'Isaiah Stewart', 'Isaiah Stewart II'),
  ...of(1630194, 'Paul Reed', 'Paul Reed Jr.'),
  ...of(1630214, 'Xavier Tillman', 'Xavier Tillman Sr.'),
  ...of(1630231, 'KJ Martin', 'Kenyon Martin Jr.'),
  ...of(1630527, 'Brandon Boston', 'Brandon Boston Jr.', 'B.J. Boston', 'B.J. Boston Jr.'),
  ...of(1630529, 'Herbert Jones', 'Herb Jones'),
  ...of(1630530, 'Trey Murphy III', 'Trey Murphy'),
  ...of(1630538, 'Bones Hyland', "Nah'Shon Hyland"),
  ...of(1630560, 'Cam Thomas', 'Cameron Thomas'),
  ...of(1630612, 'Ruben Nembhard Jr.', 'R.J. Nembhard Jr.', 'R.J. Nembhard'),
  ...of(1630643, 'Jay Huff', 'James Huff'),
  ...of(1631246, 'Vince Williams Jr.', 'Vincent Williams Jr.', 'Vince Williams'),
  ...of(1641726, 'Dereck Lively II', 'Dereck Lively'),
  ...of(1641842, 'Ronald Holland II', 'Ron Holland', 'Ronald Holland'),
  ...of(1642267, 'Bub Carrington', 'Carlton Carrington'),
];
